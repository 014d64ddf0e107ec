import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import type { Variable } from './variable';

const enrollmentVariables: readonly Variable[] = [
  {
    key: 'site',
    section: 'enrollment',
    label: 'Site',
    type: { kind: 'listed', of: 'site' },
    source: { kind: 'enrollment', fact: 'site' },
  },
  {
    key: 'protocol-version',
    section: 'enrollment',
    label: 'Protocol version',
    type: { kind: 'listed', of: 'protocol-version' },
    source: { kind: 'enrollment', fact: 'protocolVersion' },
  },
  {
    key: 'arm',
    section: 'enrollment',
    label: 'Arm',
    type: { kind: 'listed', of: 'arm' },
    source: { kind: 'enrollment', fact: 'arm' },
  },
  {
    key: 'status',
    section: 'enrollment',
    label: 'Status',
    type: { kind: 'choice', options: { active: 'Active', ...outcomeLabels } },
    source: { kind: 'enrollment', fact: 'status' },
  },
  {
    key: 'end-category',
    section: 'enrollment',
    label: 'Reason of the withdrawal',
    type: { kind: 'choice', options: withdrawalLabels },
    source: { kind: 'enrollment', fact: 'endCategory' },
  },
  {
    key: 'cohort-tag',
    section: 'enrollment',
    label: 'Imported group',
    type: { kind: 'listed', of: 'cohort-tag' },
    source: { kind: 'enrollment', fact: 'cohortTag' },
  },
  {
    key: 'simulated',
    section: 'enrollment',
    label: 'Simulated',
    type: { kind: 'flag' },
    source: { kind: 'enrollment', fact: 'simulated' },
  },
  {
    key: 'consent-date',
    section: 'dates',
    label: 'Consent',
    type: { kind: 'date' },
    source: { kind: 'enrollment', fact: 'consentOn' },
  },
  {
    key: 'enrollment-date',
    section: 'dates',
    label: 'Enrollment',
    type: { kind: 'date' },
    source: { kind: 'enrollment', fact: 'enrolledOn' },
  },
  {
    key: 'end-date',
    section: 'dates',
    label: 'End of the enrollment',
    type: { kind: 'date' },
    source: { kind: 'enrollment', fact: 'endedOn' },
  },
  {
    key: 'age-at-consent',
    section: 'baseline',
    label: 'Age at consent',
    type: { kind: 'number', unit: 'years' },
    source: { kind: 'enrollment', fact: 'ageAtConsent' },
  },
];

/** Everything that a condition can ask about. */
export const variables: readonly Variable[] = [...enrollmentVariables];

const byKey = new Map(variables.map((variable) => [variable.key, variable]));

export function findVariable(key: string): Variable | undefined {
  return byKey.get(key);
}
