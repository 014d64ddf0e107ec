import type { Certainty } from '@/lib/core/certainty';
import type { Day } from '@/lib/dates/civil-date';
import type { ClassifiedSample } from './counting-samples';
import { breaks, currentRun, decisivePair, findPairs, type Pair } from './find-pairs';
import type {
  PlannedSemen,
  ProcedureOnDay,
  ResponseInput,
  ResponseNote,
  ResponseNoteCode,
  ResponseStatus,
  SemenSample,
} from './response';
import { eggNumberOn, isSufficient } from './sufficiency';

/** One row of the status table of engine §5 that holds, with what it rests on. */
export interface Verdict {
  readonly status: ResponseStatus;
  readonly evidence: readonly string[];
  readonly notes: readonly ResponseNote[];
  readonly pair: Pair | null;
  readonly maintained: boolean | null;
  readonly awaitingUntil: Day | null;
}

export interface PairCriteria {
  readonly gapDays: number;
  /** Where the egg number is not known, only a physician's signature makes a sample sufficient. */
  readonly asksForSignature: boolean;
}

/** `complete`, `provisional-complete`, `reliable-insufficient`. */
export function judgePairs(
  counting: readonly ClassifiedSample[],
  { gapDays, asksForSignature }: PairCriteria,
  input: ResponseInput,
): Verdict | null {
  const lacksEggs = ({ on }: SemenSample) => eggNumberOn(on, input) === null;
  const isUnsigned = (sample: SemenSample) =>
    asksForSignature && lacksEggs(sample) && !input.adequateRecordIds.includes(sample.id);
  const sufficiencyOf = (sample: SemenSample): Certainty =>
    isUnsigned(sample)
      ? 'no'
      : isSufficient(sample, eggNumberOn(sample.on, input), input.adequateRecordIds);
  const decisive = decisivePair(findPairs(counting, gapDays), sufficiencyOf);
  if (decisive === null) {
    return null;
  }
  const { pair, status } = decisive;
  const members = [pair.first, pair.second];
  const unknown =
    status === 'provisional-complete'
      ? members.filter((sample) => sufficiencyOf(sample) === 'unknown')
      : [];
  const later = counting.slice(counting.indexOf(pair.second) + 1);
  const lost = later.filter(breaks);
  return verdict(status, members, {
    notes: [
      ...noteOn('egg-number-unknown', unknown.filter(lacksEggs)),
      ...noteOn('adequacy-unsigned', members.filter(isUnsigned)),
      ...noteOn(
        'normal-count-unknown',
        unknown.filter((sample) => !lacksEggs(sample)),
      ),
      ...noteOn(
        'signed-adequate',
        members.filter(({ id }) => input.adequateRecordIds.includes(id)),
      ),
      ...noteOn('not-maintained', lost),
    ],
    pair,
    maintained: later.some(isEvaluable) ? lost.length === 0 : null,
  });
}

/**
 * `partial`: a retrieval gave sufficient sperm after an ejaculate that was seen to have none that move.
 * Sperm that appear in the ejaculate later do not undo what the retrieval gave.
 */
export function judgeRetrieval(
  retrievals: readonly ProcedureOnDay[],
  counting: readonly ClassifiedSample[],
): Verdict | null {
  const partial = retrievals.filter(({ on, content }) => {
    const before = counting.filter((sample) => sample.on <= on);
    return (
      content.kind !== 'oocyte-retrieval' &&
      content.sufficientForAllEggs === 'yes' &&
      before.some(breaks) &&
      !before.some(isMotile)
    );
  });
  return partial.length === 0 ? null : verdict('partial', partial);
}

/** `awaiting-confirmation` while the window of the newest unbroken positive is open, else `unconfirmed`. */
export function judgeMotile(
  counting: readonly ClassifiedSample[],
  confirmations: readonly PlannedSemen[],
  today: Day,
): Verdict | null {
  const motile = counting.filter(isMotile);
  if (motile.length === 0) {
    return null;
  }
  const run = currentRun(counting);
  const ids = new Set(run.map(({ id }) => id));
  const until = confirmations
    .filter(({ triggerRecordId }) => triggerRecordId !== null && ids.has(triggerRecordId))
    .reduce<Day | null>((last, { closesOn }) => later(last, closesOn), null);
  return until !== null && today <= until
    ? verdict('awaiting-confirmation', run, { awaitingUntil: until })
    : verdict('unconfirmed', motile);
}

/**
 * Where a clinic does not keep a complete response after an evaluable negative: what the samples from that
 * negative on say, or that the response is lost.
 */
export function judgeAfterLoss(
  counting: readonly ClassifiedSample[],
  { pair, status, maintained }: Verdict,
  judgeFrom: (samples: readonly ClassifiedSample[]) => Verdict | null,
): ResponseStatus {
  if (pair === null || status !== 'complete' || maintained !== false) {
    return status;
  }
  const later = counting.slice(counting.indexOf(pair.second) + 1);
  const since = later.slice(later.findIndex(breaks));
  const next = judgeFrom(since);
  return next === null ? 'response-lost' : judgeAfterLoss(since, next, judgeFrom);
}

/** `non-responder`, `no-sperm`, `not-evaluable`: nothing that moves has been seen. */
export function judgeWithoutMotile(
  counting: readonly ClassifiedSample[],
  reviewed: readonly PlannedSemen[],
  { today, firstDoseOn, lastDoseOn }: ResponseInput,
  retrievals: readonly ProcedureOnDay[],
): Verdict {
  const negative = counting.filter(breaks);
  if (negative.length === 0) {
    return verdict('not-evaluable', counting, { notes: notEvaluableNotes(counting, firstDoseOn) });
  }
  const notes = [
    ...noteOn(
      'immotile-only',
      negative.filter(({ classified }) => classified.result === 'immotile-only'),
    ),
    ...noteOn('retrieval-sufficiency-unknown', retrievals.filter(isSufficiencyUnknown)),
  ];
  const decisive = negative.filter(({ id }) =>
    reviewed.some(({ recordIds }) => recordIds.includes(id)),
  );
  if (decisive.length > 0) {
    return verdict('non-responder', decisive, { notes });
  }
  const hasEnded = lastDoseOn !== null && lastDoseOn <= today;
  return verdict(hasEnded ? 'non-responder' : 'no-sperm', negative, { notes });
}

function notEvaluableNotes(
  counting: readonly ClassifiedSample[],
  firstDoseOn: Day | null,
): ResponseNote[] {
  if (counting.length === 0) {
    const code = firstDoseOn === null ? 'therapy-not-started' : 'no-counting-sample';
    return [{ code, recordIds: [] }];
  }
  return (['pellet-not-examined', 'nothing-examined'] as const).flatMap((reason) =>
    noteOn(
      reason,
      counting.filter(
        ({ classified }) => classified.result === 'not-evaluable' && classified.reason === reason,
      ),
    ),
  );
}

function isSufficiencyUnknown({ content }: ProcedureOnDay): boolean {
  return (
    content.kind !== 'oocyte-retrieval' &&
    content.spermFound === 'yes' &&
    content.sufficientForAllEggs === 'unknown'
  );
}

function verdict(
  status: ResponseStatus,
  evidence: readonly { readonly id: string }[],
  rest: Partial<Verdict> = {},
): Verdict {
  return {
    status,
    evidence: evidence.map(({ id }) => id),
    notes: [],
    pair: null,
    maintained: null,
    awaitingUntil: null,
    ...rest,
  };
}

function noteOn(
  code: ResponseNoteCode,
  records: readonly { readonly id: string }[],
): ResponseNote[] {
  return records.length === 0 ? [] : [{ code, recordIds: records.map(({ id }) => id) }];
}

function isMotile({ classified }: ClassifiedSample): boolean {
  return classified.result === 'motile';
}

function isEvaluable({ classified }: ClassifiedSample): boolean {
  return classified.result !== 'not-evaluable';
}

function later(one: Day | null, other: Day | null): Day | null {
  return one === null || (other !== null && other > one) ? other : one;
}
