'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useMemo, useRef } from 'react';
import { DraftOffer } from '@/app/_components/form/draft-offer';
import { DraftStatus } from '@/app/_components/form/draft-status';
import { Form } from '@/app/_components/form/form';
import { FormErrorSummary } from '@/app/_components/form/form-error-summary';
import { FormField } from '@/app/_components/form/form-field';
import { SubmitBar } from '@/app/_components/form/submit-bar';
import { type ActionForm, useActionForm } from '@/app/_components/form/use-action-form';
import { type StoredDraft, useServerDraft } from '@/app/_components/form/use-server-draft';
import { Input } from '@/app/_components/ui/input';
import { Select } from '@/app/_components/ui/select';
import { Textarea } from '@/app/_components/ui/textarea';
import { useAnnounce } from '@/app/_components/ui/toast';
import { roleLabels } from '@/lib/auth/describe-roles';
import type { SignerName } from '@/lib/auth/signature';
import {
  describeAllowed,
  describeSetting,
  settingText,
  unitOf,
} from '@/lib/protocols/check-settings';
import { describeSourceOf } from '@/lib/protocols/describe-source';
import type { ProtocolDefinition, SettingDefinition, SettingValues } from '@/lib/protocols/schema';
import { groupSettings } from '@/lib/protocols/setting-groups';
import {
  type SettingsFormValues,
  settingsFormSchema,
  settingTexts,
  toProfileInput,
} from '@/lib/protocols/settings-form';
import type { SavedProfile } from '@/lib/server/settings/save-profile';
import { choiceHref } from '../../../_components/read-choice';
import { saveProfileAction } from '../actions';

type Props = {
  siteId: string;
  code: string;
  name: string;
  version: number;
  definition: ProtocolDefinition;
  settings: SettingValues;
  signer: SignerName;
  formKey: string;
  draft: StoredDraft | null;
};

/** Every setting of a protocol with its allowed range; approving it is a signature. */
export function SettingsForm(props: Props) {
  const { siteId, code, name, version, definition, settings, signer, formKey } = props;
  const router = useRouter();
  const announce = useAnnounce();
  const discardDraft = useRef(() => {});
  const schema = useMemo(() => settingsFormSchema(definition), [definition]);
  const { form, submit, isPending, failure } = useActionForm<SettingsFormValues, SavedProfile>({
    schema,
    defaultValues: {
      siteId,
      protocol: code,
      name,
      replaces: version,
      values: settingTexts(definition, settings),
      note: '',
      password: '',
    },
    action: ({ submissionId, values }) =>
      saveProfileAction({ submissionId, values: toProfileInput(definition, values) }),
    onSuccess: (saved) => {
      discardDraft.current();
      announce({ tone: 'done', message: `Settings version ${saved.version} is approved.` });
      router.push(choiceHref(`/protocols/${code}`, siteId, name) as Route);
    },
  });
  const draft = useServerDraft({ form, place: { formKey, siteId }, stored: props.draft });
  discardDraft.current = draft.discard;
  return (
    <Form onSubmit={submit} className="flex max-w-4xl flex-col gap-8">
      <DraftOffer draft={draft} what="A change of these settings" />
      <FormErrorSummary form={form} failure={failure} />
      {groupSettings(definition).map(({ group, settings: ofGroup }) => (
        <section key={group} className="flex flex-col gap-3">
          <h2 className="font-semibold text-large">{group}</h2>
          <div className="grid items-end gap-x-6 gap-y-4 sm:grid-cols-2">
            {ofGroup.map((setting) => (
              <SettingField key={setting.key} form={form} setting={setting} />
            ))}
          </div>
        </section>
      ))}
      <section className="flex flex-col gap-4">
        <h2 className="font-semibold text-large">Approval</h2>
        <FormField form={form} name="note" label="What changed, and why" optional>
          {(control) => <Textarea {...control} />}
        </FormField>
        <FormField
          form={form}
          name="password"
          label="Your password, to sign"
          hint={`You sign as ${signer.printedName}, ${roleLabels[signer.role].toLowerCase()}: approved these settings.`}
        >
          {(control) => <Input {...control} type="password" autoComplete="current-password" />}
        </FormField>
      </section>
      <SubmitBar
        label="Approve"
        isPending={isPending}
        status={<DraftStatus draft={draft.status} />}
      />
    </Form>
  );
}

type FieldProps = { form: ActionForm<SettingsFormValues>['form']; setting: SettingDefinition };

function SettingField({ form, setting }: FieldProps) {
  const { key, title } = setting;
  const isTyped = setting.type === 'days' || setting.type === 'number';
  const range = isTyped ? `${describeAllowed(setting)}; ` : '';
  return (
    <FormField
      form={form}
      name={`values.${key}`}
      label={title}
      hint={`Default ${describeSetting(setting, setting.default)}; ${range}${describeSourceOf(setting)}`}
    >
      {(control) =>
        isTyped ? (
          <Input {...control} inputMode="decimal" unit={unitOf(setting)} />
        ) : (
          <Select {...control} options={optionsOf(setting)} />
        )
      }
    </FormField>
  );
}

function optionsOf(setting: SettingDefinition) {
  const values =
    setting.type === 'boolean'
      ? [true, false]
      : setting.type === 'choice'
        ? setting.allowed.map(({ value }) => value)
        : setting.type === 'duration'
          ? setting.allowed
          : [];
  return values.map((value) => ({
    value: settingText(value),
    label: describeSetting(setting, value),
  }));
}
