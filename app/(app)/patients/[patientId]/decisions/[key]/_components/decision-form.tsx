'use client';

import { useRouter } from 'next/navigation';
import { useWatch } from 'react-hook-form';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { SignatureFields } from '@/app/_components/form/signature-fields';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { useActionForm } from '@/app/_components/form/use-action-form';
import {
  ChoiceField,
  DateInput,
  NoteField,
  recordFields,
} from '@/app/_components/records/record-field';
import { useAnnounce } from '@/app/_components/ui/toast';
import type { SignerName } from '@/lib/auth/signature';
import type { DecisionView } from '@/lib/course/decision-view';
import { describeEffects } from '@/lib/course/describe-plan-change';
import { type MakeDecisionInput, makeDecisionInputSchema } from '@/lib/course/make-decision-input';
import type { MadeDecision } from '@/lib/server/decisions/make-decision';
import { makeDecisionAction } from '../actions';

type Props = {
  patientId: string;
  enrollmentId: string;
  view: DecisionView;
  today: string;
  /** The decision that stands now. */
  replaces: string | null;
  signer: SignerName;
};

/** The signature: what is chosen, from when on, and why where it is not what the rule computes. */
export function DecisionForm(props: Props) {
  const { patientId, enrollmentId, view, today, replaces, signer } = props;
  const router = useRouter();
  const announce = useAnnounce();
  const { form, submit, isPending, failure } = useActionForm<MakeDecisionInput, MadeDecision>({
    schema: makeDecisionInputSchema,
    defaultValues: {
      enrollmentId,
      key: view.key,
      chosen: view.computed ?? '',
      decidedOn: today,
      effectiveOn: view.effectiveOn ?? today,
      reason: '',
      replaces,
      recordId: null,
      password: '',
    },
    action: makeDecisionAction,
    onSuccess: ({ change }) => {
      const [first] = describeEffects(change);
      announce({ tone: 'done', message: first ? `Signed. ${first.text}.` : 'Signed.' });
      router.push(`/patients/${patientId}`);
    },
  });
  const chosen = useWatch({ control: form.control, name: 'chosen' });
  const needsReason = chosen !== view.computed;
  const fields = recordFields(form, '');
  return (
    <Form onSubmit={submit} className="flex flex-col gap-4">
      <FormErrorSummary form={form} failure={failure} />
      <ChoiceField
        fields={fields}
        name="chosen"
        label={replaces === null ? 'Decision' : 'Decide again'}
        layout="stack"
        choices={view.options.map(({ key, title }) => ({
          value: key,
          label: key === view.computed ? `${title} (computed)` : title,
        }))}
      />
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <DateInput
          fields={fields}
          name="effectiveOn"
          label="Effective from"
          hint={
            view.effectiveOn === null ? undefined : `The protocol foresees ${view.effectiveOn}.`
          }
          today={today}
        />
        <DateInput fields={fields} name="decidedOn" label="Decided on" today={today} />
      </div>
      <NoteField
        fields={fields}
        name="reason"
        label="Reason"
        hint={reasonHint(needsReason, view.computed)}
        optional={!needsReason}
      />
      <SignatureFields form={form} signer={signer} meaning="branch-chosen" />
      <SubmitBar
        label="Sign"
        isPending={isPending}
        status="Signed with the evidence of this moment."
      />
    </Form>
  );
}

function reasonHint(needsReason: boolean, computed: string | null): string | undefined {
  if (!needsReason) {
    return undefined;
  }
  return computed === null
    ? 'The protocol leaves this to you; say why.'
    : 'The protocol computes another option; say why you choose this one.';
}
