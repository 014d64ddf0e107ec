import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can, sitesWhere } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { decisionNotes } from '@/lib/course/decision-notes';
import { describeMonth, type TimeOnTherapy, timeOnTherapy } from '@/lib/course/time-on-therapy';
import { dayOrNull, toCivilDate, toDay } from '@/lib/dates/civil-date';
import type { Contact } from '@/lib/enrollment/contact';
import { armOf } from '@/lib/protocols/arm-of';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { daysPastTimeToAct, isEscalated } from '@/lib/safety/time-to-act';
import { describeTiming } from '@/lib/worklist/describe-timing';
import { itemPath } from '@/lib/worklist/item-path';
import { itemTitle } from '@/lib/worklist/item-title';
import { lastContactOf } from '@/lib/worklist/last-contact';
import {
  physicianGroups,
  type WorklistGroup,
  type WorklistItem,
  type WorklistRow,
  type WorklistSection,
  worklistGroups,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import type { WorklistSearch } from '@/lib/worklist/worklist-search';
import { siteToday } from '../clock';
import { loadContacts } from '../contacts/load-contacts';
import { followedProtocols } from '../courses/amended-protocols';
import { loadCourses } from '../courses/load-course';
import { inReadTransaction, type Transaction } from '../db/transaction';
import { type EnrollmentSummary, findEnrollmentSummaries } from '../enrollments/summaries';
import { findWorkItems, type SiteDay, type StoredWorkItem, type WorkItemRow } from './work-items';

/** The working list of these sites, every group in order, the empty ones too. */
export function listWork(
  actor: Actor,
  sites: readonly Membership[],
  search: WorklistSearch,
): Promise<readonly WorklistSection[]> {
  return inReadTransaction(actor, async (tx) => {
    const found = await findWork(tx, actor, sites, search);
    return await readSections(tx, actor, sites, { ...found, groups: worklistGroups });
  });
}

/** The physician's queue: the same rows of the same list, each item with what was found in one line. */
export function listDecisions(
  actor: Actor,
  sites: readonly Membership[],
  search: WorklistSearch,
): Promise<readonly WorklistSection[]> {
  return inReadTransaction(actor, async (tx) => {
    const { found } = await findWork(tx, actor, sites, search);
    const waiting = found.filter(({ group }) => physicianGroups.some((one) => one === group));
    const explained = await explainItems(tx, waiting);
    return await readSections(tx, actor, sites, {
      found: explained,
      search,
      groups: physicianGroups,
    });
  });
}

interface FoundWork {
  readonly found: readonly WorkItemRow[];
  readonly search: WorklistSearch;
}

async function findWork(
  tx: Transaction,
  actor: Actor,
  sites: readonly Membership[],
  search: WorklistSearch,
): Promise<FoundWork> {
  return { found: await findWorkItems(tx, daysOf(sites), search, actor.userId), search };
}

function daysOf(sites: readonly Membership[]): readonly SiteDay[] {
  return sites.map(({ siteId, timeZone }) => ({ siteId, today: siteToday(timeZone) }));
}

async function readSections(
  tx: Transaction,
  actor: Actor,
  sites: readonly Membership[],
  { found, search, groups }: FoundWork & { readonly groups: readonly WorklistGroup[] },
): Promise<readonly WorklistSection[]> {
  const identitySiteIds = sitesWhere(actor, 'identity:read').map(({ siteId }) => siteId);
  const enrollmentIds = [...new Set(found.flatMap((row) => row.enrollmentId ?? []))];
  const summaries = await findEnrollmentSummaries(tx, enrollmentIds, {
    sites: daysOf(sites),
    identitySiteIds,
  });
  const followed = await followedProtocols(
    tx,
    [...summaries.values()].map((summary) => ({ ...summary, id: summary.enrollmentId })),
  );
  const contacts = await loadContacts(tx, enrollmentIds);
  const rowOf = (group: WorklistGroup, id: string, items: readonly StoredWorkItem[]) => {
    const summary = summaries.get(id);
    invariant(summary, `no enrollment ${id}`);
    const { protocol } = followed(id);
    return toRow(group, { summary, protocol, contacts: contacts.get(id) ?? [] }, items, actor);
  };
  return groups.map((group) => {
    const ofGroup = found.filter((row) => row.group === group);
    const total = ofGroup[0]?.total ?? 0;
    return {
      group,
      total,
      page: search.group === group ? search.page : 1,
      pages: Math.max(1, Math.ceil(total / worklistPageSize)),
      rows: ofGroup.flatMap(({ enrollmentId, items }) =>
        enrollmentId === null ? [] : [rowOf(group, enrollmentId, items)],
      ),
    };
  });
}

/** Flags and changed signatures bring their line with them; a decision and a response are read anew. */
async function explainItems(
  tx: Transaction,
  found: readonly WorkItemRow[],
): Promise<readonly WorkItemRow[]> {
  const asked = ({ source }: StoredWorkItem) => source === 'occurrence' || source === 'response';
  const courses = await loadCourses(
    tx,
    found.flatMap(({ enrollmentId, items }) =>
      enrollmentId !== null && items.some(asked) ? [enrollmentId] : [],
    ),
  );
  return found.map((row) => {
    const loaded = courses.get(row.enrollmentId ?? '');
    if (loaded === undefined) {
      return row;
    }
    const { protocol, course, enrollment } = loaded;
    const notes = decisionNotes(protocol, course, toDay(siteToday(enrollment.timeZone)));
    const explain = (item: StoredWorkItem) =>
      item.source === 'response' ? notes.ofResponse() : notes.ofRequirement(item.subject);
    return {
      ...row,
      items: row.items.map((item) => (asked(item) ? { ...item, note: explain(item) } : item)),
    };
  });
}

interface ListedMan {
  readonly summary: EnrollmentSummary;
  readonly protocol: CompiledProtocol;
  readonly contacts: readonly Contact[];
}

function toRow(
  group: WorklistGroup,
  { summary, protocol, contacts }: ListedMan,
  stored: readonly StoredWorkItem[],
  actor: Actor,
): WorklistRow {
  const { enrollmentId, patientId, studyId, name, lastVisitOn, nextPlannedOn, today } = summary;
  const items = stored.map((item) => toItem(item, protocol, summary));
  const [first] = items;
  invariant(first, `nothing to do for ${enrollmentId}`);
  const arm = armOf(protocol, summary.arm);
  const keys = stored.map(({ id }) => id);
  const last = lastContactOf(contacts, keys, dayOrNull(lastVisitOn));
  return {
    enrollmentId,
    patientId,
    siteId: summary.siteId,
    siteCode: summary.siteCode,
    today,
    studyId,
    name,
    treatment: arm.title,
    month: describeMonth(arm.treated, timeOf(summary), summary.lastDoseOn !== null),
    items,
    timing: describeTiming(group, first, today),
    lastVisitOn,
    lastContact: last === null ? null : { on: toCivilDate(last.on), outcome: last.outcome },
    nextPlannedOn,
    mayRecord: can(actor, 'visit:record', summary.siteId),
    mayContact: can(actor, 'plan:adjust', summary.siteId),
    maySign: can(actor, 'decision:make', summary.siteId),
  };
}

function timeOf({ firstDoseOn, lastDoseOn, today }: EnrollmentSummary): TimeOnTherapy | null {
  return timeOnTherapy(dayOrNull(firstDoseOn), dayOrNull(lastDoseOn), toDay(today));
}

function toItem(
  item: StoredWorkItem,
  protocol: CompiledProtocol,
  { patientId, today }: EnrollmentSummary,
): WorklistItem {
  const { source, id, severity, isPartial, on, closesOn, whoActs, note, snoozedUntil } = item;
  const flag =
    severity === null || whoActs === null ? null : { severity, whoActs, actBy: closesOn };
  return {
    source,
    id,
    title: itemTitle(protocol, item),
    severity,
    isPartial,
    note,
    path: itemPath(protocol, item, patientId),
    on,
    closesOn,
    daysPastTimeToAct: flag === null ? 0 : daysPastTimeToAct(flag, today),
    isEscalated: flag !== null && isEscalated(flag, today),
    snoozedUntil,
  };
}
