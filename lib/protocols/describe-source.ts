import type { ProtocolDefinition } from './schema';

const papers = {
  S0: 'Jessup, Amory, Turek 2025',
  S1: 'the gonadotropin study of 569 men',
  S2: 'the salvage micro-TESE study of 73 men',
  S3: 'the web page on micro-TESE care',
} as const;
type Paper = keyof typeof papers;

/** Sections of the clinic's notes about one paper: C§1.1 to C§1.4. */
const paperOfSection: Readonly<Record<string, Paper>> = { 1: 'S0', 2: 'S1', 3: 'S2', 4: 'S3' };

const clinicalTopics: Readonly<Record<string, string>> = {
  '1.5': 'proposal of this program, because no source states a window',
  '2.1': 'iPLEDGE REMS (clinic’s reading)',
  '2.2': 'iPLEDGE REMS (clinic’s reading)',
  '2.3': 'isotretinoin label (clinic’s reading)',
  '3.1': 'doses of hCG and FSH (clinic’s reading)',
  '3.2': 'monitoring on hCG and FSH (clinic’s reading)',
  '3.3': 'side effects of hCG and FSH (clinic’s reading)',
  '3.4': 'conversions of hormones (clinic’s reading)',
  4: 'CTCAE',
  5: 'laboratory units and limits (clinic’s reading)',
  6: 'WHO laboratory manual, 6th edition (clinic’s reading)',
};

/** Of the specification; what is not here is about the protocols themselves. */
const engineTopics: Readonly<Record<string, string>> = {
  3: 'schedule',
  5: 'semen and response',
  6: 'laboratory and grades',
  7: 'safety rules',
  8: 'REMS',
};

/** Where the notes list the same activity again, as in ", ISO-MON in C§1.1.4". */
const activityInNotes =
  /,? ?\b[A-Z]{2,4}(?:-[A-Z0-9]+)+(?: (?:and|to) [A-Z]{2,4}(?:-[A-Z0-9]+)+)? in C§[\d.]+\d/g;

/**
 * A source mark of a definition ("S0 Intervention, ISO-MON in C§1.1.4", "engine §4") as a physician reads
 * it: the paper by its name, the clinic's reading or the proposal of this program by its topic.
 */
export function describeSource(source: string): string {
  const words = source
    .replace(activityInNotes, '')
    .replace(/\bC§1\.2\.2–1\.2\.3,? ?/g, '')
    .replace(notesOnPapers, readNotes)
    .replace(/C§8 (?:question|item) (\d+)/g, 'open question $1 for the clinic’s physicians')
    .replace(clinicalNotes, readClinicalNotes)
    .replace(/\b(a proposal|proposals) of engine §\d/g, '$1 of this program')
    .replace(/\bthe amber limit of engine §7/g, 'the amber limit of this program’s safety rules')
    .replace(/\b(is )?engine §(\d)(?: and §\d)?(?:, proposal)?/g, (_all, verb, section) => {
      const topic = engineTopics[section];
      const proposal = `proposal of this program${topic === undefined ? '' : ` (${topic})`}`;
      return verb === undefined ? proposal : `is a ${proposal}`;
    })
    .replace(
      /\b(S[0-3])\b( (?=["FIORT]|inclusion|exclusion|complications|contraindications|safety))?/g,
      (_all, paper, part) => `${papers[paper as Paper]}${part === undefined ? '' : ', '}`,
    )
    .replace(/([;,]), /g, '$1 ')
    .replace(/^[,;: ]+|[,;: ]+$/g, '');
  return words.startsWith('iPLEDGE') ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same of what is marked as a proposal, which is said once. */
export function describeSourceOf({
  source,
  proposal,
}: {
  readonly source: string;
  readonly proposal: boolean;
}): string {
  const words = describeSource(source);
  return proposal && !/proposal/i.test(words) ? `${words} (proposal)` : words;
}

/** "C§1.2.3 item 3": what the notes say about a paper; the points of 1.2.3 are those that it leaves open. */
const notesOnPapers = /(,? ?)(\(?)C§1\.([1-4])(?:\.(\d))?(?: item (\d))?(\)?)/g;

function readNotes(...match: readonly unknown[]): string {
  const [before, open, paper, part, item, close, position, source] = match.slice(1);
  const key = paperOfSection[String(paper)] ?? 'S0';
  const isNamed = new RegExp(`\\b${key}\\b`).test(String(source).slice(0, Number(position)));
  if (key === 'S1' && part === '3') {
    const point = item === undefined ? '' : `, point ${item}`;
    return `${before}${open}left open ${isNamed ? 'there' : `by ${papers[key]}`}${point}${close}`;
  }
  return isNamed ? '' : `${before}${open}notes on ${papers[key]}${close}`;
}

/** "C§2.3 psychiatric": the topic of a section, and what is said about it. */
const clinicalNotes = /C§(\d)(?:\.(\d))?(?:\.\d)*( (?!says|lists|asks)(?=[a-z]))?/g;

function readClinicalNotes(...match: readonly unknown[]): string {
  const [chapter, section, more] = match.slice(1);
  const topic = clinicalTopics[`${chapter}.${section}`] ?? clinicalTopics[String(chapter)];
  return `${topic ?? 'clinic’s reading'}${more === undefined ? '' : ', '}`;
}

/** The papers that a definition cites, under the name that `describeSource` gives them. */
export function citedPapers({ citations }: Pick<ProtocolDefinition, 'citations'>): readonly {
  readonly name: string;
  readonly text: string;
}[] {
  return citations.map(({ id, text }) => ({ name: describeSource(id), text }));
}
