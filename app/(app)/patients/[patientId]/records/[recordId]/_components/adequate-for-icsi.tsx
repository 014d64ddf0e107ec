'use client';

import { useState } from 'react';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { NoteField, recordFields } from '@/app/_components/records/record-field';
import { Button } from '@/app/_components/ui/button';
import { Dialog, DialogActions, DialogClose } from '@/app/_components/ui/dialog';
import { Notice } from '@/app/_components/ui/notice';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { SignerName } from '@/lib/auth/signature';
import { adequateForIcsi } from '@/lib/course/course';
import { describeEffects } from '@/lib/course/describe-plan-change';
import { type MakeDecisionInput, makeDecisionInputSchema } from '@/lib/course/make-decision-input';
import type { SampleAdequacy } from '@/lib/course/sample-adequacy';
import type { MadeDecision } from '@/lib/server/decisions/make-decision';
import { signSampleAction } from '../actions';

type Props = {
  enrollmentId: string;
  recordId: string;
  adequacy: SampleAdequacy;
  today: string;
  /** Null where the person may not sign. */
  signer: SignerName | null;
};

/** Where the eggs are not known, a signature can say that the sperm of this sample suffice. */
export function AdequateForIcsi({ adequacy, signer, ...rest }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  if (adequacy === 'signed') {
    return <Notice tone="done" title="A physician signed this sample as adequate for ICSI" />;
  }
  if (adequacy === 'not-asked' || signer === null) {
    return null;
  }
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button className="self-start">Sign as adequate for ICSI</Button>}
      title="Adequate for ICSI"
      description="The response then counts this sample as enough for every egg, whatever number is recorded."
    >
      <SignForm {...rest} signer={signer} onDone={() => setIsOpen(false)} />
    </Dialog>
  );
}

type SignFormProps = Pick<Props, 'enrollmentId' | 'recordId' | 'today'> & {
  signer: SignerName;
  onDone: () => void;
};

function SignForm({ enrollmentId, recordId, today, signer, onDone }: SignFormProps) {
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
      replaces: null,
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
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <NoteField fields={recordFields(form, '')} name="reason" label="Why it is adequate" />
      <SignatureFields form={form} signer={signer} meaning="sample-adequate" />
      <DialogActions>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          Sign
        </Button>
      </DialogActions>
    </form>
  );
}
