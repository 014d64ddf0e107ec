import { Sentences } from '@/app/(app)/cohorts/_components/sentences';
import { frozenNames } from '@/lib/analysis/frozen-names';
import { describeCondition } from '@/lib/cohort/describe-condition';
import type { SnapshotView } from '@/lib/server/snapshots/queries';

/** Who is in, as the cohort said when the snapshot was taken. */
export function DefinitionSentences({ snapshot }: { snapshot: SnapshotView }) {
  const { condition } = snapshot.definition.cohort.definition;
  return <Sentences sentence={describeCondition(condition, frozenNames(snapshot))} />;
}
