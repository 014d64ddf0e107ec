import type { CivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import {
  type WorklistGroup,
  type WorklistSection,
  worklistGroupNames,
} from '@/lib/worklist/worklist';

/** What a digest speaks of: everything that Today asks for now, but not what comes later or was put off. */
export const digestGroups = [
  'decision',
  'red-flag',
  'staff-flag',
  'overdue',
  'due',
  'missed',
] as const satisfies readonly WorklistGroup[];
type DigestGroup = (typeof digestGroups)[number];

/** Patients in each group that has any. */
export type DigestCounts = Partial<Record<DigestGroup, number>>;

export interface DigestRequest {
  /** The working list of one site, as its reader sees it on Today. */
  readonly sections: readonly WorklistSection[];
  readonly siteName: string;
  /** The date at the site. */
  readonly on: CivilDate;
  readonly listsStudyIds: boolean;
  /** Of the working list of that site: the first line of every group leads there. */
  readonly address: (group: DigestGroup) => string;
}

export interface Digest {
  readonly counts: DigestCounts;
  readonly subject: string;
  /** Plain text. It never holds a name, a birth date or a record number, whoever reads it. */
  readonly text: string;
}

/** Null where nothing is due: then no mail is sent. */
export function digestOf(request: DigestRequest): Digest | null {
  const sections = sectionsOf(request.sections);
  if (sections.length === 0) {
    return null;
  }
  const { siteName, on } = request;
  const total = sections
    .map(({ group, section }) => `${worklistGroupNames[group]} ${section.total}`)
    .join(', ');
  return {
    counts: Object.fromEntries(sections.map(({ group, section }) => [group, section.total])),
    subject: `${siteName}, ${on}: ${total}`,
    text: [
      `${siteName}, ${proseDate(on)}: what the working list holds this morning.`,
      ...sections.map((part) => describeSection(part, request)),
      'The list itself may have changed since. You get this mail because you asked for it on your account page, where you can end it.',
    ].join('\n\n'),
  };
}

interface DigestSection {
  readonly group: DigestGroup;
  readonly section: WorklistSection;
}

function sectionsOf(sections: readonly WorklistSection[]): DigestSection[] {
  return digestGroups.flatMap((group) => {
    const section = sections.find((one) => one.group === group);
    return section === undefined || section.total === 0 ? [] : [{ group, section }];
  });
}

function describeSection({ group, section }: DigestSection, request: DigestRequest): string {
  const head = `${worklistGroupNames[group]}: ${section.total} (${request.address(group)})`;
  if (!request.listsStudyIds) {
    return head;
  }
  const more = section.total - section.rows.length;
  return [
    head,
    ...section.rows.map(
      ({ studyId, items, timing }) =>
        `  ${studyId}: ${items.map(({ title }) => title).join(', ')}; ${timing}`,
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}
