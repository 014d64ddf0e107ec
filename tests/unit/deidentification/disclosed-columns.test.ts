import { describe, expect, test } from 'vitest';
import { datasetColumns, datasetNames } from '@/lib/analysis/datasets';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { disclosedColumns } from '@/lib/deidentification/disclosed-columns';
import type { DisclosedMember } from '@/lib/deidentification/disclosure';
import type { DataColumn } from '@/lib/export/data-column';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { discloseRow } from '@/tests/support/disclosed-row';

const protocols = protocolLibrary.map((definition) => compileProtocol(definition));

describe.each(protocols)('$definition.code', (protocol) => {
  test.each(disclosureModes)(
    '%s: names are unique, and every statistics program takes them',
    (mode) => {
      for (const dataset of datasetNames) {
        const names = disclosedColumns(dataset, datasetColumns(dataset, protocol), mode).map(
          ({ name }) => name,
        );
        expect(new Set(names).size).toBe(names.length);
        expect(names.filter((name) => !/^[a-z][a-z0-9_]{0,31}$/.test(name))).toEqual([]);
      }
    },
  );

  test('limited leaves every column but the one that a person may have typed into', () => {
    const without = datasetNames.flatMap((dataset) => {
      const columns = datasetColumns(dataset, protocol);
      const left = disclosedColumns(dataset, columns, 'limited').map(({ name }) => name);
      return columns.map(({ name }) => name).filter((name) => !left.includes(name));
    });
    expect(without).toEqual(['cohort']);
  });

  test('Safe Harbor has no column of dates', () => {
    const dates = datasetNames.flatMap((dataset) =>
      disclosedColumns(dataset, datasetColumns(dataset, protocol), 'safe-harbor').filter(
        ({ type }) => type === 'date',
      ),
    );
    expect(dates).toEqual([]);
  });
});

const text = (name: string): DataColumn => ({
  name,
  label: name,
  type: 'text',
  section: 'enrollment',
});
const date = (name: string): DataColumn => ({ ...text(name), type: 'date' });
const number = (name: string): DataColumn => ({ ...text(name), type: 'number' });

const columns: readonly DataColumn[] = [
  text('study_id'),
  text('site'),
  text('something_new'),
  number('age_at_consent'),
  date('enrollment_date'),
  date('first_dose_date'),
  date('last_dose_date'),
  number('days_on_therapy'),
  text('end_adverse_event'),
  {
    ...text('karyotype'),
    type: 'choice',
    levels: ['46-xy', 'klinefelter', '46-xx', 'other-abnormal'].map((key) => ({ key, label: key })),
  },
];

const row: FrozenRow = {
  study_id: 'NYC-7',
  site: 'NYC',
  something_new: 'John Doe',
  age_at_consent: 91,
  enrollment_date: '2025-12-30',
  first_dose_date: '2026-01-02',
  last_dose_date: null,
  days_on_therapy: 200,
  end_adverse_event: 'Fell off his bicycle',
  karyotype: '46-xx',
};

const member: DisclosedMember = {
  position: 7,
  enrollmentId: 'e',
  subject: 'S0003',
  site: 'SITE2',
  shiftDays: -40,
  identity: null,
};

function disclosed(mode: DisclosureMode, change: FrozenRow = {}): FrozenRow {
  const subject = { ...row, ...change };
  return discloseRow(disclosedColumns('subjects', columns, mode), subject, { member, subject });
}

test('limited takes away what was typed, and nothing else', () => {
  const { something_new: _, ...left } = row;
  expect(disclosed('limited')).toEqual({ ...left, end_adverse_event: 'Other' });
});

test('Safe Harbor leaves study days and one year', () => {
  expect(disclosed('safe-harbor')).toEqual({
    study_id: 'S0003',
    start_year: null,
    site: 'SITE2',
    age_at_consent: 90,
    enrollment_day: -3,
    first_dose_day: 1,
    last_dose_day: null,
    days_on_therapy: null,
    end_adverse_event: 'Other',
    karyotype: 'other-abnormal',
  });
  expect(
    disclosed('safe-harbor', { age_at_consent: 89, last_dose_date: '2026-07-20' }),
  ).toMatchObject({
    start_year: 2026,
    age_at_consent: 89,
    last_dose_day: 200,
    days_on_therapy: 200,
  });
  expect(disclosed('safe-harbor', { age_at_consent: null, first_dose_date: null })).toMatchObject({
    start_year: 2025,
    enrollment_day: 1,
    first_dose_day: null,
  });
});

test('date-shifted moves every date of a man by the same days', () => {
  expect(disclosed('date-shifted')).toEqual({
    study_id: 'S0003',
    site: 'SITE2',
    age_at_consent: 90,
    enrollment_date: '2025-11-20',
    first_dose_date: '2025-11-23',
    last_dose_date: null,
    days_on_therapy: null,
    end_adverse_event: 'Other',
    karyotype: 'other-abnormal',
  });
});

test('an event that CTCAE has a term for keeps its name', () => {
  for (const mode of disclosureModes) {
    expect(disclosed(mode, { end_adverse_event: 'Dry skin' })).toMatchObject({
      end_adverse_event: 'Dry skin',
    });
  }
});

test('identified adds who he is, and takes nothing away', () => {
  const identity = {
    givenName: 'John',
    familyName: 'Doe',
    birthDate: null,
    recordNumber: 'MRN-1',
  };
  const left = disclosedColumns('subjects', columns, 'identified');
  expect(left.map(({ name }) => name).slice(0, 5)).toEqual([
    'study_id',
    'given_name',
    'family_name',
    'birth_date',
    'record_number',
  ]);
  expect(discloseRow(left, row, { member: { ...member, identity }, subject: row })).toEqual({
    ...row,
    given_name: 'John',
    family_name: 'Doe',
    birth_date: null,
    record_number: 'MRN-1',
  });
});
