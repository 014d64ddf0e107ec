import { describe, expect, test } from 'vitest';
import { ctcaeClinicalTerms } from '@/lib/ctcae/clinical-terms';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import { type CtcaeCriterion, ctcaeGrades, ctcaeVersions } from '@/lib/ctcae/term';
import { allowedUnits } from '@/lib/units/analytes';

const terms = [...ctcaeLaboratoryTerms, ...ctcaeClinicalTerms];

function criteriaOf(key: string, unit: string): readonly CtcaeCriterion[] {
  const edition = ctcaeLaboratoryTerms.find((term) => term.key === key)?.editions['5.0'];
  const byGrade = edition?.status === 'defined' ? edition.byGrade : {};
  return ctcaeGrades.flatMap((grade) =>
    (byGrade[grade]?.criteria ?? []).filter(
      (criterion) => 'unit' in criterion && criterion.unit === unit,
    ),
  );
}

describe('the CTCAE terms', () => {
  test('25 are graded from laboratory values and 55 by a person, each with a key of its own', () => {
    expect(ctcaeLaboratoryTerms).toHaveLength(25);
    expect(ctcaeClinicalTerms).toHaveLength(55);
    expect(new Set(terms.map(({ key }) => key)).size).toBe(80);
  });

  // C§4.2: the two columns are not conversions of each other.
  test.each([
    ['mg/dL', [{ ge: 150, le: 300 }, { gt: 300, le: 500 }, { gt: 500, le: 1000 }, { gt: 1000 }]],
    [
      'mmol/L',
      [{ ge: 1.71, le: 3.42 }, { gt: 3.42, le: 5.7 }, { gt: 5.7, le: 11.4 }, { gt: 11.4 }],
    ],
  ])('hypertriglyceridemia has its own cut-offs in %s', (unit, bounds) => {
    expect(criteriaOf('hypertriglyceridemia', unit)).toEqual(
      bounds.map((bound) => ({ unit, ...bound })),
    );
  });

  test('cholesterol is graded from the upper limit of the laboratory', () => {
    expect(criteriaOf('cholesterol_high', 'mg/dL')).toEqual([
      { unit: 'mg/dL', gt: 'ULN', le: 300 },
      { unit: 'mg/dL', gt: 300, le: 400 },
      { unit: 'mg/dL', gt: 400, le: 500 },
      { unit: 'mg/dL', gt: 500 },
    ]);
  });

  test('each laboratory term can be graded in a unit that its analyte may be reported in', () => {
    const ungradable = ctcaeLaboratoryTerms.filter(({ analytes, editions }) => {
      const units = new Set<string>(analytes.flatMap(allowedUnits));
      const criteria = ctcaeVersions.flatMap((version) => {
        const edition = editions[version];
        return edition.status === 'defined'
          ? Object.values(edition.byGrade).flatMap((grade) => grade.criteria)
          : [];
      });
      return !criteria.some(
        (criterion) => 'times' in criterion || criterion.unit === null || units.has(criterion.unit),
      );
    });
    expect(ungradable.map(({ key }) => key)).toEqual([]);
  });

  test('azoospermia and oligospermia, the condition under treatment, are never suggested', () => {
    const never = ctcaeClinicalTerms.filter(({ isNeverSuggested }) => isNeverSuggested);
    expect(never.map(({ key }) => key)).toEqual(['azoospermia', 'oligospermia']);
  });

  test('findings without a term of their own lead to the term they are recorded under', () => {
    const acne = terms.filter(({ usedFor }) => usedFor?.includes('acne'));
    expect(acne.map(({ term }) => term)).toEqual(['Rash acneiform']);
  });
});
