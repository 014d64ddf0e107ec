import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CivilDate, civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { type OccurrenceState, occurrenceStates } from '@/lib/schedule/occurrence';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { openTestDatabase } from '@/tests/support/database';
import { addSampleRows } from '@/tests/support/sample-rows';

const { owner } = await openTestDatabase();

type Fields = Parameters<typeof occurrenceState>[0];

const today = toDay(civilDate('2026-03-31'));
const dates = [
  'actual',
  'target',
  'planned',
  'opensOn',
  'closesOn',
  'missedFrom',
  'closedOn',
] as const;
const columns: Readonly<Record<(typeof dates)[number], string>> = {
  actual: 'actual_on',
  target: 'target_on',
  planned: 'planned_on',
  opensOn: 'opens_on',
  closesOn: 'closes_on',
  missedFrom: 'missed_from',
  closedOn: 'closed_on',
};

function toRow(fields: Fields): Readonly<Record<string, unknown>> {
  const written = dates.map((name) => {
    const day = fields[name];
    return [columns[name], day === null ? null : toCivilDate(day)];
  });
  return {
    ...Object.fromEntries(written),
    waived: fields.waived,
    not_applicable_reason: fields.notApplicableReason,
  };
}

async function statesInSql(all: readonly Fields[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ state: string }>(
    `SELECT app.occurrence_state(jsonb_populate_record(NULL::occurrence, row), $2::date) AS state
     FROM jsonb_array_elements($1) WITH ORDINALITY AS fixture (row, n) ORDER BY n`,
    [JSON.stringify(all.map(toRow)), toCivilDate(today)],
  );
  return rows.map(({ state }) => state);
}

const on = (date: string): Day => toDay(civilDate(date));

/** A monthly check around its target of 31 March, opening on the 24th and closing on 7 April. */
const check: Fields = {
  actual: null,
  waived: false,
  notApplicableReason: null,
  target: today,
  planned: today,
  opensOn: on('2026-03-24'),
  closesOn: on('2026-04-07'),
  missedFrom: on('2026-04-24'),
  closedOn: null,
};
const past: Fields = {
  ...check,
  target: on('2026-02-28'),
  planned: on('2026-02-28'),
  opensOn: on('2026-02-21'),
  closesOn: on('2026-03-07'),
};

const fixtures: readonly (readonly [string, Fields, OccurrenceState])[] = [
  ['complete', { ...check, actual: on('2026-03-30'), waived: true }, 'done'],
  ['waived by a person', { ...check, waived: true, notApplicableReason: 'superseded' }, 'waived'],
  [
    'of a branch not taken',
    { ...check, notApplicableReason: 'branch-not-taken', target: null },
    'not-applicable',
  ],
  ['without a date of its anchor', { ...check, target: null, opensOn: null }, 'pending'],
  ['on the day before it opens', { ...check, opensOn: on('2026-04-01') }, 'upcoming'],
  ['on the day it opens', { ...check, opensOn: today }, 'due'],
  ['on the last day of its window', { ...past, closesOn: today }, 'due'],
  ['on the day after its window', { ...past, closesOn: on('2026-03-30') }, 'overdue'],
  ['past its window but agreed for today', { ...past, planned: today }, 'due'],
  ['whose window has no end', { ...past, closesOn: null }, 'due'],
  ['on the day before the next one opens', { ...past, missedFrom: on('2026-04-01') }, 'overdue'],
  ['on the day the next one opens', { ...past, missedFrom: today }, 'missed'],
  ['closed by a person while due', { ...check, closedOn: today }, 'missed'],
  ['that a person closes tomorrow', { ...check, closedOn: on('2026-04-01') }, 'due'],
];

describe('the state of an occurrence, in TypeScript and in SQL', () => {
  test.each(fixtures)('%s', async (_, fields, state) => {
    expect(occurrenceState(fields, today)).toBe(state);
    expect(await statesInSql([fields])).toEqual([state]);
  });

  test('has a fixture for every state', () => {
    expect(new Set(fixtures.map(([, , state]) => state))).toEqual(new Set(occurrenceStates));
  });

  test('is the same for any combination of dates round today', async () => {
    const date = fc.option(fc.integer({ min: -2, max: 2 }).map((days) => (today + days) as Day));
    const rarely = <Value>(value: Value) =>
      fc.integer({ min: 0, max: 9 }).map((n) => (n === 0 ? value : null));
    const anyFields = fc.record({
      actual: rarely(today),
      waived: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      notApplicableReason: rarely('superseded' as const),
      target: date,
      planned: date,
      opensOn: date,
      closesOn: date,
      missedFrom: date,
      closedOn: date,
    });
    const all = fc.sample(anyFields, { numRuns: 5000, seed: 31 });
    const here = all.map((fields) => occurrenceState(fields, today));
    expect(await statesInSql(all)).toEqual(here);
    expect(new Set(here)).toEqual(new Set(occurrenceStates));
  });
});

describe('today', () => {
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'];
  const siteToday = `
    SELECT app.site_today(s) = (now() AT TIME ZONE s.time_zone)::date AS own, app.site_today(s)::text AS today
    FROM site s WHERE time_zone = ANY ($1) ORDER BY time_zone`;

  beforeAll(async () => {
    for (const zone of zones) {
      const rows = await addSampleRows(owner);
      await owner.query('UPDATE site SET time_zone = $1 WHERE id = $2', [
        zone,
        rows['site']?.['id'],
      ]);
    }
  });

  test('is the calendar date of each site, so two sites differ by a day', async () => {
    const { rows } = await owner.query<{ own: boolean; today: CivilDate }>(siteToday, [zones]);
    expect(rows.map(({ own }) => own)).toEqual([true, true]);
    const [east, west] = rows.map((row) => toDay(row.today));
    expect(Number(east) - Number(west)).toBeGreaterThanOrEqual(1);
  });

  test('can be fixed for a transaction, and the view follows', async () => {
    await owner.query(
      "UPDATE occurrence SET target_on = '2026-03-31', opens_on = '2026-03-24', closes_on = '2026-04-07'",
    );
    const client = await owner.connect();
    try {
      await client.query('BEGIN');
      const states: unknown[] = [];
      for (const date of ['2026-03-23', '2026-03-24', '2026-04-08']) {
        await client.query("SELECT set_config('app.today', $1, true)", [date]);
        states.push(
          (await client.query('SELECT DISTINCT today::text, state FROM occurrence_now')).rows,
        );
      }
      expect(states).toEqual([
        [{ today: '2026-03-23', state: 'upcoming' }],
        [{ today: '2026-03-24', state: 'due' }],
        [{ today: '2026-04-08', state: 'overdue' }],
      ]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

test('an unknown time zone is refused where it is entered', async () => {
  await expect(
    owner.query("INSERT INTO site (code, name, time_zone) VALUES ('X', 'X', 'Mars/Olympus')"),
  ).rejects.toThrow('time zone "Mars/Olympus" not recognized');
});
