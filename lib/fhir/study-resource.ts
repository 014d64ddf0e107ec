import type { DisclosedHead } from '@/lib/deidentification/disclosed-case';
import { type DisclosureMode, disclosureModeFacts } from '@/lib/export/disclosure-mode';
import type { ProtocolDefinition } from '@/lib/protocols/schema';
import { fhirText, some } from './elements';
import type { Coding, Reference, ResearchStudy } from './resource';
import { identifierSystems, ownCodeSystem } from './systems';

/** What the resources of one file have in common. */
export interface StudyFacts {
  /** Of the snapshot; it says nothing about a person. */
  readonly snapshotId: string;
  readonly mode: DisclosureMode;
  readonly protocol: Pick<ProtocolDefinition, 'code' | 'version' | 'title' | 'arms'>;
  /** As the file calls them. */
  readonly sites: DisclosedHead['sites'];
}

export function studyResource({ snapshotId, mode, protocol, sites }: StudyFacts): ResearchStudy {
  return {
    resourceType: 'ResearchStudy',
    id: snapshotId,
    meta: { tag: [disclosureTag(mode)] },
    identifier: [
      { system: identifierSystems.snapshot, value: snapshotId },
      { system: identifierSystems.protocol, value: `${protocol.code} ${protocol.version}` },
    ],
    title: protocol.title,
    // FHIR has no word for "not stated", and a cohort of which a snapshot is taken goes on.
    status: 'active',
    description: `${disclosureModeFacts[mode].title}: ${disclosureModeFacts[mode].sentence}`,
    site: some(sites.map(({ code, name }) => siteReference(code, name))),
    arm: some(protocol.arms.map(({ key, title }) => ({ name: key, description: title }))),
  };
}

/** Says in the file itself how much of the men it holds. */
export function disclosureTag(mode: DisclosureMode): Coding {
  return {
    system: ownCodeSystem('disclosure'),
    code: mode,
    display: disclosureModeFacts[mode].title,
  };
}

/** Sites are no resources of the file: they are known by their code. */
export function siteReference(code: string, name?: string): Reference {
  return { identifier: { system: identifierSystems.site, value: code }, display: fhirText(name) };
}
