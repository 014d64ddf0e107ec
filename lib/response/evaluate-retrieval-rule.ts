import type { ResponseRule, SettingValues } from '@/lib/protocols/schema';
import { classifySample, showsSperm } from '@/lib/records/classify-sample';
import { inCollectionOrder } from '@/lib/records/collection-order';
import { isRetrieval, overallHistology, type TesticularProcedure } from '@/lib/records/procedure';
import type {
  ExclusionReason,
  PlannedSemen,
  ProcedureOnDay,
  Response,
  ResponseInput,
  ResponseNote,
  ResponseStatus,
  SemenSample,
  Strata,
} from './response';
import { tmcResponse } from './tmc-response';

export type EjaculatedRule = Extract<ResponseRule, { kind: 'ejaculated-then-retrieved' }>;
export type RetrievedRule = Extract<ResponseRule, { kind: 'retrieved' }>;

type RetrievalOnDay = ProcedureOnDay & { readonly content: TesticularProcedure };

interface Outcome {
  readonly status: ResponseStatus;
  readonly evidence: readonly { readonly id: string }[];
  readonly notes: readonly ResponseNote[];
}

/**
 * Any sperm at the end-of-treatment semen analysis, one sample being enough unless the clinic asks for a
 * second one; else what micro-TESE gave (S1 Outcomes, engine §5, C§1.2.3 item 6).
 */
export function evaluateEjaculatedRule(
  rule: EjaculatedRule,
  settings: SettingValues,
  input: ResponseInput,
): Response {
  const planned = input.occurrences.filter(
    ({ requirement, notApplicableReason }) =>
      rule.semenRequirements.includes(requirement) && notApplicableReason === null,
  );
  const { counting, excluded } = endOfTreatmentSamples(planned, input);
  const positive = counting.filter(({ content }) => showsSperm(content));
  const onlyImmotile = positive.filter(
    ({ content }) => classifySample(content).result !== 'motile',
  );
  const asked = planned.filter(({ target }) => target !== null).length;
  const wanted = rule.secondSample && settings[rule.secondSample.setting] === true ? asked : 1;
  const isConfirmed = positive.length > 0 && positive.length >= Math.min(wanted, 2);
  const outcome: Outcome = isConfirmed
    ? {
        status: 'ejaculated-sperm',
        evidence: positive,
        notes: noteOn('immotile-only', onlyImmotile.length === positive.length ? onlyImmotile : []),
      }
    : (judgeRetrievals(studyRetrievals(input)) ?? withoutRetrieval(counting, positive));
  return {
    ...response(rule, outcome),
    responseOn: isConfirmed ? (positive[0]?.on ?? null) : null,
    countingRecordIds: counting.map(({ id }) => id),
    excluded,
    tmcResponse: tmcResponse(counting),
  };
}

/** Sperm found at the salvage operation, tabulated by the operation before it and by histology (S2). */
export function evaluateRetrievedRule(rule: RetrievedRule, input: ResponseInput): Response {
  const operations = studyRetrievals(input);
  const outcome = judgeRetrievals(operations) ?? {
    status: 'awaiting-retrieval',
    evidence: [],
    notes: [{ code: 'not-operated', recordIds: [] }],
  };
  return { ...response(rule, outcome), strata: strataOf(operations, input) };
}

/** Samples linked to the planned semen analysis, taken after enrollment and not after the operation. */
function endOfTreatmentSamples(planned: readonly PlannedSemen[], input: ResponseInput) {
  const linked = new Set(planned.flatMap(({ recordIds }) => recordIds));
  const operatedOn = studyRetrievals(input)[0]?.on ?? null;
  const isBeforeRetrieval = ({ on }: SemenSample) => operatedOn === null || on <= operatedOn;
  const counting: SemenSample[] = [];
  const excluded: { id: string; reason: ExclusionReason }[] = [];
  for (const sample of inCollectionOrder(input.samples)) {
    if (sample.on < input.enrolledOn) {
      excluded.push({ id: sample.id, reason: 'before-therapy' });
    } else if (linked.has(sample.id) && isBeforeRetrieval(sample)) {
      counting.push(sample);
    } else {
      excluded.push({ id: sample.id, reason: 'not-end-of-treatment' });
    }
  }
  return { counting, excluded };
}

function withoutRetrieval(
  counting: readonly SemenSample[],
  positive: readonly SemenSample[],
): Outcome {
  const negative = counting.filter(
    (sample) =>
      classifySample(sample.content).result !== 'not-evaluable' && !positive.includes(sample),
  );
  if (positive.length > 0 && negative.length === 0) {
    return {
      status: 'awaiting-confirmation',
      evidence: positive,
      notes: noteOn('second-sample-missing', positive),
    };
  }
  return negative.length > 0
    ? { status: 'awaiting-retrieval', evidence: negative, notes: [] }
    : {
        status: 'awaiting-semen',
        evidence: [],
        notes: noteOn('pellet-not-examined', counting),
      };
}

function judgeRetrievals(operations: readonly RetrievalOnDay[]): Outcome | null {
  if (operations.length === 0) {
    return null;
  }
  const by = (found: TesticularProcedure['spermFound']) =>
    operations.filter(({ content }) => content.spermFound === found);
  if (by('yes').length > 0) {
    return { status: 'retrieved', evidence: by('yes'), notes: [] };
  }
  return by('unknown').length > 0
    ? {
        status: 'not-evaluable',
        evidence: by('unknown'),
        notes: noteOn('retrieval-result-unknown', by('unknown')),
      }
    : { status: 'not-retrieved', evidence: operations, notes: [] };
}

/** Retrievals of the study: after the first dose, or from enrollment on where there is no drug. */
function studyRetrievals({ procedures, enrolledOn, firstDoseOn }: ResponseInput): RetrievalOnDay[] {
  return retrievals(procedures).filter(({ on }) =>
    firstDoseOn === null ? on >= enrolledOn : on > firstDoseOn,
  );
}

function retrievals(procedures: readonly ProcedureOnDay[]): RetrievalOnDay[] {
  return procedures
    .flatMap(({ id, on, content }) => (isRetrieval(content) ? [{ id, on, content }] : []))
    .sort((one, other) => one.on - other.on || (one.id < other.id ? -1 : 1));
}

/** Histology of the salvage operation, or of the earlier one where it was not done. */
function strataOf(operations: readonly RetrievalOnDay[], input: ResponseInput): Strata {
  const prior = retrievals(input.procedures)
    .filter(({ on }) => on < input.enrolledOn)
    .at(-1);
  const histology = [...operations, ...(prior ? [prior] : [])]
    .map(({ content }) => overallHistology(content))
    .find((pattern) => pattern !== null);
  return { priorProcedure: prior?.content.kind ?? null, histology: histology ?? null };
}

function response(rule: EjaculatedRule | RetrievedRule, outcome: Outcome): Response {
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    bestResponse: outcome.status,
    currentStatus: outcome.status,
    responseOn: null,
    responseMonth: null,
    pair: null,
    maintained: null,
    awaitingUntil: null,
    countingRecordIds: [],
    excluded: [],
    tmcResponse: null,
    notes: outcome.notes,
    evidence: outcome.evidence.map(({ id }) => id),
    strata: null,
  };
}

function noteOn(
  code: ResponseNote['code'],
  records: readonly { readonly id: string }[],
): ResponseNote[] {
  return records.length === 0 ? [] : [{ code, recordIds: records.map(({ id }) => id) }];
}
