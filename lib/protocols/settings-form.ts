import { z } from 'zod';
import { checkSettings, parseSetting, settingText } from './check-settings';
import { saveProfileInputSchema } from './save-profile';
import type { ProtocolDefinition, SettingValues } from './schema';

/** The form as it is typed: every setting as text. */
export interface SettingsFormValues {
  readonly siteId: string;
  readonly protocol: string;
  readonly name: string;
  readonly replaces: number;
  readonly values: Readonly<Record<string, string>>;
  readonly note: string;
  readonly password: string;
}

export function settingTexts(
  { settings }: ProtocolDefinition,
  values: SettingValues,
): Record<string, string> {
  return Object.fromEntries(
    settings.map((setting) => [setting.key, settingText(values[setting.key] ?? setting.default)]),
  );
}

/** What the command is sent. */
export function toProfileInput(
  { settings }: ProtocolDefinition,
  form: SettingsFormValues,
): z.input<typeof saveProfileInputSchema> {
  const values = settings.flatMap((setting) => {
    const text = form.values[setting.key];
    return text === undefined ? [] : [[setting.key, parseSetting(setting, text)]];
  });
  return { ...form, values: Object.fromEntries(values) };
}

/** Checks the form as the command does, with each message at its setting. */
export function settingsFormSchema(definition: ProtocolDefinition) {
  return z.custom<SettingsFormValues>().superRefine((form, context) => {
    const input = toProfileInput(definition, form);
    const checked = saveProfileInputSchema.safeParse(input);
    for (const { message, path } of checked.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message, path: [...path] });
    }
    const settings = checkSettings(definition, input.values);
    for (const [key, message] of Object.entries(settings.ok ? {} : settings.error)) {
      context.addIssue({ code: 'custom', message, path: ['values', key] });
    }
  });
}
