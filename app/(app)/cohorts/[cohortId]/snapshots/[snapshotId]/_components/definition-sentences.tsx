import { frozenNames } from '@/lib/analysis/frozen-names';
import { describeCondition, type Sentence } from '@/lib/cohort/describe-condition';
import type { SnapshotView } from '@/lib/server/snapshots/queries';

/** Who is in, as the cohort said when the snapshot was taken. */
export function DefinitionSentences({ snapshot }: { snapshot: SnapshotView }) {
  const { condition } = snapshot.definition.cohort.definition;
  const { text, parts } = describeCondition(condition, frozenNames(snapshot));
  return (
    <>
      {text}
      <Parts parts={parts} />
    </>
  );
}

function Parts({ parts }: { parts: readonly Sentence[] }) {
  return parts.length === 0 ? null : (
    <ul className="list-disc pl-5">
      {parts.map(({ text, parts: inner }) => (
        <li key={`${text} ${inner.map((part) => part.text).join(' ')}`}>
          {text}
          <Parts parts={inner} />
        </li>
      ))}
    </ul>
  );
}
