import { describe, expect, test } from 'vitest';
import { civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { remsCheckContentSchema } from '@/lib/records/rems-check';
import { bloodDonationEmbargoEndsOn, remsStatusOf } from '@/lib/rems/rems-status';

const day = (text: string) => toDay(civilDate(text));

function check(recordId: string, on: string, content: object) {
  return { recordId, on: day(on), content: remsCheckContentSchema.parse(content) };
}

describe('remsStatusOf', () => {
  const enrolled = check('1', '2026-01-05', {
    enrolledOn: '2026-01-05',
    category: 'cannot-become-pregnant',
    consentOn: '2026-01-05',
    counseledOn: '2026-01-05',
    bloodDonationAcknowledged: true,
    noSharingAcknowledged: true,
  });
  const monthly = check('2', '2026-02-05', { counseledOn: '2026-02-05' });

  test('nothing documented is nothing assumed', () => {
    expect(remsStatusOf([])).toEqual({
      enrolledOn: null,
      category: null,
      consentOn: null,
      consentVersion: '',
      counseledOn: [],
      coupleCounseledOn: [],
      bloodDonationAcknowledged: false,
      noSharingAcknowledged: false,
    });
  });

  test('a monthly check adds a counseling and leaves the rest standing, in any order of entry', () => {
    const status = remsStatusOf([enrolled, monthly]);
    expect(status).toEqual(remsStatusOf([monthly, enrolled]));
    expect(status).toMatchObject({
      enrolledOn: day('2026-01-05'),
      category: 'cannot-become-pregnant',
      counseledOn: [day('2026-01-05'), day('2026-02-05')],
      bloodDonationAcknowledged: true,
    });
  });

  test('the newest enrollment counts', () => {
    const again = check('3', '2026-06-01', {
      enrolledOn: '2026-06-01',
      category: 'can-become-pregnant',
    });
    expect(remsStatusOf([again, enrolled]).category).toBe('can-become-pregnant');
  });
});

describe('bloodDonationEmbargoEndsOn', () => {
  test.each([
    ['2026-03-15', '2026-04-15'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-31', '2027-01-31'],
  ])('a last dose on %s: no donation through %s', (lastDose, expected) => {
    expect(toCivilDate(bloodDonationEmbargoEndsOn(day(lastDose)))).toBe(expected);
  });
});
