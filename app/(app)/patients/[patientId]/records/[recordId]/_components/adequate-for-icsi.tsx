'use client';

import { useState } from 'react';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { ChoiceField, NoteField, recordFields } from '@/app/_components/records/record-field';
import { SignatureLine } from '@/app/_components/signature-line';
import { Button } from '@/app/_components/ui/button';
import { DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Notice } from '@/app/_components/ui/notice';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { SignerName } from '@/lib/auth/signature';
import { adequateForIcsi } from '@/lib/course/course';
import { describeEffects } from '@/lib/course/describe-plan-change';
import { type MakeDecisionInput, makeDecisionInputSchema } from '@/lib/course/make-decision-input';
import type { SampleAdequacy } from '@/lib/course/sample-adequacy';
import type { MadeDecision } from '@/lib/server/decisions/make-decision';
import type { StandingDecision } from '@/lib/server/decisions/queries';
import { signSampleAction } from '../actions';

type Props = {
  enrollmentId: string;
  recordId: string;
  adequacy: SampleAdequacy;
  /** The signature that stands. */
  decision: StandingDecision | null;
  today: string;
  /** Null where the person may not sign. */
  signer: SignerName | null;
};

/** Where the eggs are not known, a signature can say that the sperm of this sample suffice. */
export function AdequateForIcsi({ adequacy, decision, signer, ...rest }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  if (adequacy === 'not-asked' && decision === null) {
    return null;
  }
  return (
    <div className="flex flex-col gap-3">
      {decision === null ? null : <SampleDecision decision={decision} />}
      {signer === null ? null : (
        <GuardedDialog
          open={isOpen}
          onOpenChange={setIsOpen}
          trigger={
            <Button className="self-start">
              {decision === null ? 'Sign as adequate for ICSI' : 'Decide and sign again'}
            </Button>
          }
          title="Adequate for ICSI"
          description="The response counts an adequate sample as enough for every egg, whatever number is recorded."
        >
          <SignForm
            {...rest}
            signer={signer}
            replaces={decision?.id ?? null}
            onDone={() => setIsOpen(false)}
          />
        </GuardedDialog>
      )}
    </div>
  );
}

function SampleDecision({ decision }: { decision: StandingDecision }) {
  const { chosen, reason, reopenReason, signature } = decision;
  const verdict =
    chosen === 'adequate'
      ? 'A physician signed this sample as adequate for ICSI'
      : 'A physician signed that this sample is not adequate for ICSI';
  return (
    <Notice
      tone={reopenReason === null ? 'done' : 'amber'}
      title={reopenReason === null ? verdict : `${verdict}. It was changed since.`}
    >
      {reopenReason === null ? null : <p>Changed since signed: {reopenReason}</p>}
      {reason === null ? null : <p>Reason: {reason}</p>}
      <SignatureLine signature={signature} />
    </Notice>
  );
}

type SignFormProps = Pick<Props, 'enrollmentId' | 'recordId' | 'today'> & {
  signer: SignerName;
  replaces: string | null;
  onDone: () => void;
};

function SignForm({ enrollmentId, recordId, today, signer, replaces, onDone }: SignFormProps) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<MakeDecisionInput, MadeDecision>({
    schema: makeDecisionInputSchema,
    defaultValues: {
      enrollmentId,
      key: adequateForIcsi,
      chosen: 'adequate',
      decidedOn: today,
      effectiveOn: today,
      reason: '',
      replaces,
      recordId,
      password: '',
    },
    action: signSampleAction,
    onSuccess: ({ change }) => {
      const [first] = describeEffects(change);
      announce({ tone: 'done', message: first ? `Signed. ${first.text}.` : 'Signed.' });
      onDone();
    },
  });
  const fields = recordFields(form, '');
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <ChoiceField
        fields={fields}
        name="chosen"
        label="This sample is"
        choices={[
          { value: 'adequate', label: 'Adequate' },
          { value: 'not-adequate', label: 'Not adequate' },
        ]}
      />
      <NoteField fields={fields} name="reason" label="Why" />
      <SignatureFields form={form} signer={signer} meaning="sample-adequate" />
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          Sign
        </Button>
      </DialogActions>
    </Form>
  );
}
