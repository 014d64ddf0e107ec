'use client';

import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { Input } from '@/app/_components/ui/input';
import { roleLabels } from '@/lib/auth/describe-roles';
import type { SignerName } from '@/lib/auth/signature';
import { type DecisionMeaning, decisionMeaningNames } from '@/lib/course/decision-meaning';
import { FormField } from './form-field';

type Props<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, Values>;
  signer: SignerName;
  meaning: DecisionMeaning;
  /** Where the schema has the password, if not at the top. */
  name?: FieldPath<Values>;
};

/** Last in the form of what is signed: who signs, what that means, and the password once more. */
export function SignatureFields<Values extends FieldValues>(props: Props<Values>) {
  const { form, signer, meaning, name = 'password' as FieldPath<Values> } = props;
  return (
    <FormField
      form={form}
      name={name}
      label="Your password, to sign"
      hint={`You sign as ${signer.printedName}, ${roleLabels[signer.role].toLowerCase()}: ${decisionMeaningNames[meaning]}.`}
    >
      {(control) => <Input {...control} type="password" autoComplete="current-password" />}
    </FormField>
  );
}
