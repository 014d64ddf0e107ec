import { proseDate } from '@/lib/dates/prose-date';
import { responseStatusNames } from '@/lib/response/response';
import { type AnalyteKey, analytes } from '@/lib/units/analytes';
import type { FlagNote, OccurrenceNote, PlanChange } from './plan-change';

export type ChangeTone = 'done' | 'due' | 'overdue' | 'red' | 'amber' | 'info' | 'dropped';

/** One thing that a save did or left open, as a line under the form. */
export interface ChangeLine {
  readonly key: string;
  readonly tone: ChangeTone;
  readonly text: string;
}

/** What a save did, the most urgent first: flags, response, what was satisfied, what came up. */
export function describeEffects(change: PlanChange): ChangeLine[] {
  return [
    ...change.flagsRaised.map((flag) => flagLine(flag, 'raised')),
    ...change.flagsReopened.map((flag) => flagLine(flag, 'reopened')),
    ...change.flagsUpdated.map((flag) => flagLine(flag, 'updated')),
    ...change.flagsWithdrawn.map(withdrawnLine),
    ...responseLines(change),
    ...change.satisfied.map(satisfiedLine),
    ...change.undone.map((note) => line(note, 'due', `${note.title} is no longer done`)),
    ...describeNotes(change),
  ];
}

/** What the plan asks for in addition, and what it no longer asks for. */
export function describeNotes({
  opened,
  dropped,
}: Pick<PlanChange, 'opened' | 'dropped'>): ChangeLine[] {
  return [
    ...opened.map((note) => line(note, 'info', `Planned: ${note.title}${targetOf(note)}`)),
    ...dropped.map((note) => line(note, 'dropped', `No longer asked for: ${note.title}`)),
  ];
}

/** What the protocol still asks for today. */
export function describeStillDue({ stillDue }: Pick<PlanChange, 'stillDue'>): ChangeLine[] {
  return stillDue.map((note) => {
    const lacks = describeMissing(note);
    return note.state === 'overdue'
      ? line(note, 'overdue', `${note.title} is overdue${sinceOf(note)}${lacks}`)
      : line(note, 'due', `${note.title} still due${closingOf(note)}${lacks}`);
  });
}

const timingWords = { early: 'early', 'on-time': 'on time', late: 'late' } as const;

function satisfiedLine(note: OccurrenceNote): ChangeLine {
  const timing = note.timing === null ? '' : ` ${timingWords[note.timing]}`;
  return line(note, 'done', `${note.title} done${timing}`);
}

function flagLine({ ruleId, severity, message }: FlagNote, what: string): ChangeLine {
  const tone = severity === 'red' ? 'red' : 'amber';
  const color = severity === 'red' ? 'Red' : 'Amber';
  return { key: `flag:${ruleId}`, tone, text: `${color} flag ${what}: ${message}` };
}

function withdrawnLine({ ruleId, title }: FlagNote): ChangeLine {
  return { key: `flag:${ruleId}`, tone: 'info', text: `${title}: its evidence was corrected away` };
}

function responseLines({ responseBefore, responseAfter }: PlanChange): ChangeLine[] {
  if (
    responseBefore === null ||
    (responseBefore.bestResponse === responseAfter.bestResponse &&
      responseBefore.currentStatus === responseAfter.currentStatus)
  ) {
    return [];
  }
  const now = responseStatusNames[responseAfter.currentStatus];
  return [{ key: 'response', tone: 'info', text: `Response is now: ${now.toLowerCase()}` }];
}

const manyItems = 4;

function describeMissing({ kind, missing }: OccurrenceNote): string {
  if (kind !== 'lab-panel' || missing.length === 0) {
    return '';
  }
  const names = missing.map((item) => analytes[item as AnalyteKey]?.label ?? item);
  return names.length > manyItems
    ? `: ${names.length} tests missing`
    : `: ${names.join(', ')} missing`;
}

function targetOf({ targetOn }: OccurrenceNote): string {
  return targetOn === null ? '' : `, ${proseDate(targetOn)}`;
}

function closingOf({ closesOn }: OccurrenceNote): string {
  return closesOn === null ? '' : ` by ${proseDate(closesOn)}`;
}

function sinceOf({ closesOn }: OccurrenceNote): string {
  return closesOn === null ? '' : ` since ${proseDate(closesOn)}`;
}

function line(note: OccurrenceNote, tone: ChangeTone, text: string): ChangeLine {
  return { key: `${tone}:${note.key}`, tone, text };
}
