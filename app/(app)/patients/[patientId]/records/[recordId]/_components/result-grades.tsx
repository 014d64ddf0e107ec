import { GradeMark } from '@/app/(app)/patients/[patientId]/_components/grade-mark';
import { describeGrade } from '@/lib/course/describe-grade';
import type { GradedResult } from '@/lib/course/graded-results';
import { describeResult } from '@/lib/records/describe-record';

/** What the results of a report suggest by CTCAE, and why some have no grade; nothing where none is met. */
export function ResultGrades({ results }: { results: readonly GradedResult[] }) {
  const graded = results.flatMap(({ result, grades }) =>
    grades.map((term) => ({ result, term, key: `${result.analyte} ${term.term}` })),
  );
  if (graded.length === 0) {
    return null;
  }
  return (
    <section aria-label="CTCAE grades">
      <h3 className="pb-1 font-medium">CTCAE grades</h3>
      <p className="pb-2 text-dense text-muted">
        In the reported unit. A grade suggests an adverse event; a person confirms it.
      </p>
      <ul className="flex flex-col gap-1 text-dense">
        {graded.map(({ result, term, key }) => (
          <li key={key} className="flex items-baseline gap-2">
            <span className="w-8 shrink-0">
              <GradeMark grade={term.status === 'graded' ? term.grade : term.status} />
            </span>
            <span>
              {describeResult(result)}. <span className="text-muted">{describeGrade(term)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
