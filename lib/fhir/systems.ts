// Where codes and extensions come from. Those of the program stand under a name that leads nowhere (RFC 2606): they
// are explained in docs/decisions/042-fhir-r4.md, and nobody is asked for them on the web.
const home = 'https://sertoli.example/fhir';

export const resourceBase = home;

export const systems = {
  loinc: 'http://loinc.org',
  ucum: 'http://unitsofmeasure.org',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  dataAbsentReason: 'http://terminology.hl7.org/CodeSystem/data-absent-reason',
  severity: 'http://terminology.hl7.org/CodeSystem/adverse-event-severity',
  seriousness: 'http://terminology.hl7.org/CodeSystem/adverse-event-seriousness',
  outcome: 'http://terminology.hl7.org/CodeSystem/adverse-event-outcome',
} as const;

/** Identifiers that the program gives. */
export const identifierSystems = {
  subject: `${home}/identifier/study-id`,
  recordNumber: `${home}/identifier/medical-record-number`,
  site: `${home}/identifier/site`,
  protocol: `${home}/identifier/protocol`,
  snapshot: `${home}/identifier/snapshot`,
} as const;

/** The program's own lists of codes: the keys of its records. */
const ownCodeSystems = [
  'disclosure',
  'requirement',
  'requirement-kind',
  'test',
  'sperm-finding',
  'collection-site',
  'symptom',
  'symptom-answer',
  'finding',
  'finding-answer',
  'answer',
  'histology',
  'complication',
  'drug',
  'route',
  'reason',
  'procedure',
  'side',
  'ctcae-term',
  'relatedness',
  'sperm-source',
  'embryo-origin',
  'embryo-stage',
  'transfer-outcome',
  'response',
] as const;
export type OwnCodeSystem = (typeof ownCodeSystems)[number];

export function ownCodeSystem(name: OwnCodeSystem): string {
  return `${home}/CodeSystem/${name}`;
}

const extensionNames = [
  'study-day',
  'day-1-year',
  'age-at-consent',
  'consent-date',
  'enrollment-outcome',
  'end-category',
  'end-reason',
  'protocol-version',
  'settings-profile',
  'simulated',
  'occurrence-state',
  'occurrence-timing',
  'target-date',
  'planned-date',
  'actual-date',
  'time-of-day',
  'fasting',
  'partner',
  'times-per-day',
  'every-days',
  'planned-for',
  'ctcae-grade',
  'grade',
  'from',
  'end-date',
  'action-taken',
  'since',
  'operating-minutes',
] as const;
export type ExtensionName = (typeof extensionNames)[number];

export function extensionUrl(name: ExtensionName): string {
  return `${home}/StructureDefinition/${name}`;
}
