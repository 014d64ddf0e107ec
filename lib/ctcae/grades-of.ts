import { ctcaeClinicalTerms } from './clinical-terms';
import { ctcaeLaboratoryTerms } from './laboratory-terms';
import {
  type CtcaeClinicalEdition,
  type CtcaeGrade,
  type CtcaeLaboratoryEdition,
  type CtcaeVersion,
  ctcaeGrades,
} from './term';

type Edition = CtcaeLaboratoryEdition | CtcaeClinicalEdition;

const editionsByTerm: ReadonlyMap<string, Readonly<Record<CtcaeVersion, Edition>>> = new Map(
  [...ctcaeLaboratoryTerms, ...ctcaeClinicalTerms].map(({ key, editions }) => [key, editions]),
);

/** The grades that a version has for a term; null where it has none, or where its text is not known here. */
export function gradesOf(term: string, version: CtcaeVersion): readonly CtcaeGrade[] | null {
  const edition = editionsByTerm.get(term)?.[version];
  switch (edition?.status) {
    case 'defined':
      return 'grades' in edition
        ? edition.grades
        : ctcaeGrades.filter((grade) => edition.byGrade[grade] !== undefined);
    case 'same-as-5.0':
      return gradesOf(term, '5.0');
    default:
      return null;
  }
}
