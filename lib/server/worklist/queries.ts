import 'server-only';
import type { Actor, Membership } from '@/lib/auth/actor';
import { can, sitesWhere } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { describeMonth, type TimeOnTherapy, timeOnTherapy } from '@/lib/course/time-on-therapy';
import { dayOrNull, toDay } from '@/lib/dates/civil-date';
import { armOf } from '@/lib/protocols/arm-of';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { daysPastTimeToAct, isEscalated } from '@/lib/safety/time-to-act';
import { describeTiming } from '@/lib/worklist/describe-timing';
import { itemPath } from '@/lib/worklist/item-path';
import { itemTitle } from '@/lib/worklist/item-title';
import {
  type WorklistGroup,
  type WorklistItem,
  type WorklistRow,
  type WorklistSection,
  worklistGroups,
  worklistPageSize,
} from '@/lib/worklist/worklist';
import type { WorklistSearch } from '@/lib/worklist/worklist-search';
import { siteToday } from '../clock';
import { compiledProtocols } from '../courses/compiled-protocol';
import { inReadTransaction } from '../db/transaction';
import { type EnrollmentSummary, findEnrollmentSummaries } from '../enrollments/summaries';
import { findWorkItems, type StoredWorkItem } from './work-items';

/** The working list of these sites, every group in order, the empty ones too. */
export function listWork(
  actor: Actor,
  sites: readonly Membership[],
  search: WorklistSearch,
): Promise<readonly WorklistSection[]> {
  const days = sites.map(({ siteId, timeZone }) => ({ siteId, today: siteToday(timeZone) }));
  const identitySiteIds = sitesWhere(actor, 'identity:read').map(({ siteId }) => siteId);
  return inReadTransaction(actor, async (tx) => {
    const found = await findWorkItems(tx, days, search, actor.userId);
    const enrollmentIds = [...new Set(found.flatMap((row) => row.enrollmentId ?? []))];
    const summaries = await findEnrollmentSummaries(tx, enrollmentIds, {
      sites: days,
      identitySiteIds,
    });
    const protocolOf = await compiledProtocols(tx, [...summaries.values()]);
    const rowOf = (group: WorklistGroup, id: string, items: readonly StoredWorkItem[]) => {
      const summary = summaries.get(id);
      invariant(summary, `no enrollment ${id}`);
      return toRow(group, summary, items, protocolOf(summary), actor);
    };
    return worklistGroups.map((group) => {
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
  });
}

function toRow(
  group: WorklistGroup,
  summary: EnrollmentSummary,
  stored: readonly StoredWorkItem[],
  protocol: CompiledProtocol,
  actor: Actor,
): WorklistRow {
  const { enrollmentId, patientId, studyId, name, lastContactOn, nextPlannedOn, today } = summary;
  const items = stored.map((item) => toItem(item, protocol, summary));
  const [first] = items;
  invariant(first, `nothing to do for ${enrollmentId}`);
  const arm = armOf(protocol, summary.arm);
  return {
    enrollmentId,
    patientId,
    siteCode: summary.siteCode,
    studyId,
    name,
    treatment: arm.title,
    month: describeMonth(arm.treated, timeOf(summary), summary.lastDoseOn !== null),
    items,
    timing: describeTiming(group, first, today),
    lastContactOn,
    nextPlannedOn,
    mayRecord: can(actor, 'visit:record', summary.siteId),
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
  const { source, id, severity, isPartial, on, closesOn, whoActs, note } = item;
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
  };
}
