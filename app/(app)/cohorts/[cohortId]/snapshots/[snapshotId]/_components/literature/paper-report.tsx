import type { PaperComparison, Verdict } from '@/lib/literature/comparison';
import { verdicts } from '@/lib/literature/comparison';
import type { RecomputedTest } from '@/lib/literature/recomputations';
import { ComparedSectionTable } from './compared-section-table';
import { RecomputedTable } from './recomputed-table';
import { VerdictBadge, verdictSentences } from './verdict-badge';

interface Props {
  comparison: PaperComparison;
  tests: readonly RecomputedTest[];
}

/** The snapshot, the paper as printed, and the paper computed again; misprints where they stand. */
export function PaperReport({ comparison, tests }: Props) {
  const { paper, sections, issues, counts } = comparison;
  const results = sections.filter(({ rows }) => rows.some(({ figures }) => figures.length > 0));
  const rules = sections.filter(({ rows }) => rows.every(({ figures }) => figures.length === 0));
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="beside">
        <h2 id="beside" className="font-semibold text-large">
          Beside {paper.id}: {paper.title}
        </h2>
        <p className="max-w-prose pb-3 text-muted">
          The snapshot’s figures are computed by R from its frozen data and written with the
          decimals that the paper prints, rounded half away from zero. The paper was computed with{' '}
          {paper.software}.
        </p>
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[max-content_1fr]">
          {verdicts.map((verdict) => (
            <Legend key={verdict} verdict={verdict} count={counts[verdict]} />
          ))}
        </dl>
      </section>
      {results.map((section) => (
        <ComparedSectionTable key={section.id} section={section} />
      ))}
      <RecomputedTable tests={tests} />
      <section aria-labelledby="said">
        <h2 id="said" className="pb-2 font-semibold text-large">
          What the paper did, and what it contradicts
        </h2>
        <ul className="flex max-w-prose list-disc flex-col gap-1 pl-5">
          {rules.flatMap(({ rows }) =>
            rows.map(({ id, label, issues: marked }) => (
              <li key={id}>
                {label}
                {marked.map((issue) => (
                  <span key={issue.id} className="block text-muted">
                    {issue.sentence}
                  </span>
                ))}
              </li>
            )),
          )}
          {issues.map(({ id, sentence }) => (
            <li key={id} className="text-muted">
              {sentence}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Legend({ verdict, count }: { verdict: Verdict; count: number }) {
  return (
    <>
      <dt className="flex items-center gap-2 tabular-nums">
        <span className="w-8 text-right">{count}</span>
        <VerdictBadge verdict={verdict} />
      </dt>
      <dd className="text-muted max-sm:pl-10">{verdictSentences[verdict]}</dd>
    </>
  );
}
