import type { Level } from '@/lib/export/data-column';
import { adverseEventName, otherTerm } from '@/lib/records/adverse-event';
import { countText, percentText } from '../number-text';
import type { Population } from '../plan-options';
import type { AnalysisResults } from '../results';
import { standardAnalyses } from '../standard-plan';
import { hideSmallCounts, isSmall } from '../suppression';
import { AnalysisReader, hiddenText, suppressionNote } from './analysis-reader';
import { populationWords } from './population-words';
import { type StatCell, type StatRow, type StatTable, words } from './stat-table';

export interface SafetyTableInput {
  readonly results: AnalysisResults;
  readonly population: Population;
  readonly smallestCell: number | null;
}

const all = 'all';
const anyTerm = 'any-term';
const grades = ['grade-1', 'grade-2', 'grade-3', 'grade-4', 'grade-5', 'grade-unknown'] as const;
const claims = ['serious', 'related'] as const;

const gradeHeads: Readonly<Record<(typeof grades)[number] | (typeof claims)[number], string>> = {
  'grade-1': 'Grade 1',
  'grade-2': 'Grade 2',
  'grade-3': 'Grade 3',
  'grade-4': 'Grade 4',
  'grade-5': 'Grade 5',
  'grade-unknown': 'No grade',
  serious: 'Serious',
  related: 'Related',
};

/** Men by the worst grade of each side effect. */
export function sideEffectsTable({
  results,
  population,
  smallestCell,
}: SafetyTableInput): StatTable {
  const reader = new AnalysisReader(results, standardAnalyses.sideEffects);
  const men = reader.count('', all, 'subjects');
  const terms = reader.rows
    .filter(({ column, statistic }) => column === 'any' && statistic === 'count')
    .map(({ row }) => row)
    .sort((one, other) => termName(one).localeCompare(termName(other), 'en'));
  const ordered = [anyTerm, ...terms.filter((term) => term !== anyTerm)];
  const keyOf = (term: string, column: string) => `${term}\n${column}`;
  const counts: Record<string, number> = { men };
  const sums = ordered.flatMap((term) => {
    for (const column of [...grades, 'any', ...claims]) {
      counts[keyOf(term, column)] = reader.count(term, column, 'count');
    }
    const any = counts[keyOf(term, 'any')] ?? 0;
    counts[keyOf(term, 'none')] = men - any;
    for (const claim of claims) {
      counts[keyOf(term, `not ${claim}`)] = any - (counts[keyOf(term, claim)] ?? 0);
    }
    return [
      { total: 'men', parts: [keyOf(term, 'any'), keyOf(term, 'none')] },
      { total: keyOf(term, 'any'), parts: grades.map((grade) => keyOf(term, grade)) },
      ...claims.map((claim) => ({
        total: keyOf(term, 'any'),
        parts: [keyOf(term, claim), keyOf(term, `not ${claim}`)],
      })),
    ];
  });
  const isFew = smallestCell !== null && isSmall(men, smallestCell);
  const hidden = hideSmallCounts({ counts, sums }, smallestCell, {
    men: isFew ? 'small' : 'shown',
  });
  const isSuppressed = hidden.size > 0;
  const cell = (term: string, column: string): StatCell => {
    const how = hidden.get(keyOf(term, column));
    if (how !== undefined) {
      return words(hiddenText(how, smallestCell));
    }
    const count = countText(reader.count(term, column, 'count'));
    const share = column === 'any' && !isFew ? reader.number(term, column, 'percent') : null;
    return { text: share === null ? count : `${count} (${percentText(share)})` };
  };
  const shownGrades = grades.filter(
    (grade) =>
      grade !== 'grade-unknown' || ordered.some((term) => reader.count(term, grade, 'count') > 0),
  );
  const rows = ordered.map(
    (term): StatRow => ({
      key: term,
      header: termName(term),
      isDetail: false,
      cells: [
        ...[...shownGrades, 'any', ...claims].map((column) => cell(term, column)),
        ...(isSuppressed
          ? []
          : [reader.interval(term, 'any', ['wilson-low', 'wilson-high'], percentText)]),
      ],
    }),
  );
  return {
    id: standardAnalyses.sideEffects,
    title: 'Side effects by worst grade',
    scope: `${populationWords[population]}; ${isFew ? `N < ${smallestCell}` : `N = ${countText(men)}`}. Only events that a person confirmed.`,
    rowHeader: 'CTCAE term',
    columns: [
      ...shownGrades.map((grade) => ({ key: grade, label: gradeHeads[grade] })),
      { key: 'any', label: 'Any grade', detail: 'n (% of N)' },
      ...claims.map((claim) => ({ key: claim, label: gradeHeads[claim] })),
      ...(isSuppressed ? [] : [{ key: 'interval', label: '95% CI', detail: 'any grade, Wilson' }]),
    ],
    rows,
    sentence:
      reader.sentence ??
      (terms.every((term) => reader.count(term, 'any', 'count') === 0)
        ? 'No adverse event is recorded for these men.'
        : null),
    footnotes: [
      {
        text: 'A man counts once per term, with the worst grade of his events. Serious and related count men with such an event; who is not known to have one is not counted there.',
      },
      ...(isSuppressed ? [{ text: suppressionNote(smallestCell) }] : []),
    ],
    isSuppressed,
  };
}

function termName(term: string): string {
  if (term === anyTerm) {
    return 'Any side effect';
  }
  return term === otherTerm ? 'Other' : adverseEventName({ term, description: '' });
}

export interface AdherenceTableInput extends SafetyTableInput {
  readonly requirements: readonly Level[];
}

const timings = ['on-time', 'early', 'late', 'missed', 'closed'] as const;
const timingHeads: Readonly<Record<(typeof timings)[number], string>> = {
  'on-time': 'On time',
  early: 'Early',
  late: 'Late',
  missed: 'Missed',
  closed: 'Closed',
};

/** What became of the planned occurrences. */
export function adherenceTable(input: AdherenceTableInput): StatTable {
  const { results, population, smallestCell, requirements } = input;
  const reader = new AnalysisReader(results, standardAnalyses.adherence);
  const present = new Set(
    reader.rows.filter(({ statistic }) => statistic === 'settled').map(({ row }) => row),
  );
  const ordered = [
    ...requirements.filter(({ key }) => present.has(key)),
    ...(present.has(all) ? [{ key: all, label: 'All requirements' }] : []),
  ];
  const keyOf = (requirement: string, what: string) => `${requirement}\n${what}`;
  const counts: Record<string, number> = {};
  for (const { key } of ordered) {
    for (const what of [...timings, 'settled', 'waived']) {
      counts[keyOf(key, what)] = reader.count(key, all, what);
    }
  }
  const listed = ordered.filter(({ key }) => key !== all);
  const sums = [
    ...ordered.map(({ key }) => ({
      total: keyOf(key, 'settled'),
      parts: timings.map((timing) => keyOf(key, timing)),
    })),
    ...(listed.length === present.size - 1
      ? [...timings, 'settled', 'waived'].map((what) => ({
          total: keyOf(all, what),
          parts: listed.map(({ key }) => keyOf(key, what)),
        }))
      : []),
  ];
  const hidden = hideSmallCounts({ counts, sums }, smallestCell);
  const cell = (requirement: string, what: string): StatCell => {
    const how = hidden.get(keyOf(requirement, what));
    if (how !== undefined) {
      return words(hiddenText(how, smallestCell));
    }
    const count = countText(reader.count(requirement, all, what));
    const share = reader.number(requirement, all, `${what}-share`);
    return share === null || hidden.has(keyOf(requirement, 'settled'))
      ? { text: count }
      : { text: `${count} (${percentText(share)})` };
  };
  return {
    id: standardAnalyses.adherence,
    title: 'Adherence to the schedule',
    scope: `Planned occurrences of ${populationWords[population].toLowerCase()}.`,
    rowHeader: 'Requirement',
    columns: [
      ...timings.map((timing) => ({
        key: timing,
        label: timingHeads[timing],
        detail: 'n (% of settled)',
      })),
      { key: 'settled', label: 'Settled' },
      { key: 'waived', label: 'Waived' },
    ],
    rows: ordered.map(({ key, label }) => ({
      key,
      header: label,
      isDetail: false,
      cells: [...timings, 'settled', 'waived'].map((what) => cell(key, what)),
    })),
    sentence: reader.sentence,
    footnotes: [
      {
        text: 'Counts are of occurrences, not of men. Settled: done, missed, or closed by a person; the waived are not among them, nor is what is still open.',
      },
      ...(hidden.size > 0 ? [{ text: suppressionNote(smallestCell) }] : []),
    ],
    isSuppressed: hidden.size > 0,
  };
}
