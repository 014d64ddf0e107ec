import type { Resource } from './resource';
import { disclosureTag, type StudyFacts } from './study-resource';
import { resourceBase } from './systems';

/**
 * A Bundle of type `collection` in three parts, so that it never has to be in memory: what stands before its entries,
 * each entry, and what stands after them. References inside it resolve against the addresses of its entries.
 */
export function bundleStart({ snapshotId, mode }: StudyFacts, takenAt: string | null): string {
  const head = {
    resourceType: 'Bundle',
    id: snapshotId,
    meta: { tag: [disclosureTag(mode)] },
    type: 'collection',
    timestamp: takenAt ?? undefined,
  };
  return `${JSON.stringify(head).slice(0, -1)},"entry":[`;
}

export function bundleEntry(resource: Resource): string {
  const { resourceType, id } = resource;
  return JSON.stringify({ fullUrl: `${resourceBase}/${resourceType}/${id}`, resource });
}

export const bundleEnd = ']}';
