import { certaintyOf } from '@/lib/core/certainty';
import { type Day, isCivilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { addDuration, type Duration, describeDuration } from '@/lib/dates/duration';
import { durationValue } from '@/lib/protocols/compile-protocol';
import type { EligibilityLeaf } from '@/lib/protocols/eligibility-schema';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import { drugClassLabels } from '@/lib/records/concomitant-drug';
import { describeAnswer, isUnknownAnswer } from '@/lib/records/finding';
import { type FindingKey, findings } from '@/lib/records/findings';
import { isRetrieval, procedureNames } from '@/lib/records/procedure';
import { type Judgment, judgment, type KnownFacts, listDates } from './judgment';

type Leaf<Kind extends EligibilityLeaf['kind']> = Extract<EligibilityLeaf, { kind: Kind }>;

export function judgeFindingIs(
  { finding, answers }: Leaf<'finding-is'>,
  facts: KnownFacts,
): Judgment {
  const found = newestAnswer(finding, facts);
  if (found === null || isUnknownAnswer(found.content.answer)) {
    return notKnown(finding, found);
  }
  return judgment(certaintyOf(answers.includes(String(found.content.answer))), sentenceOf(found), [
    found,
  ]);
}

/** Never "no": what is not known today can be asked tomorrow. */
export function judgeFindingKnown({ finding }: Leaf<'finding-known'>, facts: KnownFacts): Judgment {
  const found = newestAnswer(finding, facts);
  return found === null || isUnknownAnswer(found.content.answer)
    ? notKnown(finding, found)
    : judgment('yes', sentenceOf(found), [found]);
}

export function judgeTimeSinceFinding(
  { finding, atLeast }: Leaf<'time-since-finding'>,
  facts: KnownFacts,
): Judgment {
  const found = newestAnswer(finding, facts);
  const date = found?.content.answer;
  if (found === null || typeof date !== 'string' || !isCivilDate(date)) {
    return notKnown(finding, found);
  }
  return judgeElapsed(
    { what: findings[finding].question, record: found, since: toDay(date) },
    durationValue(atLeast, facts.settings),
    facts.on,
  );
}

/** A drug that is not listed may still be taken: that is for the finding to say. */
export function judgeDrugTaken({ classes }: Leaf<'drug-taken'>, facts: KnownFacts): Judgment {
  const taken = recordsOf(facts.records, 'concomitant-drug').filter(
    ({ content }) => classes.includes(content.drugClass) && isTakenOn(content, facts.on),
  );
  return taken.length === 0
    ? judgment('no', `Not listed: ${classes.map((one) => drugClassLabels[one]).join(', ')}`)
    : judgment('yes', `Takes ${taken.map(({ content }) => content.name).join(', ')}`, taken);
}

export function judgeFailedRetrieval(facts: KnownFacts): Judgment {
  const retrievals = retrievalsOf(facts);
  const by = (answer: string) =>
    retrievals.filter(({ content }) => isRetrieval(content) && content.spermFound === answer);
  const failed = by('no');
  if (failed.length > 0) {
    return judgment('yes', `Retrieval without sperm (${listDates(failed)})`, failed);
  }
  const unclear = by('unknown');
  return unclear.length > 0
    ? judgment('unknown', `Retrieval with unknown result (${listDates(unclear)})`, unclear)
    : judgment('no', 'No retrieval without sperm is recorded', retrievals);
}

export function judgeTimeSinceRetrieval(
  { atLeast }: Leaf<'time-since-retrieval'>,
  facts: KnownFacts,
): Judgment {
  const [last] = retrievalsOf(facts);
  if (!last) {
    return judgment('unknown', 'No earlier retrieval is recorded');
  }
  return judgeElapsed(
    { what: procedureNames[last.content.kind], record: last, since: last.on },
    durationValue(atLeast, facts.settings),
    facts.on,
  );
}

function judgeElapsed(
  { what, record, since }: { what: string; record: { readonly id: string }; since: Day },
  atLeast: Duration,
  on: Day,
): Judgment {
  const holdsFrom = addDuration(since, atLeast);
  const says = `${what}: ${toCivilDate(since)}; ${describeDuration(atLeast)} later is ${toCivilDate(holdsFrom)}`;
  return on >= holdsFrom
    ? judgment('yes', says, [record])
    : judgment('no', says, [record], holdsFrom);
}

function newestAnswer(finding: FindingKey, { records }: KnownFacts): RecordOf<'finding'> | null {
  const answers = recordsOf(records, 'finding').filter(
    ({ content }) => content.finding === finding,
  );
  return newestFirst(answers)[0] ?? null;
}

function notKnown(finding: FindingKey, found: RecordOf<'finding'> | null): Judgment {
  return found === null
    ? judgment('unknown', `${findings[finding].question}: not answered`)
    : judgment('unknown', sentenceOf(found), [found]);
}

function sentenceOf({ on, content }: RecordOf<'finding'>): string {
  const { question } = findings[content.finding];
  return `${question}: ${describeAnswer(content.finding, content.answer)} (${toCivilDate(on)})`;
}

function isTakenOn(
  { ongoing, startedOn, stoppedOn }: RecordOf<'concomitant-drug'>['content'],
  on: Day,
): boolean {
  const hasStarted = startedOn === null || toDay(startedOn) <= on;
  return hasStarted && (ongoing || (stoppedOn !== null && toDay(stoppedOn) > on));
}

/** Newest first. */
function retrievalsOf({ records }: KnownFacts): RecordOf<'procedure'>[] {
  return newestFirst(recordsOf(records, 'procedure').filter(({ content }) => isRetrieval(content)));
}
