import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { SaveCohortInput } from '@/lib/cohort/cohort';
import type { Condition } from '@/lib/cohort/condition';
import { saveCohort } from '../cohorts/save-cohort';
import { takeSnapshot } from '../snapshots/take-snapshot';

interface DemoCohort {
  /** One for each, so that a load that is repeated finds them made. */
  readonly submissionIds: readonly [cohort: string, snapshot: string | null];
  readonly name: string;
  readonly note: string;
  readonly protocol: string;
  readonly condition: Condition;
}

const ofGroup = (tag: string): Condition => ({
  all: [{ variable: 'cohort-tag', operator: 'any-of', values: [tag] }],
});

const rebuilt = (source: string) =>
  `The men of ${source}, rebuilt from its tables: what no table prints is simulated.`;

/** The three papers, frozen as they were loaded. */
const published: readonly DemoCohort[] = [
  {
    submissionIds: ['019a0000-0000-7000-8000-000000000010', '019a0000-0000-7000-8000-000000000020'],
    name: 'S0: isotretinoin, published cohort',
    note: rebuilt('S0'),
    protocol: 'isotretinoin-noa',
    condition: ofGroup('S0'),
  },
  {
    submissionIds: ['019a0000-0000-7000-8000-000000000011', '019a0000-0000-7000-8000-000000000021'],
    name: 'S1: gonadotropins, published cohort',
    note: rebuilt('S1'),
    protocol: 'gonadotropin-noa',
    condition: ofGroup('S1'),
  },
  {
    submissionIds: ['019a0000-0000-7000-8000-000000000012', '019a0000-0000-7000-8000-000000000022'],
    name: 'S2: salvage micro-TESE, published cohort',
    note: rebuilt('S2'),
    protocol: 'salvage-micro-tese',
    condition: ofGroup('S2'),
  },
];

/** Who is in changes as the clinic goes on: a snapshot is for the reader to take. */
const living: DemoCohort = {
  submissionIds: ['019a0000-0000-7000-8000-000000000013', null],
  name: 'Isotretinoin, men of our clinic',
  note: 'Everybody of the living clinic who has had a first dose.',
  protocol: 'isotretinoin-noa',
  condition: { all: [{ variable: 'first-dose-date', operator: 'recorded' }] },
};

/** Saves the cohorts of one part of the demo, and freezes the published ones. */
export async function makeDemoCohorts(
  loader: Actor,
  part: 'living' | 'history',
  { siteId, requestId }: { readonly siteId: string; readonly requestId: string },
): Promise<void> {
  for (const cohort of part === 'living' ? [living] : published) {
    const { submissionIds, name, note, protocol, condition } = cohort;
    const [saving, freezing] = submissionIds;
    const input: SaveCohortInput = {
      siteId,
      siteIds: [siteId],
      name,
      note,
      definition: { protocol, condition },
    };
    const { cohortId } = await saveCohort.execute(loader, input, {
      submissionId: saving,
      requestId,
    });
    if (freezing !== null) {
      await takeSnapshot.execute(
        loader,
        { cohortId, version: 1, name: 'As loaded' },
        { submissionId: freezing, requestId },
      );
    }
  }
}
