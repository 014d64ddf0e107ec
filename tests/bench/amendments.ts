// Moving the men of a clinic to other settings: the preview of all of them, and the amendment itself.
import { randomUUID } from 'node:crypto';
import { membershipWith } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { amendProtocol } from '@/lib/server/amendments/amend-protocol';
import { type AmendmentPreview, previewAmendment } from '@/lib/server/amendments/preview-amendment';
import { siteToday } from '@/lib/server/clock';
import { computePlans } from '@/lib/server/courses/compute-plans';
import { inBatches } from '@/lib/server/courses/in-batches';
import { loadCourses } from '@/lib/server/courses/load-course';
import { inReadTransaction, type Transaction } from '@/lib/server/db/transaction';
import { saveProfile } from '@/lib/server/settings/save-profile';
import { testPassword } from '../support/clinic';
import { benchTimeZone, type LargeClinic, openLargeClinic } from './clinic-of-thousands';
import { counted, type Figure, percentile, reported, seconds } from './figure';

const enrollments = 1000;
const previewTarget = 5_000;
const applyTarget = 15_000;
const previews = 3;
const alone = 20;

export async function measureAmendments(): Promise<readonly Figure[]> {
  const clinic = await openLargeClinic(enrollments);
  try {
    await approve(clinic, 1, { 'monthly-labs': false, 'semen-window-after': 21 });
    const firstLook = await preview(clinic);
    const rounds: { readonly unchanged: Timed; readonly previewed: Timed }[] = [];
    for (let round = 0; round < previews; round += 1) {
      rounds.push({
        unchanged: await timed(() => computeUnchanged(clinic, firstLook)),
        previewed: await timed(() => preview(clinic)),
      });
    }
    const previewed = median(rounds.map((round) => round.previewed.ms));
    const unchanged = median(rounds.map((round) => round.unchanged.ms));
    const previewCpu = median(rounds.map((round) => round.previewed.cpuMs));
    const oneByOne = await timed(async () => {
      for (const man of firstLook.men.slice(0, alone)) {
        await amend(clinic, firstLook, [man]);
      }
    });
    const rest = firstLook.men.slice(alone);
    const applied = await timed(() => amend(clinic, firstLook, rest));
    const perMan = applied.ms / rest.length;
    const men = counted(firstLook.men.length);
    const changed = firstLook.men.filter(({ lines }) => lines.length > 0).length;
    return [
      {
        name: `What an amendment would change for ${men} men (${counted(changed)} of them have changes)`,
        measured: seconds(previewed),
        target: `≤ ${seconds(previewTarget)}`,
        isMet: previewed <= previewTarget,
      },
      reported('Processor time of the program for that', seconds(previewCpu)),
      reported('The same plans computed without an amendment', seconds(unchanged)),
      reported('Preview for each such computation', (previewed / unchanged).toFixed(2)),
      {
        name: `The amendment applied to ${counted(rest.length)} men`,
        measured: seconds(applied.ms),
        target: `≤ ${seconds(applyTarget)}`,
        isMet: applied.ms <= applyTarget,
      },
      reported('Processor time of the program for that', seconds(applied.cpuMs)),
      reported(
        `One man amended at a time (${alone} of them), in times of a man amended with all`,
        (oneByOne.ms / alone / perMan).toFixed(1),
      ),
    ];
  } finally {
    await clinic.close();
  }
}

const median = (values: readonly number[]) => percentile(values, 0.5);

interface Timed {
  readonly ms: number;
  /** Of this process's processor time: what a busy machine leaves as it is. */
  readonly cpuMs: number;
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - start, cpuMs: (user + system) / 1000 };
}

async function approve({ physician, siteId }: LargeClinic, replaces: number, values: object) {
  const input = {
    siteId,
    protocol: 'isotretinoin-noa',
    name: 'clinic',
    replaces,
    values,
    password: testPassword,
  };
  await saveProfile.execute(physician, input, { submissionId: randomUUID() });
}

async function preview({ physician, siteId }: LargeClinic): Promise<AmendmentPreview> {
  const site = membershipWith(physician, 'protocol:amend', siteId);
  invariant(site, 'a physician may amend');
  const found = await previewAmendment(physician, site, { code: 'isotretinoin-noa', to: null });
  invariant(found, 'the site has the protocol');
  return found;
}

async function computeUnchanged({ physician }: LargeClinic, { men }: AmendmentPreview) {
  const read = async (tx: Transaction) => {
    await inBatches(men, async (batch) => {
      const courses = await loadCourses(
        tx,
        batch.map(({ enrollmentId }) => enrollmentId),
      );
      const plans = await computePlans(tx, [...courses.values()], siteToday(benchTimeZone));
      return plans.map(({ enrollment, hasChanged }) => [enrollment.id, hasChanged] as const);
    });
  };
  await inReadTransaction(physician, read, { timeoutMs: 120_000 });
}

async function amend(
  { physician, siteId }: LargeClinic,
  { to }: AmendmentPreview,
  men: AmendmentPreview['men'],
): Promise<void> {
  const input = {
    siteId,
    protocol: 'isotretinoin-noa',
    edition: to.id,
    enrollments: men.map(({ enrollmentId, version }) => ({ id: enrollmentId, version })),
    reason: 'Measured',
    password: testPassword,
  };
  await amendProtocol.execute(physician, input, { submissionId: randomUUID() });
}
