import { describe, expect, test } from 'vitest';
import { checkSettings, describeAllowed } from '@/lib/protocols/check-settings';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { describeRequirement } from '@/lib/protocols/describe-requirement';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { groupSettings } from '@/lib/protocols/setting-groups';
import { settingsFormSchema, settingTexts, toProfileInput } from '@/lib/protocols/settings-form';

function definitionOf(code: string) {
  const definition = protocolLibrary.find((one) => one.code === code);
  if (definition === undefined) {
    throw new Error(`no protocol ${code}`);
  }
  return definition;
}

const isotretinoin = definitionOf('isotretinoin-noa');
const gonadotropins = definitionOf('gonadotropin-noa');

describe('values of a clinic', () => {
  test('those of the defaults are left out, the others are kept', () => {
    const values = { 'monthly-labs': false, 'pair-gap': 7, 'maximum-duration': 'P12M' };
    expect(checkSettings(isotretinoin, values)).toEqual({
      ok: true,
      value: { 'monthly-labs': false, 'maximum-duration': 'P12M' },
    });
  });

  test.each<[string, unknown, string]>([
    ['no-such-setting', 1, 'The protocol has no such setting.'],
    ['pair-gap', 0, 'Allowed: whole days from 1 to 60.'],
    ['pair-gap', 61, 'Allowed: whole days from 1 to 60.'],
    ['pair-gap', 7.5, 'Allowed: whole days from 1 to 60.'],
    ['pair-gap', '7', 'Allowed: whole days from 1 to 60.'],
    ['pair-gap', null, 'Allowed: whole days from 1 to 60.'],
    ['pair-gap', { setting: 'x' }, 'Allowed: whole days from 1 to 60.'],
    ['triglycerides-red', 299.9, 'Allowed: 300 to 1000 mg/dL.'],
    ['monthly-labs', 'perhaps', 'Allowed: yes or no.'],
    ['maximum-duration', 'P13M', 'Allowed: 6 months, 9 months, 12 months, 18 months.'],
    ['response-date', 'third-sample', 'Allowed: The first sample; The second sample.'],
  ])('%s = %j is refused: %s', (key, value, message) => {
    expect(checkSettings(isotretinoin, { [key]: value })).toEqual({
      ok: false,
      error: { [key]: message },
    });
  });

  test('a range that is upside down is refused at its lower bound', () => {
    expect(checkSettings(gonadotropins, { 'fsh-low': 12 })).toEqual({
      ok: false,
      error: { 'fsh-low': 'This has to be below the upper bound, 11.1.' },
    });
    expect(checkSettings(gonadotropins, { 'fsh-low': 12, 'fsh-high': 14 }).ok).toBe(true);
  });

  test('a red limit that begins before the amber one is refused', () => {
    expect(
      checkSettings(isotretinoin, { 'triglycerides-amber': 450, 'triglycerides-red': 400 }),
    ).toEqual({
      ok: false,
      error: { 'triglycerides-red': 'This has to be at least 450.' },
    });
  });
});

describe('the form', () => {
  const form = {
    siteId: '01a201f5-faae-7000-b85c-c4a7fde8a9f8',
    protocol: 'gonadotropin-noa',
    name: 'clinic',
    replaces: 1,
    values: settingTexts(gonadotropins, {}),
    note: '',
    password: 'twelve long words',
  };
  const typed = (values: Record<string, string>) => ({
    ...form,
    values: { ...form.values, ...values },
  });

  test('untouched it sends every value as it stands', () => {
    const { values } = toProfileInput(gonadotropins, form);
    expect(values).toMatchObject({ 'fsh-low': 0.7, 'fsh-bounds-included': true });
    expect(checkSettings(gonadotropins, values)).toEqual({ ok: true, value: {} });
    expect(settingsFormSchema(gonadotropins).safeParse(form).success).toBe(true);
  });

  test('a decimal comma is a decimal point', () => {
    const { values } = toProfileInput(gonadotropins, typed({ 'fsh-high': ' 12,4 ' }));
    expect(values['fsh-high']).toBe(12.4);
  });

  test.each([
    ['fsh-high', '', 'values.fsh-high'],
    ['fsh-high', 'a lot', 'values.fsh-high'],
    ['fsh-high', '51', 'values.fsh-high'],
    ['injection-window', '1.5', 'values.injection-window'],
    ['fsh-above-range', '', 'values.fsh-above-range'],
  ])('%s "%s" has its message there', (key, text, path) => {
    const { error } = settingsFormSchema(gonadotropins).safeParse(typed({ [key]: text }));
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  test('it cannot be approved without a password', () => {
    const { error } = settingsFormSchema(gonadotropins).safeParse({ ...form, password: '' });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual(['password']);
  });
});

test.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  'every setting of %s is in one group and says what is allowed',
  (_code, definition) => {
    const grouped = groupSettings(definition).flatMap(({ settings }) => settings);
    expect(grouped.map(({ key }) => key).toSorted()).toEqual(
      definition.settings.map(({ key }) => key).toSorted(),
    );
    expect(grouped.filter((setting) => describeAllowed(setting) === '')).toEqual([]);
  },
);

test.each([
  ['isotretinoin-noa', 'baseline-labs', 'Before the first dose', 'at most 28 d old'],
  ['isotretinoin-noa', 'week-4-labs', '28 days after the first dose', '7 d before to 7 d after'],
  [
    'isotretinoin-noa',
    'monthly-check',
    '1 month after the first dose, then every 1 month on therapy',
    '7 d before to 7 d after',
  ],
  [
    'isotretinoin-noa',
    'confirmatory-semen',
    '28 days after a first sample with motile sperm',
    '14 d before to 28 d after',
  ],
  [
    'gonadotropin-noa',
    'ufsh-course-month-1',
    'From the day of “FSH decision at month 1”',
    '0 d before to 1 d after',
  ],
  [
    'salvage-micro-tese',
    'post-operative-hormones',
    '6 months to 9 months after surgery',
    'any day between',
  ],
])('%s %s is wanted %s, %s', (code, key, when, window) => {
  const { requirements, definition } = compileProtocol(definitionOf(code));
  const requirement = requirements.find((one) => one.key === key);
  expect(requirement && describeRequirement(requirement, definition)).toEqual({ when, window });
});
