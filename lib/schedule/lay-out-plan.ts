import { invariant } from '@/lib/core/invariant';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';
import { byCollection } from '@/lib/records/collection-order';
import { type EarlierPlan, type LaidOut, leftOver, recordsOfSettled } from './carry-over';
import { layOutSlots } from './lay-out-slots';
import type { PlanFacts, RecordFact } from './plan-facts';
import { adjustmentsByKey, attach, type Slot } from './slot';

/** Windows and records of every requirement; after an amendment beside what the version before it leaves. */
export function layOutPlan(
  protocol: CompiledProtocol,
  facts: PlanFacts,
  earlierPlan: EarlierPlan | null,
): LaidOut[] {
  const records = recordsByKind(facts.records);
  const links = linksByRequirement(facts);
  const adjustmentsOf = adjustmentsByKey(facts);
  const layOut = (requirement: CompiledRequirement, isOfThisVersion: boolean): LaidOut => {
    const ofKind = countedBy(requirement, records.get(requirement.recordKind) ?? []);
    const linked = links?.get(requirement.key);
    const earlier = earlierPlan?.of(requirement.key) ?? null;
    const settled = recordsOfSettled(earlier);
    const linkInto = (slot: Slot) => linked && attachLinked(slot, ofKind, linked);
    const slots = isOfThisVersion
      ? layOutSlots({
          requirement,
          protocol,
          facts,
          records:
            linked || settled.size > 0
              ? ofKind.filter(({ id }) => !(linked?.has(id) || settled.has(id)))
              : ofKind,
          adjustmentsOf,
          linkInto,
          earlier,
        })
      : [];
    const isCounted = !isOfThisVersion || requirement.rebase === 'fixed';
    const rest = earlier === null ? [] : leftOver(earlier, slots, isCounted);
    rest.forEach(linkInto);
    return { requirement, slots: rest.length === 0 ? slots : [...slots, ...rest] };
  };
  const asked = protocol.requirements.map((requirement) => layOut(requirement, true));
  const keys = new Set(protocol.requirements.map(({ key }) => key));
  const dropped = (earlierPlan?.requirements ?? []).filter(({ key }) => !keys.has(key));
  return [...asked, ...dropped.map((requirement) => layOut(requirement, false))];
}

/** Where fasting is asked for, a report does not provide what is known not to have been fasting. */
function countedBy(
  { fastingItems }: CompiledRequirement,
  records: readonly RecordFact[],
): readonly RecordFact[] {
  if (fastingItems.length === 0) {
    return records;
  }
  return records.map((record) =>
    record.notFasting === undefined
      ? record
      : {
          ...record,
          items: record.items.filter(
            (item) => !(fastingItems.includes(item) && record.notFasting?.includes(item)),
          ),
        },
  );
}

function recordsByKind(records: readonly RecordFact[]): Map<string, RecordFact[]> {
  const grouped = new Map<string, RecordFact[]>();
  for (const record of records) {
    const group = grouped.get(record.kind);
    if (group) {
      group.push(record);
    } else {
      grouped.set(record.kind, [record]);
    }
  }
  for (const group of grouped.values()) {
    group.sort(byCollection);
  }
  return grouped;
}

/** Record id to occurrence key, by requirement: a person's choice holds within its requirement only. */
function linksByRequirement(facts: PlanFacts): Map<string, Map<string, string>> | null {
  if (facts.links.length === 0) {
    return null;
  }
  const byRequirement = new Map<string, Map<string, string>>();
  for (const { recordId, occurrenceKey } of facts.links) {
    const requirement = occurrenceKey.split(/[#@]/, 1)[0];
    invariant(requirement, `not an occurrence key: ${occurrenceKey}`);
    const links = byRequirement.get(requirement) ?? new Map<string, string>();
    links.set(recordId, occurrenceKey);
    byRequirement.set(requirement, links);
  }
  return byRequirement;
}

function attachLinked(
  slot: Slot,
  records: readonly RecordFact[],
  linked: ReadonlyMap<string, string>,
): void {
  for (const record of records) {
    if (linked.get(record.id) === slot.key && !slot.records.some(({ id }) => id === record.id)) {
      attach(slot, record);
      slot.linkedByPerson = true;
    }
  }
}
