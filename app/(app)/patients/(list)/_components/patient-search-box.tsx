import Form from 'next/form';
import { Button } from '@/app/_components/ui/button';
import { Input } from '@/app/_components/ui/input';
import { defaultPatientSort, type PatientSearch } from '@/lib/worklist/patient-list';

type Props = { search: PatientSearch; seesNames: boolean };

/** A form that only changes the address; the other filters come along. */
export function PatientSearchBox({ search, seesNames }: Props) {
  const { text, siteId, protocol, status, sort } = search;
  const label = seesNames ? 'Search by name, record number or study id' : 'Search by study id';
  const kept = { site: siteId, protocol, status, sort: sort === defaultPatientSort ? null : sort };
  return (
    <Form action="/patients" className="flex max-w-xl gap-2 pb-3 print:hidden" role="search">
      <Input
        key={text ?? ''}
        type="search"
        name="q"
        aria-label={label}
        placeholder={label}
        defaultValue={text ?? ''}
        className="flex-1"
      />
      {Object.entries(kept).map(([name, value]) =>
        value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button type="submit">Search</Button>
    </Form>
  );
}
