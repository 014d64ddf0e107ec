import { expect, test } from 'vitest';
import { type Condition, leafSchema } from '@/lib/cohort/condition';
import { describeCondition, describeLeaf, type ListedNames } from '@/lib/cohort/describe-condition';
import { variables } from '@/lib/cohort/variables';
import { civilDate } from '@/lib/dates/civil-date';

const names: ListedNames = {
  site: { NYC: 'New York Clinic' },
  arm: {},
  'protocol-version': {},
  'cohort-tag': {},
};
const date = civilDate('2026-01-31');

test.each<[condition: Condition, sentence: string]>([
  [
    { variable: 'age-at-consent', operator: 'at-least', value: 35 },
    'Age at consent is at least 35 years',
  ],
  [
    { variable: 'fsh-baseline', operator: 'between', from: 0.7, to: 11.1 },
    'FSH before treatment is between 0.7 and 11.1 mIU/mL',
  ],
  [{ variable: 'site', operator: 'any-of', values: ['NYC'] }, 'Site is New York Clinic'],
  [{ variable: 'arm', operator: 'none-of', values: ['control'] }, 'Arm is not control'],
  [
    { variable: 'status', operator: 'any-of', values: ['active', 'completed', 'died'] },
    'Status is Active, Completed or Died',
  ],
  [
    { variable: 'status', operator: 'none-of', values: ['active', 'died'] },
    'Status is neither Active nor Died',
  ],
  [
    { variable: 'drugs', operator: 'none-of', values: ['hcg'] },
    'Drugs prescribed do not include hCG',
  ],
  [
    { variable: 'adverse-event-terms', operator: 'any-of', values: ['dry_skin', 'anxiety'] },
    'Confirmed adverse events include Dry skin or Anxiety',
  ],
  [
    { variable: 'first-dose-date', operator: 'on-or-after', date },
    'First dose was on or after 2026-01-31',
  ],
  [
    { variable: 'end-date', operator: 'within', from: date, to: date },
    'End of the enrollment was between 2026-01-31 and 2026-01-31',
  ],
  [{ variable: 'live-birth', operator: 'yes' }, 'Live birth recorded: yes'],
  [{ variable: 'karyotype', operator: 'not-recorded' }, 'Karyotype is not recorded'],
])('%j reads: %s', (condition, sentence) => {
  expect(describeLeaf(leafSchema.parse(condition), names)).toBe(sentence);
});

const aged: Condition = { variable: 'age-at-consent', operator: 'at-least', value: 35 };
const text = 'Age at consent is at least 35 years';
const sentence = { text, parts: [] };

test.each<[condition: Condition, text: string, parts: readonly object[]]>([
  [{ all: [] }, 'Everybody on the protocol', []],
  [{ all: [aged] }, 'All of these', [sentence]],
  [{ any: [aged, aged] }, 'Any of these', [sentence, sentence]],
  [{ not: aged }, 'None of these', [sentence]],
  [{ not: { any: [aged] } }, 'None of these', [sentence]],
  [{ not: { all: [aged] } }, 'Not all of these', [sentence]],
  [{ not: { not: aged } }, 'None of these', [{ text: 'None of these', parts: [sentence] }]],
])('%j is a line with sentences under it', (condition, line, parts) => {
  expect(describeCondition(condition, names)).toEqual({ text: line, parts });
});

test('every variable has a label that begins a sentence', () => {
  for (const { label } of variables) {
    expect(label).toMatch(/^[A-Z]/);
  }
});
