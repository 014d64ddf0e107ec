'use client';

import { useWatch } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import { ChoiceField, NoteField, recordFields } from '@/app/_components/records/record-field';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { SignerName } from '@/lib/auth/signature';
import {
  type DecideOverrideInput,
  decideOverrideInputSchema,
} from '@/lib/enrollment/decide-override';
import type { DecidedOverride } from '@/lib/server/eligibility/decide-override';
import { decideOverrideAction } from '../actions';

type Props = {
  enrollmentId: string;
  assessmentId: string;
  /** The signature that stands now. */
  replaces: string | null;
  signer: SignerName;
};

/** A physician lets the man in all the same, or declines, which ends the enrollment. */
export function OverrideForm({ enrollmentId, assessmentId, replaces, signer }: Props) {
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<DecideOverrideInput, DecidedOverride>({
    schema: decideOverrideInputSchema,
    defaultValues: {
      enrollmentId,
      assessmentId,
      replaces,
      chosen: '' as DecideOverrideInput['chosen'],
      reason: '',
      password: '',
    },
    action: decideOverrideAction,
    onSuccess: () => {
      announce({ tone: 'done', message: 'Signed.' });
    },
  });
  const chosen = useWatch({ control: form.control, name: 'chosen' });
  const fields = recordFields(form, '');
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <ChoiceField
        fields={fields}
        name="chosen"
        label="Decision"
        layout="stack"
        choices={[
          { value: 'enroll', label: 'He is treated although a criterion is not met' },
          { value: 'decline', label: 'Decline: this ends the enrollment' },
        ]}
      />
      <NoteField fields={fields} name="reason" label="Reason" optional={chosen !== 'decline'} />
      <SignatureFields
        form={form}
        signer={signer}
        meaning={chosen === 'decline' ? 'eligibility-declined' : 'eligibility-overridden'}
      />
      <SubmitBar label="Sign" isPending={isPending} status="Signed with the criteria shown here." />
    </Form>
  );
}
