import { describe, expect, test } from 'vitest';
import { listFieldErrors } from '@/lib/core/field-errors';
import { civilDate } from '@/lib/dates/civil-date';
import { recordScreeningInputSchema, type ScreeningCategory } from '@/lib/enrollment/screening';
import { readScreeningSearch, screeningHref } from '@/lib/enrollment/screening-search';
import { type ScreeningCount, summarizeScreening } from '@/lib/enrollment/screening-summary';

const valid = {
  siteId: '00000000-0000-7000-8000-000000000001',
  protocol: 'gonadotropin-noa',
  from: '2026-03-01',
  to: '2026-03-31',
  category: 'donor-sperm',
  men: '12',
};

const refusals = [
  ['no men', { men: '' }, { men: ['Say how many men.'] }],
  ['zero men', { men: '0' }, { men: ['Enter a whole number from 1 to 100000'] }],
  ['half a man', { men: '1.5' }, { men: ['Enter a whole number, not 1.5'] }],
  [
    'a last day before the first',
    { to: '2026-02-28' },
    { to: ['The last day is before the first, 2026-03-01.'] },
  ],
  [
    'a day that does not exist',
    { from: '2026-02-30' },
    { from: ['Enter a date that exists, as year-month-day: 2026-03-31'] },
  ],
  ['no reason', { category: '' }, { category: ['Choose a reason.'] }],
  [
    'another reason without a word about it',
    { category: 'other', note: ' ' },
    { note: ['Say what the reason was.'] },
  ],
] as const;

describe('a count of men who never enrolled', () => {
  test('is taken as it is typed', () => {
    expect(recordScreeningInputSchema.parse(valid)).toMatchObject({ men: 12, note: '' });
  });

  test.each(refusals)('is refused with %s', (_what, change, expected) => {
    const parsed = recordScreeningInputSchema.safeParse({ ...valid, ...change });
    expect(parsed.error && listFieldErrors(parsed.error)).toEqual(expected);
  });
});

const count = (
  from: string,
  to: string,
  category: ScreeningCategory,
  men: number,
): ScreeningCount => ({
  protocol: 'gonadotropin-noa',
  from: civilDate(from),
  to: civilDate(to),
  category,
  men,
});

describe('the screening log of a protocol', () => {
  test('adds up as S1 prints it: 1318 = 569 included + 539 donor sperm + 210 excluded (C§1.2.5)', () => {
    const summary = summarizeScreening(
      [
        count('2016-01-01', '2019-12-31', 'donor-sperm', 539),
        count('2016-01-01', '2019-12-31', 'not-eligible', 210),
      ],
      569,
    );
    expect(summary).toEqual({
      screened: 1318,
      enrolled: 569,
      neverEnrolled: 749,
      counts: { 'donor-sperm': 539, 'not-eligible': 210 },
      periods: [
        {
          label: '2016-01 to 2019-12',
          counts: { 'donor-sperm': 539, 'not-eligible': 210 },
          men: 749,
        },
      ],
      covers: { from: '2016-01-01', to: '2019-12-31' },
    });
  });

  test('puts counts of one month together, the newest month first', () => {
    const { periods, counts } = summarizeScreening(
      [
        count('2026-02-01', '2026-02-14', 'declined', 1),
        count('2026-02-15', '2026-02-28', 'declined', 2),
        count('2026-03-01', '2026-03-31', 'other', 4),
      ],
      0,
    );
    expect(periods.map(({ label, men }) => `${label}: ${men}`)).toEqual([
      '2026-03: 4',
      '2026-02: 3',
    ]);
    expect(counts).toEqual({ declined: 3, other: 4 });
  });

  test('that is empty covers nothing and loses nobody', () => {
    expect(summarizeScreening([], 3)).toMatchObject({
      screened: 3,
      enrolled: 3,
      neverEnrolled: 0,
      covers: null,
    });
  });
});

describe('the address of the log', () => {
  test('keeps the filters and forgets what is not one', () => {
    const search = readScreeningSearch({ protocol: 'isotretinoin-noa', site: 'x', page: '2' });
    expect(search).toEqual({ siteId: null, protocol: 'isotretinoin-noa', page: 2 });
    expect(screeningHref(search, search.page)).toBe('/screening?protocol=isotretinoin-noa&page=2');
    expect(screeningHref(search)).toBe('/screening?protocol=isotretinoin-noa');
  });
});
