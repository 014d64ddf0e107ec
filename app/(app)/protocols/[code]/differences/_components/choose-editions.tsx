import type { Route } from 'next';
import Form from 'next/form';
import { Button } from '@/app/_components/ui/button';
import { Field } from '@/app/_components/ui/field';
import { Select } from '@/app/_components/ui/select';
import { describeEdition } from '@/lib/protocols/describe-edition';
import type { ProtocolEdition } from '@/lib/server/protocols/editions';

type Props = {
  path: Route;
  siteId: string;
  editions: readonly ProtocolEdition[];
  from: string;
  to: string;
};

/** Which two are compared; the choice lives in the address, so that it can be sent on. */
export function ChooseEditions({ path, siteId, editions, from, to }: Props) {
  const options = editions.map((edition) => ({
    value: edition.id,
    label: describeEdition(edition),
  }));
  return (
    <Form
      key={`${from} ${to}`}
      action={path}
      className="flex flex-wrap items-end gap-3 print:hidden"
    >
      <input type="hidden" name="site" value={siteId} />
      <Field label="Before" className="w-80 max-sm:w-full">
        {(control) => <Select {...control} name="from" options={options} defaultValue={from} />}
      </Field>
      <Field label="After" className="w-80 max-sm:w-full">
        {(control) => <Select {...control} name="to" options={options} defaultValue={to} />}
      </Field>
      <Button type="submit">Compare</Button>
    </Form>
  );
}
