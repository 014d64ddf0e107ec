import { describe, expect, test } from 'vitest';
import { ctcaeLaboratoryTerms } from '@/lib/ctcae/laboratory-terms';
import { type StandardEdition, standardLaboratoryTerms } from '../../support/ctcae-standard';

/** The standard's table in the words of the program: US spelling, keys for names. */
function expectedEdition({
  exists,
  sameThresholdsAs,
  source,
  replacedBy,
  byGrade,
}: StandardEdition) {
  if (exists === null) {
    return { status: 'unknown' };
  }
  if (!exists) {
    return { status: 'absent', replacedBy: replacedBy?.toLowerCase() ?? null };
  }
  return sameThresholdsAs === undefined
    ? { status: 'defined', sources: source, byGrade }
    : { status: 'same-as-5.0', sources: source };
}

describe('the laboratory terms of the program', () => {
  test('are those of the standard, in its order', () => {
    expect(ctcaeLaboratoryTerms.map(({ key }) => key)).toEqual(
      standardLaboratoryTerms.map(({ key }) => key),
    );
  });

  test.each(standardLaboratoryTerms.map((standard) => [standard.key, standard] as const))(
    '%s has the cut-offs, grounds and sources of the standard in both versions',
    (key, standard) => {
      const own = ctcaeLaboratoryTerms.find((term) => term.key === key);
      expect(own).toMatchObject({
        term: standard.term,
        systemOrganClass: standard.soc,
        analytes: standard.analytes.map((name) => name.replace('haem', 'hem')),
      });
      expect(own?.editions).toEqual({
        '5.0': expectedEdition(standard.v5_0),
        '6.0': expectedEdition(standard.v6_0),
      });
    },
  );
});
