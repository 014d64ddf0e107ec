import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import type { SatisfiedOccurrence } from '@/lib/course/satisfied-by';
import type { RecordPage } from '@/lib/server/records/queries';

type Props = { record: RecordPage; satisfies: readonly SatisfiedOccurrence[] };

/** Who recorded it, and what it is good for. */
export function RecordOrigin({ record, satisfies }: Props) {
  const { recordedBy, recordedAt, visitedOn } = record;
  return (
    <section>
      <h3 className="font-semibold">Where it comes from, and what it satisfies</h3>
      <DefinitionList
        items={[
          { term: 'Recorded by', value: `${recordedBy}, ${recordedAt}` },
          { term: 'Visit', value: visitedOn ?? 'not part of a visit' },
          {
            term: 'Satisfies',
            value:
              satisfies.length === 0
                ? 'nothing that the plan asks for'
                : satisfies.map((occurrence) => (
                    <Satisfied key={occurrence.key} occurrence={occurrence} />
                  )),
          },
        ]}
      />
    </section>
  );
}

function Satisfied({ occurrence }: { occurrence: SatisfiedOccurrence }) {
  const { title, isComplete, timing } = occurrence;
  return (
    <p>
      {title}{' '}
      {isComplete ? (
        <OccurrenceStateBadge state="done" detail={timing?.replace('-', ' ')} />
      ) : (
        <span className="text-muted">in part</span>
      )}
    </p>
  );
}
