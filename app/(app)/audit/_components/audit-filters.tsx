import { Button } from '@/app/_components/ui/button';
import { DateField } from '@/app/_components/ui/date-field';
import { Field } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import type { AuditPageSearch } from '@/lib/timeline/audit-search';
import { auditedTables } from '@/lib/timeline/describe-audit-event';

const options = Object.entries(auditedTables).map(([value, label]) => ({ value, label }));

/** A plain form: the address keeps what was asked for. */
export function AuditFilters({ search }: { search: AuditPageSearch }) {
  const { studyId, tableName, from, to } = search;
  return (
    <form action="/audit" className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
      <Field label="Study id" optional className="w-40">
        {(control) => <Input {...control} name="patient" defaultValue={studyId ?? ''} />}
      </Field>
      <Field label="What" optional>
        {(control) => (
          <Select
            {...control}
            name="table"
            placeholder="Everything"
            options={options}
            defaultValue={tableName ?? ''}
          />
        )}
      </Field>
      <Field label="From" optional className="w-44">
        {(control) => <DateField {...control} name="from" defaultValue={from ?? ''} />}
      </Field>
      <Field label="To" optional className="w-44">
        {(control) => <DateField {...control} name="to" defaultValue={to ?? ''} />}
      </Field>
      <Button type="submit">Show</Button>
    </form>
  );
}
