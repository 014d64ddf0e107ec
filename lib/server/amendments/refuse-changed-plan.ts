import 'server-only';
import { describeStillDue } from '@/lib/course/describe-plan-change';
import { evaluatePlan } from '@/lib/course/evaluate-course';
import { comparePlans } from '@/lib/course/plan-change';
import { type CivilDate, toDay } from '@/lib/dates/civil-date';
import { describeEdition } from '@/lib/protocols/describe-edition';
import type { ChangedPlan, PlanAtAGlance } from '@/lib/records/opened-plan';
import { AppError } from '../app-error';
import { followedProtocol } from '../courses/amended-protocols';
import type { LoadedCourse } from '../courses/load-course';
import type { Transaction } from '../db/transaction';

/**
 * A form that was opened under another version of the protocol shows what was due then and what is due
 * now, and a person goes on. Nothing else that changes an enrollment makes it out of date.
 *
 * @throws STALE_VERSION with a `ChangedPlan`.
 */
export async function refuseChangedPlan(
  tx: Transaction,
  loaded: LoadedCourse,
  openedWith: number | undefined,
  today: CivilDate,
): Promise<void> {
  const { enrollment, protocol, course } = loaded;
  if (openedWith === undefined || openedWith >= enrollment.version) {
    return;
  }
  const since = await tx.protocolAmendment.findMany({
    where: { enrollmentId: enrollment.id, enrollmentVersion: { gt: openedWith } },
    orderBy: { enrollmentVersion: 'asc' },
    select: { fromSettingsProfileId: true, toSettingsProfileId: true },
  });
  const [first] = since;
  const last = since.at(-1);
  const index = course.amendments.length - since.length;
  const left = course.amendments[index];
  if (first === undefined || last === undefined || left === undefined) {
    return;
  }
  const opened = followedProtocol(left.protocol, course.amendments.slice(0, index));
  const nameOf = await editionNames(tx, [first.fromSettingsProfileId, last.toSettingsProfileId]);
  const before = {
    protocol: opened.protocol,
    course: { ...course, amendments: opened.amendments },
  };
  const current: ChangedPlan = {
    enrollmentVersion: enrollment.version,
    opened: glanceAt(before, nameOf(first.fromSettingsProfileId), today),
    now: glanceAt({ protocol, course }, nameOf(last.toSettingsProfileId), today),
  };
  throw new AppError('STALE_VERSION', {
    message:
      'A physician moved this man to another version of the protocol while the form was open. What you typed is still here.',
    current,
  });
}

async function editionNames(
  tx: Transaction,
  profileIds: readonly string[],
): Promise<(profileId: string) => string> {
  const profiles = await tx.settingsProfile.findMany({
    where: { id: { in: [...profileIds] } },
    select: {
      id: true,
      name: true,
      version: true,
      protocolVersion: { select: { version: true } },
    },
  });
  const names = new Map(
    profiles.map(({ id, name, version, protocolVersion }) => [
      id,
      describeEdition({ protocolVersion: protocolVersion.version, name, version }),
    ]),
  );
  return (id) => names.get(id) ?? 'a version of another site';
}

function glanceAt(
  { protocol, course }: Pick<LoadedCourse, 'protocol' | 'course'>,
  edition: string,
  today: CivilDate,
): PlanAtAGlance {
  const day = toDay(today);
  const { plan } = evaluatePlan(protocol, course, day);
  const change = comparePlans(protocol, [], plan.occurrences, day);
  return { edition, due: describeStillDue(change).map(({ text }) => text) };
}
