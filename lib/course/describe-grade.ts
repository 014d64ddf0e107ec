import type { GradedTerm } from './graded-results';

/** "Hypertriglyceridemia grade 3: > 500 to 1000 mg/dL, CTCAE v5.0 (R1, R2)." */
export function describeGrade(term: GradedTerm): string {
  if (term.status === 'not-gradable') {
    return `${term.name} not gradable: ${term.reason}.`;
  }
  const { name, grade, criterion, source, note } = term;
  return `${name} grade ${grade}: ${criterion}, ${source}.${note === null ? '' : ` ${note}`}`;
}
