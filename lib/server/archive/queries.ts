import 'server-only';
import { type ArchiveOutcome, archiveOutcomeSchema } from '@/lib/archive/archive-import';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { inReadTransaction } from '../db/transaction';
import { type JobView, listJobs } from '../jobs/queries';

export interface ArchiveSite {
  readonly siteId: string;
  readonly siteName: string;
  /** An archive goes only into a site without patients. */
  readonly isEmpty: boolean;
  /** The newest first. */
  readonly imports: readonly ArchiveImport[];
}

interface ArchiveImport {
  readonly job: JobView;
  /** Null until it is over. */
  readonly outcome: ArchiveOutcome | null;
}

/** Every site where the actor may enroll, with the archives that were read into it. */
export async function listArchiveSites(actor: Actor): Promise<readonly ArchiveSite[]> {
  return await inReadTransaction(actor, async (tx) => {
    const sites: ArchiveSite[] = [];
    for (const { siteId, siteName } of sitesWhere(actor, 'patient:enroll')) {
      const patient = await tx.patient.findFirst({ where: { siteId }, select: { id: true } });
      const jobs = await listJobs(tx, { kinds: ['archive-import'], aboutId: siteId, page: 1 });
      sites.push({
        siteId,
        siteName,
        isEmpty: patient === null,
        imports: jobs.map((job) => ({
          job,
          outcome: archiveOutcomeSchema.safeParse(job.result).data ?? null,
        })),
      });
    }
    return sites;
  });
}
