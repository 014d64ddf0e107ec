import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from '@/lib/auth/actor';
import { invariant } from '@/lib/core/invariant';
import { type Day, toDay } from '@/lib/dates/civil-date';
import { demoImport } from '@/lib/demo/demo-import';
import { type DemoPatient, type DemoSite, demoSites } from '@/lib/demo/demo-patient';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { livingClinic } from '@/lib/demo/living-clinic';
import { salvageCohort } from '@/lib/demo/salvage-cohort';
import { livingScreening, publishedScreening } from '@/lib/demo/screening-counts';
import type { ImportedScreeningInput } from '@/lib/enrollment/screening';
import { findActor } from '../accounts/find-actor';
import { now, siteToday } from '../clock';
import { inReadTransaction, inTransaction } from '../db/transaction';
import { importCourses } from '../enrollments/import-course';
import { ensureLibrary } from '../protocols/ensure-library';
import { importScreening } from '../screening/import-screening';
import { ensureDemoAccounts } from './accounts';
import { makeClinicEvents } from './clinic-events';
import { makeDemoCohorts } from './demo-cohorts';

export const demoParts = ['living', 'history'] as const;
export type DemoPart = (typeof demoParts)[number];

export type LoadProgress = { readonly done: number; readonly total: number; readonly what: string };

const titles: Readonly<Record<DemoPart, string>> = {
  living: 'Living clinic',
  history: 'Published cohorts',
};

/** Few enough that the program goes on answering between two transactions. */
const menPerTransaction = 8;

/**
 * Loads one part of the demo through the bulk command. Men whose study id is there already are left as they
 * are, so an interrupted load is taken up again where it stopped.
 */
export async function loadDemo(
  part: DemoPart,
  ownerUrl: string,
  report: (progress: LoadProgress) => void,
): Promise<void> {
  const accounts = await ensureDemoAccounts(ownerUrl);
  const scope = { requestId: randomUUID(), reason: 'Demo' };
  await ensureLibrary(accounts.administrator, scope);
  const { userId, sessionVersion } = accounts.loader;
  const loader = await findActor(userId, sessionVersion);
  invariant(loader, 'the demo loader is not disabled');
  const men = menOf(part);
  const tell = async (done: number) => {
    const progress = { done, total: men.length, what: titles[part] };
    await storeProgress(loader, part, progress);
    report(progress);
  };
  const pending = (await isLoaded(loader, part, men.length)) ? [] : men;
  let done = men.length - pending.length;
  await tell(done);
  for (const batch of batches(pending)) {
    await importCourses(
      loader,
      { siteId: siteIdOf(loader, batch.site), courses: batch.men.map(demoImport) },
      scope,
    );
    done += batch.men.length;
    await tell(done);
  }
  for (const { site, entries } of screeningOf(part)) {
    await importScreening(loader, { siteId: siteIdOf(loader, site), entries: [...entries] }, scope);
  }
  await makeDemoCohorts(loader, part, {
    siteId: siteIdOf(loader, part === 'living' ? 'pacific' : 'literature'),
    requestId: scope.requestId,
  });
  const physician = await findActor(accounts.physician.userId, accounts.physician.sessionVersion);
  // Somebody may have disabled the account since the first start.
  if (part === 'living' && physician !== null) {
    await makeClinicEvents(physician, {
      siteId: siteIdOf(loader, 'pacific'),
      otherSiteId: siteIdOf(loader, 'harbor'),
      today: todayAt('pacific'),
      requestId: scope.requestId,
    });
  }
}

interface Screening {
  readonly site: DemoSite;
  readonly entries: readonly ImportedScreeningInput[];
}

function screeningOf(part: DemoPart): Screening[] {
  return part === 'living'
    ? [{ site: 'pacific', entries: livingScreening(todayAt('pacific')) }]
    : [{ site: 'literature', entries: publishedScreening }];
}

function todayAt(site: DemoSite): Day {
  return toDay(siteToday(demoSites[site].timeZone));
}

function menOf(part: DemoPart): readonly DemoPatient[] {
  return part === 'living'
    ? livingClinic(todayAt)
    : [...isotretinoinCohort(), ...salvageCohort(), ...gonadotropinCohort()];
}

interface Batch {
  readonly site: DemoSite;
  readonly men: readonly DemoPatient[];
}

function batches(men: readonly DemoPatient[]): Batch[] {
  return (Object.keys(demoSites) as DemoSite[]).flatMap((site) => {
    const ofSite = men.filter((man) => man.site === site);
    const count = Math.ceil(ofSite.length / menPerTransaction);
    return Array.from({ length: count }, (_, index) => ({
      site,
      men: ofSite.slice(index * menPerTransaction, (index + 1) * menPerTransaction),
    }));
  });
}

function siteIdOf({ memberships }: Actor, site: DemoSite): string {
  const membership = memberships.find(({ siteCode }) => siteCode === demoSites[site].code);
  invariant(membership, `the demo loader works at ${site}`);
  return membership.siteId;
}

/** Somebody may have moved a man to another site since; he is not loaded again at the first. */
async function isLoaded(loader: Actor, part: DemoPart, total: number): Promise<boolean> {
  const progress = await inReadTransaction(loader, (tx) =>
    tx.loadProgress.findUnique({ where: { name: `demo-${part}` } }),
  );
  return progress?.total === total && progress.done === total;
}

async function storeProgress(loader: Actor, part: DemoPart, progress: LoadProgress): Promise<void> {
  const name = `demo-${part}`;
  const { done, total, what } = progress;
  await inTransaction(loader, { requestId: randomUUID() }, async (tx) => {
    await tx.loadProgress.upsert({
      where: { name },
      create: { name, done, total, message: what },
      update: { done, total, message: what, updatedAt: now() },
    });
  });
}
