'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { Button } from '@/app/_components/ui/button';
import { FieldError } from '@/app/_components/ui/field';
import { Input } from '@/app/_components/ui/input';
import { Notice } from '@/app/_components/ui/notice';
import { Textarea } from '@/app/_components/ui/textarea';
import { roleLabels } from '@/lib/auth/describe-roles';
import type { SignerName } from '@/lib/auth/signature';
import { type AmendProtocolInput, amendProtocolInputSchema } from '@/lib/course/amendment';
import type { AmendedProtocol } from '@/lib/server/amendments/amend-protocol';
import type { AmendedMan } from '@/lib/server/amendments/preview-amendment';
import { amendProtocolAction } from '../actions';
import { MenTable } from './men-table';

type Props = {
  siteId: string;
  code: string;
  to: { id: string; name: string };
  /** By edition id, for the men's current one. */
  editionNames: Readonly<Record<string, string>>;
  men: readonly AmendedMan[];
  signer: SignerName;
};

/** The men with what would change for each; a physician moves one, some or all of them and signs. */
export function AmendForm({ siteId, code, to, editionNames, men, signer }: Props) {
  const router = useRouter();
  const [done, setDone] = useState<AmendedProtocol | null>(null);
  const result = useRef<HTMLDivElement>(null);
  // It stands above a list that can be long, and the person is at the password below it.
  useEffect(() => {
    if (done !== null) {
      result.current?.scrollIntoView({ block: 'center' });
    }
  }, [done]);
  const blank: AmendProtocolInput = {
    siteId,
    protocol: code,
    edition: to.id,
    enrollments: [],
    reason: '',
    password: '',
  };
  const { form, submit, isPending, failure } = useActionForm<AmendProtocolInput, AmendedProtocol>({
    schema: amendProtocolInputSchema,
    defaultValues: blank,
    action: amendProtocolAction,
    onSuccess: (amended) => {
      setDone(amended);
      form.reset(blank);
    },
  });
  const chosen = useWatch({ control: form.control, name: 'enrollments' });
  useKeptChoice(men, chosen, (kept) => form.setValue('enrollments', kept));
  const choose = (ids: ReadonlySet<string>) => {
    setDone(null);
    form.setValue(
      'enrollments',
      men
        .filter(({ enrollmentId }) => ids.has(enrollmentId))
        .map(({ enrollmentId, version }) => ({ id: enrollmentId, version })),
      { shouldDirty: true, shouldValidate: form.formState.isSubmitted },
    );
  };
  return (
    <>
      <div ref={result} role="status">
        {done === null ? null : (
          <Notice tone="done" title={resultTitle(done, to.name)}>
            {plansText(done)} Nobody else was moved.
          </Notice>
        )}
      </div>
      {men.length === 0 ? null : (
        <Form onSubmit={submit} className="flex flex-col gap-4">
          <FormErrorSummary form={form} failure={failure} />
          {failure?.code === 'STALE_VERSION' ? (
            <div>
              <Button type="button" onClick={() => router.refresh()}>
                Look at the difference again
              </Button>
            </div>
          ) : null}
          <h2 className="font-semibold text-large">Who moves</h2>
          <MenTable
            men={men}
            editionNames={editionNames}
            chosen={new Set(chosen.map(({ id }) => id))}
            onChoose={choose}
          />
          <FieldError id="enrollments-error">
            {form.formState.errors.enrollments?.message}
          </FieldError>
          <div className="flex max-w-2xl flex-col gap-4">
            <FormField
              form={form}
              name="reason"
              label="Why these men follow it"
              hint="Stands in each man's record and in the audit trail."
            >
              {(control) => <Textarea {...control} />}
            </FormField>
            <FormField
              form={form}
              name="password"
              label="Your password, to sign"
              hint={`You sign as ${signer.printedName}, ${roleLabels[signer.role].toLowerCase()}: these men follow ${to.name} from today.`}
            >
              {(control) => <Input {...control} type="password" autoComplete="current-password" />}
            </FormField>
          </div>
          <SubmitBar
            label={submitLabel(chosen.length)}
            isPending={isPending}
            status={isPending ? 'Rebuilding the plans. A thousand men take some seconds.' : null}
          />
        </Form>
      )}
    </>
  );
}

function submitLabel(count: number): string {
  if (count === 0) {
    return 'Amend';
  }
  return count === 1 ? 'Amend 1 man' : `Amend ${count} men`;
}

/** What a new look at the difference leaves of the choice: who is still there, as he is now. */
function useKeptChoice(
  men: readonly AmendedMan[],
  chosen: AmendProtocolInput['enrollments'],
  keep: (kept: AmendProtocolInput['enrollments']) => void,
): void {
  const versions = new Map(men.map(({ enrollmentId, version }) => [enrollmentId, version]));
  const kept = chosen.flatMap(({ id }) => {
    const version = versions.get(id);
    return version === undefined ? [] : [{ id, version }];
  });
  const isKept = JSON.stringify(kept) === JSON.stringify(chosen);
  useEffect(() => {
    if (!isKept) {
      keep(kept);
    }
  });
}

function resultTitle({ amended }: AmendedProtocol, name: string): string {
  return `${amended === 1 ? '1 man follows' : `${amended} men follow`} ${name} from today.`;
}

function plansText({ plansChanged }: AmendedProtocol): string {
  switch (plansChanged) {
    case 0:
      return 'No plan asks for more or less than before.';
    case 1:
      return 'The plan of 1 man asks for something else now.';
    default:
      return `The plans of ${plansChanged} men ask for something else now.`;
  }
}
