import { describe, expect, test } from 'vitest';
import { civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import {
  datesAskedFor,
  firstFutures,
  mergeFutures,
  type SimulatedChoices,
  type SimulatedStart,
  simulatedDecisions,
  simulateFuture,
} from '@/lib/schedule/simulate-plan';

const protocolOf = (code: string) =>
  compileProtocol(protocolLibrary.find((one) => one.code === code) ?? expect.unreachable());
const day = (text: string): Day => toDay(civilDate(text));

function startOf(start: Partial<SimulatedStart> = {}): SimulatedStart {
  return {
    arm: 'gonadotropins',
    enrolledOn: day('2026-11-23'),
    firstDoseOn: day('2026-12-01'),
    previousRetrievalOn: null,
    surgeryOn: null,
    clinicCalendar: openEveryDay,
    remsEnrollmentOnlyFrom: null,
    ...start,
  };
}

/** "2027-01-01 Monthly check 1" in the order of the days. */
function linesOf(code: string, start: SimulatedStart, choices: SimulatedChoices): string[] {
  const protocol = protocolOf(code);
  return mergeFutures(protocol, [simulateFuture(protocol, start, choices)]).map(
    ({ on, title }) => `${toCivilDate(on)} ${title}`,
  );
}

describe('hCG and FSH', () => {
  const protocol = protocolOf('gonadotropin-noa');
  const futuresOf = (start: SimulatedStart) =>
    firstFutures(protocol, start.arm).map((choices) => simulateFuture(protocol, start, choices));

  test('the two futures are FSH inside its range and FSH above it', () => {
    expect(firstFutures(protocol, 'gonadotropins')).toEqual([
      { 'fsh-month-1': 'add-ufsh' },
      { 'fsh-month-1': 'continue-and-retest' },
    ]);
  });

  test('what they share stands once, what differs names its future', () => {
    const items = mergeFutures(protocol, futuresOf(startOf()));
    const only = (futures: readonly number[]) =>
      items
        .filter((item) => item.futures.join() === futures.join())
        .map(({ on, title }) => `${toCivilDate(on)} ${title}`);
    expect(only([0])).toEqual(['2027-01-01 uFSH injections']);
    expect(only([1])).toEqual(['2027-02-01 FSH re-test decision']);
    expect(only([0, 1])).toContain('2027-03-01 Semen at the end of treatment');
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  test('the literal reading ends with semen at month 2', () => {
    const lines = linesOf('gonadotropin-noa', startOf(), { 'fsh-month-1': 'continue-to-month-2' });
    expect(lines).toContain('2027-02-01 Semen at the end of treatment, month 2');
    expect(lines).not.toContain('2027-03-01 Semen at the end of treatment');
  });

  test('after a stop nothing of the therapy is asked for any more', () => {
    const choices = { 'fsh-month-1': 'stop', 'fsh-month-2': 'add-ufsh' };
    const { decisions } = simulateFuture(protocol, startOf(), choices);
    expect(decisions.map(({ key }) => key)).toEqual(['fsh-month-1']);
    const lines = linesOf('gonadotropin-noa', startOf(), choices);
    expect(lines).toContain('2027-03-01 Semen at the end of treatment');
    expect(lines).not.toContain('2027-02-01 Monthly check 2');
  });

  test('without a decision what follows waits for it', () => {
    const { occurrences } = simulateFuture(protocol, startOf(), {});
    const waiting = occurrences.filter(({ target }) => target === null);
    expect(
      waiting.map(({ requirement, pendingAnchor }) => [requirement, pendingAnchor]),
    ).toContainEqual(['semen-end-of-treatment', 'decision:fsh-month-1']);
  });

  test('the untreated arm asks for no dose and decides nothing', () => {
    expect(datesAskedFor(protocol, 'none')).toEqual(['enrolledOn', 'surgeryOn']);
    expect(simulatedDecisions(protocol, 'none')).toEqual([]);
    expect(firstFutures(protocol, 'none')).toEqual([{}, {}]);
  });
});

describe('isotretinoin', () => {
  test('a month end does not drift', () => {
    const start = startOf({ arm: 'isotretinoin', firstDoseOn: day('2026-11-30') });
    const lines = linesOf('isotretinoin-noa', start, {});
    expect(lines).toContain('2026-12-30 Monthly check 1');
    expect(lines).toContain('2027-02-28 Monthly check 3');
    expect(lines).toContain('2027-03-30 Monthly check 4');
  });

  test('each extension adds three months, and the next review', () => {
    const start = startOf({ arm: 'isotretinoin' });
    const choices = { 'maximum-duration-review': 'continue' };
    const lines = linesOf('isotretinoin-noa', start, choices);
    expect(lines).toContain('2027-12-01 Second maximum duration review');
    expect(lines.at(-1)).toBe('2027-12-01 Semen with pellet 4');
  });
});

test('salvage counts from the last retrieval, and after surgery from surgery', () => {
  expect(datesAskedFor(protocolOf('salvage-micro-tese'), 'salvage')).toEqual([
    'enrolledOn',
    'previousRetrievalOn',
    'surgeryOn',
  ]);
  const start = startOf({
    arm: 'salvage',
    firstDoseOn: null,
    previousRetrievalOn: day('2026-08-31'),
    surgeryOn: day('2027-03-15'),
  });
  const lines = linesOf('salvage-micro-tese', start, {});
  expect(lines).toContain('2027-02-28 Salvage micro-TESE');
  expect(lines).toContain('2027-06-15 IIEF-5 total');
});

test('a clinic that is closed at the weekend moves the day inside its window', () => {
  const protocol = protocolOf('gonadotropin-noa');
  const clinicCalendar = { ...openEveryDay, weekdays: [1, 2, 3, 4, 5] as const };
  const items = mergeFutures(protocol, [
    simulateFuture(protocol, startOf({ clinicCalendar }), { 'fsh-month-1': 'add-ufsh' }),
  ]);
  const moved = items.filter(({ on, target }) => on !== target);
  // 2026-12-01 is a Tuesday; neither month 1 (a Friday) nor months 2 and 3 (Mondays) fall on a weekend.
  expect(moved).toEqual([]);
  const later = mergeFutures(protocol, [
    simulateFuture(protocol, startOf({ clinicCalendar, firstDoseOn: day('2026-12-02') }), {}),
  ]);
  expect(
    later
      .filter(({ on, target }) => on !== target)
      .map(({ title, target, on }) => [title, toCivilDate(target), toCivilDate(on)]),
  ).toContainEqual(['Monthly hormones 1', '2027-01-02', '2027-01-01']);
});
