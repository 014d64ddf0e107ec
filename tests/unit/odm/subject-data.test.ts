import { describe, expect, test } from 'vitest';
import { civilDate } from '@/lib/dates/civil-date';
import type { DisclosedCase, DisclosedRecord } from '@/lib/deidentification/disclosed-case';
import { type OdmFile, odmClosing, odmOpening } from '@/lib/odm/document';
import { studyOf } from '@/lib/odm/study';
import { subjectData } from '@/lib/odm/subject-data';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import { consistencyErrors, schemaErrors } from '@/tests/support/odm-standard';

const study = studyOf([protocolDefinitionSchema.parse(isotretinoinNoa)], { identified: true });

const on = (text: string, studyDay: number) => ({ text, studyDay });
const written = {
  by: 'physician-1',
  at: '2026-02-01T09:30:00.000Z',
  version: 1,
  amended: null,
};
const followed = {
  code: 'isotretinoin-noa',
  version: '1.2',
  profile: 'Shipped',
  profileVersion: 1,
};

const note: DisclosedRecord = {
  ...written,
  id: 'record-1',
  kind: 'questionnaire',
  on: on('2026-01-31', 22),
  time: '08:15',
  source: null,
  visitId: 'visit-1',
  content: { instrument: 'phq-9', total: 4, item9: 0, note: 'Slept\u0007 <badly>\n& woke' },
  results: [],
  version: 2,
  amended: { by: 'nurse-1', at: '2026-02-02T10:00:00.000Z', reason: 'The total was misread' },
};

const man: DisclosedCase = {
  subject: 'A',
  identity: {
    givenName: 'Åke',
    familyName: "O'Neil & Son",
    birthDate: civilDate('1988-03-01'),
    recordNumber: null,
  },
  startYear: '2026',
  enrollment: {
    id: 'enrollment-1',
    patientId: 'patient-1',
    siteId: 'site-1',
    siteCode: 'NYC',
    studyId: 'A',
    protocol: followed,
    arm: 'isotretinoin',
    consentOn: on('2026-01-05', -5),
    enrolledOn: on('2026-01-05', -5),
    firstDoseOn: on('2026-01-10', 1),
    lastDoseOn: null,
    ageAtConsent: 37,
    status: 'active',
    endedOn: null,
    endReason: null,
    endCategory: null,
    endAdverseEventId: null,
    cohortTag: null,
    simulated: false,
  },
  visits: [{ id: 'visit-1', on: on('2026-01-31', 22) }],
  records: [note],
  adjustments: [],
  decisions: [true, false].map((signed) => ({
    id: signed ? 'signed' : 'transcribed',
    key: 'month-6-review',
    meaning: 'branch-chosen',
    occurrenceKey: 'month-6-review#1',
    recordId: null,
    ruleId: 'DEC-ISO-6M',
    ruleVersion: '1',
    computed: null,
    chosen: 'continue',
    decidedOn: on('2026-02-01', 23),
    effectiveOn: on('2026-02-01', 23),
    reason: '',
    by: 'physician-1',
    byRole: 'physician',
    at: '2026-02-01T09:30:00.000Z',
    transcribed: !signed,
    signed,
  })),
  contacts: [],
  partners: [],
  amendments: [],
  occurrences: [],
  response: { best: 'not-evaluable', current: 'not-evaluable', responseOn: null },
  flags: [],
};

const file: OdmFile = {
  study,
  head: {
    people: [
      { id: 'physician-1', name: 'Dr. A', role: 'physician' },
      { id: 'nurse-1', name: 'B', role: 'staff' },
    ],
    sites: [{ id: 'site-1', code: 'NYC', name: 'New York', timeZone: 'America/New_York' }],
    profiles: [
      {
        protocol: 'isotretinoin-noa',
        version: '1.2',
        siteCode: 'NYC',
        profile: 'Shipped',
        profileVersion: 1,
        settings: { 'count-holds': true, pregnancy: 'P30D' },
      },
    ],
  },
  mode: 'identified',
  id: 'snapshot-1',
  takenAt: '2026-06-01T12:00:00.000Z',
  cutOff: civilDate('2026-06-01'),
  members: 1,
  programVersion: '0.1.0',
};

const xml = `${odmOpening(file)}${subjectData(study, man, 'date').xml}${odmClosing}`;
const formOf = (key: string) =>
  new RegExp(`<FormData [^>]*FormRepeatKey="${key}".*?</FormData>`).exec(xml)?.[0] ?? '';

describe('a man in ODM', () => {
  test('is accepted by the official schema, and is consistent', async () => {
    expect(await schemaErrors(xml)).toEqual([]);
    expect(consistencyErrors(xml)).toEqual([]);
  });

  test('what was signed has a signature, what was transcribed has none', () => {
    expect(formOf('signed')).toContain('<Signature><UserRef UserOID="U.physician-1"/>');
    expect(formOf('transcribed')).not.toContain('Signature');
  });

  test('who recorded it stands with the form, who amended it and why with what he amended', () => {
    const form = formOf('record-1');
    expect(form).toMatch(/^<FormData [^>]+><AuditRecord><UserRef UserOID="U.physician-1"\/>/);
    expect(form).toContain(
      '<DateTimeStamp>2026-02-02T10:00:00.000Z</DateTimeStamp><ReasonForChange>The total was misread</ReasonForChange>',
    );
  });

  test('what XML cannot hold is seen as missing, and nothing else is lost', () => {
    expect(formOf('record-1')).toContain('Value="Slept\uFFFD &lt;badly&gt;&#10;&amp; woke"');
  });

  test('a record that no planned item asked for stands with its visit', () => {
    expect(xml).toMatch(/StudyEventOID="SE.visit" StudyEventRepeatKey="visit-1">.*record-1/);
  });

  test('a number of 0 is said, an empty text is not', () => {
    expect(xml).toContain('ItemOID="I.questionnaire.item9" Value="0"');
    expect(xml).not.toContain('I.decision.reason" Value');
  });
});
