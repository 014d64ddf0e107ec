import { invariant } from '@/lib/core/invariant';
import type { ProtocolDefinition, Requirement } from '@/lib/protocols/schema';
import { type RecordKind, recordKinds } from '@/lib/records/record';
import {
  adjustmentForm,
  amendmentForm,
  contactForm,
  decisionForm,
  enrollmentForm,
  type Form,
  flagForm,
  identityForm,
  partnerForm,
  plannedForm,
  recordForms,
  responseForm,
  visitForm,
} from './form';

export interface StudyEvent {
  readonly oid: string;
  readonly name: string;
  readonly repeats: boolean;
  readonly type: 'Scheduled' | 'Unscheduled' | 'Common';
  /** The kind of the requirement; null where none asks for it. */
  readonly category: string | null;
  readonly forms: readonly Form[];
}

export interface Study {
  readonly code: string;
  readonly title: string;
  /** Whose requirements are asked for, the newest last. */
  readonly versions: readonly string[];
  readonly events: readonly StudyEvent[];
}

const allRecordForms = recordKinds.map((kind) => recordForms[kind]);

const course: StudyEvent = {
  oid: 'SE.course',
  name: 'Course of treatment',
  repeats: false,
  type: 'Common',
  category: null,
  forms: [
    enrollmentForm,
    responseForm,
    adjustmentForm,
    decisionForm,
    contactForm,
    partnerForm,
    amendmentForm,
    flagForm,
  ],
};

const visit: StudyEvent = {
  oid: 'SE.visit',
  name: 'Visit, with what no planned item asked for',
  repeats: true,
  type: 'Unscheduled',
  category: null,
  forms: [visitForm, ...allRecordForms],
};

const other: StudyEvent = {
  oid: 'SE.other',
  name: 'Found or done outside of visits and planned items',
  repeats: false,
  type: 'Unscheduled',
  category: null,
  forms: allRecordForms,
};

/**
 * One study with everything that its versions ask for, because a man who was amended has done what an earlier one
 * asked. ODM 1.3.2 has no place for windows and intervals: the dates of each planned item stand with it.
 *
 * @param definitions of one protocol, oldest first; at least one
 */
export function studyOf(
  definitions: readonly ProtocolDefinition[],
  { identified }: { readonly identified: boolean },
): Study {
  const newest = definitions.at(-1);
  invariant(newest, 'a study has a protocol');
  const requirements = new Map<string, Requirement[]>();
  for (const requirement of definitions.flatMap((definition) => definition.requirements)) {
    const same = requirements.get(requirement.key) ?? [];
    requirements.set(requirement.key, [...same, requirement]);
  }
  const forms = identified ? [identityForm, ...course.forms] : course.forms;
  return {
    code: newest.code,
    title: newest.title,
    versions: definitions.map(({ version }) => version),
    events: [{ ...course, forms }, ...[...requirements.values()].map(eventOf), visit, other],
  };
}

/** Of one requirement in each version that has it. */
function eventOf(versions: readonly Requirement[]): StudyEvent {
  const newest = versions.at(-1);
  invariant(newest, 'a requirement of some version');
  const kinds = new Set(
    versions.flatMap(({ content }) => (content.record === 'decision' ? [] : [content.record])),
  );
  return {
    oid: `SE.${newest.key}`,
    name: newest.title,
    repeats: versions.some(repeats),
    type: 'Scheduled',
    category: newest.kind,
    forms: [plannedForm, ...recordKinds.filter((kind) => kinds.has(kind)).map(formOfKind)],
  };
}

const formOfKind = (kind: RecordKind) => recordForms[kind];

/** Each record that triggers it asks for one of its own. */
function repeats({ repeat, anchor }: Requirement): boolean {
  return repeat !== undefined || anchor.startsWith('record:');
}
