import { outcomeLabels, withdrawalLabels } from '@/lib/enrollment/enrollment-outcome';
import { ctcaeTermNames, otherTerm } from '@/lib/records/adverse-event';
import { isUnknownAnswer } from '@/lib/records/finding';
import {
  type FindingDefinition,
  type FindingKey,
  findingKeys,
  findings,
} from '@/lib/records/findings';
import { histologyNames, procedureNames, testicularProcedures } from '@/lib/records/procedure';
import { drugNames } from '@/lib/records/therapy';
import { responseStatusNames } from '@/lib/response/response';
import { analytes } from '@/lib/units/analytes';
import { bloodAnalyteKeys } from '@/lib/units/blood-analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import type { LabMoment, Section, Source, Variable, VariableType } from './variable';

const flag = { kind: 'flag' } as const;
const date = { kind: 'date' } as const;
const number = (unit: string): VariableType => ({ kind: 'number', unit });
const choice = (options: Readonly<Record<string, string>>): VariableType => ({
  kind: 'choice',
  options,
});
const set = (options: Readonly<Record<string, string>>): VariableType => ({ kind: 'set', options });

type Row = readonly [key: string, label: string, type: VariableType, source: Source];

function inSection(section: Section, rows: readonly Row[]): Variable[] {
  return rows.map(([key, label, type, source]) => ({ key, section, label, type, source }));
}

const enrollment = inSection('enrollment', [
  ['site', 'Site', { kind: 'listed', of: 'site' }, { kind: 'enrollment', fact: 'site' }],
  [
    'protocol-version',
    'Protocol version',
    { kind: 'listed', of: 'protocol-version' },
    { kind: 'enrollment', fact: 'protocolVersion' },
  ],
  ['arm', 'Arm', { kind: 'listed', of: 'arm' }, { kind: 'enrollment', fact: 'arm' }],
  [
    'status',
    'Status',
    choice({ active: 'Active', ...outcomeLabels }),
    { kind: 'enrollment', fact: 'status' },
  ],
  [
    'end-category',
    'Reason of the withdrawal',
    choice(withdrawalLabels),
    { kind: 'enrollment', fact: 'endCategory' },
  ],
  [
    'cohort-tag',
    'Imported group',
    { kind: 'listed', of: 'cohort-tag' },
    { kind: 'enrollment', fact: 'cohortTag' },
  ],
  ['simulated', 'Simulated for the demo', flag, { kind: 'enrollment', fact: 'simulated' }],
]);

const dates = inSection('dates', [
  ['consent-date', 'Consent', date, { kind: 'enrollment', fact: 'consentOn' }],
  ['enrollment-date', 'Enrollment', date, { kind: 'enrollment', fact: 'enrolledOn' }],
  ['first-dose-date', 'First dose', date, { kind: 'therapy-day', fact: 'first-dose' }],
  ['last-dose-date', 'Last dose', date, { kind: 'therapy-day', fact: 'last-dose' }],
  ['end-date', 'End of the enrollment', date, { kind: 'enrollment', fact: 'endedOn' }],
]);

const age = inSection('baseline', [
  [
    'age-at-consent',
    'Age at consent',
    number('years'),
    { kind: 'enrollment', fact: 'ageAtConsent' },
  ],
]);

/** Asked on treatment or of the couple, not of him before it. */
const laterFindings: readonly FindingKey[] = ['egg-number', 'partner-pregnancy'];

const findingVariables: readonly Variable[] = findingKeys.map((finding) => ({
  key: finding,
  section: laterFindings.includes(finding) ? 'procedures' : 'baseline',
  label: findings[finding].question,
  type: typeOfFinding(findings[finding]),
  source: { kind: 'finding', finding },
}));

function typeOfFinding({ answer }: FindingDefinition): VariableType {
  switch (answer.kind) {
    case 'yes-no':
      return flag;
    case 'date':
      return date;
    case 'number':
      return number(answer.unit);
    case 'choice':
      // What says that nobody knows is asked by "not recorded".
      return choice(
        Object.fromEntries(Object.entries(answer.options).filter(([key]) => !isUnknownAnswer(key))),
      );
  }
}

const momentLabels: Readonly<Record<LabMoment, string>> = {
  baseline: 'before treatment',
  highest: 'at its highest after the first dose',
  lowest: 'at its lowest after the first dose',
};

const laboratory: readonly Variable[] = bloodAnalyteKeys.flatMap((analyte) =>
  (['baseline', 'highest', 'lowest'] as const).map((moment): Variable => {
    const { label, standard } = analytes[analyte];
    return {
      key: `${analyte.replaceAll('_', '-')}-${moment}`,
      section: 'laboratory',
      label: `${label} ${momentLabels[moment]}`,
      type: number(unitLabels[standard.unit]),
      source: { kind: 'laboratory', analyte, moment },
    };
  }),
);

const exposure = inSection('exposure', [
  ['drugs', 'Drugs prescribed', set(drugNames), { kind: 'therapy', fact: 'drugs' }],
  [
    'days-on-therapy',
    'Time from first dose to last dose or today',
    number('days'),
    { kind: 'therapy-day', fact: 'days' },
  ],
  [
    'highest-dose',
    'Highest prescribed dose of isotretinoin',
    number('mg/day'),
    { kind: 'therapy', fact: 'highest-dose' },
  ],
  ['therapy-held', 'Therapy ever on hold', flag, { kind: 'therapy', fact: 'held' }],
]);

const response = inSection('response', [
  [
    'best-response',
    'Best response',
    choice(responseStatusNames),
    { kind: 'enrollment', fact: 'bestResponse' },
  ],
  [
    'current-status',
    'Current response',
    choice(responseStatusNames),
    { kind: 'enrollment', fact: 'currentStatus' },
  ],
  ['response-date', 'Response date', date, { kind: 'enrollment', fact: 'responseOn' }],
  [
    'response-month',
    'Month of the response',
    number('months'),
    { kind: 'enrollment', fact: 'responseMonth' },
  ],
  [
    'response-maintained',
    'Response maintained',
    flag,
    { kind: 'enrollment', fact: 'responseMaintained' },
  ],
  [
    'tmc-response',
    'Mean of the two highest total motile counts on treatment',
    number('sperm'),
    { kind: 'enrollment', fact: 'tmcResponse' },
  ],
  [
    'semen-samples',
    'Semen samples since the start',
    number('samples'),
    { kind: 'semen', fact: 'samples' },
  ],
  [
    'motile-sperm',
    'Motile sperm in any sample since the start',
    flag,
    { kind: 'semen', fact: 'motile' },
  ],
]);

const testicularNames = Object.fromEntries(
  testicularProcedures.map((kind) => [kind, procedureNames[kind]]),
);
const { 'not-done': _notDone, unknown: _unknown, ...knownHistologies } = histologyNames;

const procedures = inSection('procedures', [
  [
    'earlier-procedures',
    'Procedures on the testis before the start',
    set(testicularNames),
    { kind: 'procedure', fact: 'earlier' },
  ],
  [
    'histology',
    'Newest histology',
    choice(knownHistologies),
    { kind: 'procedure', fact: 'histology' },
  ],
  [
    'operated',
    'Operated on the testis since the start',
    flag,
    { kind: 'procedure', fact: 'operated' },
  ],
  ['retrieval', 'Sperm retrieval since the start', flag, { kind: 'procedure', fact: 'retrieval' }],
  [
    'sperm-found',
    'Sperm found at a retrieval since the start',
    flag,
    { kind: 'procedure', fact: 'sperm-found' },
  ],
  ['icsi-cycle', 'ICSI cycle since the start', flag, { kind: 'cycle', fact: 'cycle' }],
  ['embryo-transfer', 'Embryo transfer since the start', flag, { kind: 'cycle', fact: 'transfer' }],
  ['live-birth', 'Live birth recorded', flag, { kind: 'cycle', fact: 'live-birth' }],
]);

const safety = inSection('safety', [
  [
    'adverse-event-terms',
    'Confirmed adverse events',
    set({ ...ctcaeTermNames, [otherTerm]: 'Another event, in words' }),
    { kind: 'adverse-event', fact: 'terms' },
  ],
  [
    'adverse-events',
    'Number of confirmed adverse events',
    number('events'),
    { kind: 'adverse-event', fact: 'count' },
  ],
  [
    'worst-grade',
    'Worst grade of a confirmed adverse event (0: no event)',
    number('grade'),
    { kind: 'adverse-event', fact: 'worst-grade' },
  ],
  ['serious-event', 'Any adverse event serious', flag, { kind: 'adverse-event', fact: 'serious' }],
  [
    'related-event',
    'Any adverse event possibly related or more',
    flag,
    { kind: 'adverse-event', fact: 'related' },
  ],
]);

/** Everything that a condition can ask about, section by section. */
export const variables: readonly Variable[] = [
  ...enrollment,
  ...dates,
  ...age,
  ...findingVariables,
  ...laboratory,
  ...exposure,
  ...response,
  ...procedures,
  ...safety,
];

const byKey = new Map(variables.map((variable) => [variable.key, variable]));

export function findVariable(key: string): Variable | undefined {
  return byKey.get(key);
}
