import { expect, test } from 'vitest';
import { civilDate, toCivilDate } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { readSimulation, type SearchParameters } from '@/lib/schedule/simulation-search';

const today = civilDate('2026-11-22');

const read = (code: string, parameters: SearchParameters = {}) =>
  readSimulation(
    compileProtocol(protocolLibrary.find((one) => one.code === code) ?? expect.unreachable()),
    parameters,
    today,
  );

test('without anything typed it starts today, with both futures of the first branch point', () => {
  const { arm, days, futures } = read('gonadotropin-noa');
  expect(arm).toBe('gonadotropins');
  expect(toCivilDate(days.enrolledOn)).toBe(today);
  expect(days.firstDoseOn && toCivilDate(days.firstDoseOn)).toBe(today);
  expect(futures).toEqual([
    { 'fsh-month-1': 'add-ufsh' },
    { 'fsh-month-1': 'continue-and-retest' },
  ]);
});

test.each<[string, SearchParameters, string, string | null]>([
  [
    'a date that does not exist',
    { firstDoseOn: '2027-02-29' },
    'firstDoseOn',
    'Enter a date that exists, as year-month-day: 2026-03-31',
  ],
  [
    'a first dose before the enrollment',
    { firstDoseOn: '2026-11-21' },
    'firstDoseOn',
    'This cannot be before the enrollment.',
  ],
  ['no first dose', { firstDoseOn: '' }, 'firstDoseOn', null],
  ['no enrollment', { enrolledOn: '' }, 'enrolledOn', 'Enter the day of enrollment.'],
])('%s is named at its field and simulates nothing', (_name, parameters, date, problem) => {
  const { dates, days } = read('gonadotropin-noa', parameters);
  expect(dates.find((one) => one.date === date)?.problem).toBe(problem);
  expect(date === 'enrolledOn' ? toCivilDate(days.enrolledOn) : days.firstDoseOn).toBe(
    date === 'enrolledOn' ? today : null,
  );
});

test('a last retrieval lies before the enrollment', () => {
  const problemOf = (previousRetrievalOn: string) =>
    read('salvage-micro-tese', { previousRetrievalOn }).dates[1]?.problem;
  expect(problemOf('2026-11-22')).toBe('The last retrieval lies before the enrollment.');
  expect(problemOf('2026-05-01')).toBeNull();
});

test('a chosen branch replaces the first futures, and what is not an option counts as undecided', () => {
  const chosen = { 'A-fsh-month-1': 'stop', 'B-fsh-month-1': 'no-such-option', arm: 'no-such-arm' };
  expect(read('gonadotropin-noa', chosen)).toMatchObject({
    arm: 'gonadotropins',
    futures: [{ 'fsh-month-1': 'stop' }, {}],
  });
});

test('a protocol without branch points has one future', () => {
  expect(read('salvage-micro-tese').futures).toEqual([{}]);
});
