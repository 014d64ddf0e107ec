import { invariant } from '@/lib/core/invariant';
import { civilDate, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { isotretinoinNoa } from '@/lib/protocols/library/isotretinoin-noa';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import { type ProcedureInput, procedureContentSchema } from '@/lib/records/procedure';
import { itemsOf } from '@/lib/records/record-items';
import { type SemenAnalysisInput, semenAnalysisContentSchema } from '@/lib/records/semen-analysis';
import { confirmationTriggers, type TriggerSample } from '@/lib/response/confirmation-triggers';
import { evaluateResponse } from '@/lib/response/evaluate-response';
import type { ResponseStatus } from '@/lib/response/response';
import { buildPlan } from '@/lib/schedule/build-plan';
import { openEveryDay } from '@/lib/schedule/clinic-calendar';
import type { PlanFacts } from '@/lib/schedule/plan-facts';

/**
 * One history of samples. A sample is written `P20 2026-04-10`: P motile with so many normal ones
 * (`P?` not stated), N negative with pellet, X no pellet, I only immotile; a time may follow the date,
 * and a leading `-` marks a voided sample. Samples are named a, b, c… in the order written.
 */
export interface ResponseCase {
  readonly rule: string;
  readonly samples: readonly string[];
  readonly firstDose?: string | null;
  readonly lastDose?: string;
  readonly today: string;
  /** `8` throughout, unless dated: `8 2026-01-01`. */
  readonly eggs?: readonly string[];
  readonly adequate?: readonly string[];
  readonly procedures?: readonly (ProcedureInput & { readonly on: string })[];
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  readonly expected: {
    readonly status: ResponseStatus;
    readonly best?: ResponseStatus;
    readonly responseOn?: string;
    readonly month?: number;
    readonly pair?: string;
    readonly maintained?: boolean | null;
    readonly awaitingUntil?: string;
    readonly counting?: string;
    readonly excluded?: Readonly<Record<string, string>>;
    readonly notes?: readonly string[];
    readonly triggers?: Readonly<Record<string, string>>;
  };
}

export const day = (text: string): Day => toDay(civilDate(text));

const definition = protocolDefinitionSchema.parse(isotretinoinNoa);

const contents: Record<string, (normal: number | null) => SemenAnalysisInput> = {
  P: (normal) => ({
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 50, immotile: 10, normal },
  }),
  N: () => ({ neat: { state: 'no-sperm-seen' }, pellet: { state: 'no-sperm-seen' } }),
  X: () => ({ neat: { state: 'no-sperm-seen' }, pellet: { state: 'not-examined' } }),
  I: () => ({
    neat: { state: 'no-sperm-seen' },
    pellet: { state: 'sperm-seen', motile: 0, immotile: 4 },
  }),
};

export function sampleOf(text: string, index: number): TriggerSample {
  const match = /^(-)?([PNXI])(\d+|\?)? (\d{4}-\d\d-\d\d)(?: (\d\d:\d\d))?$/.exec(text);
  const content = contents[match?.[2] ?? ''];
  invariant(match && content && match[4], `not a sample: ${text}`);
  const normal = match[3] === undefined || match[3] === '?' ? null : Number(match[3]);
  return {
    id: String.fromCharCode(97 + index),
    on: day(match[4]),
    time: match[5] ?? null,
    content: semenAnalysisContentSchema.parse(content(normal)),
    isVoided: match[1] === '-',
  };
}

function eggNumberOf(text: string): { on: Day; eggs: number } {
  const [eggs, on = '2020-01-01'] = text.split(' ');
  return { on: day(on), eggs: Number(eggs) };
}

/** Runs a case through triggers, plan and response as the program does, and says what it found. */
export function runCase(history: ResponseCase, samples = history.samples.map(sampleOf)) {
  const { firstDose = '2026-01-10', lastDose, eggs = ['8'], procedures = [] } = history;
  const protocol = compileProtocol(definition, history.settings);
  const therapy = {
    firstDoseOn: firstDose === null ? null : day(firstDose),
    lastDoseOn: lastDose === undefined ? null : day(lastDose),
  };
  const { response: rule } = definition;
  const triggers = confirmationTriggers(rule, protocol.settings, samples, therapy);
  const standing = samples.filter(({ isVoided }) => !isVoided);
  const enrolledOn = day('2026-01-01');
  const facts: PlanFacts = {
    ...noFacts,
    ...therapy,
    enrolledOn,
    consentOn: enrolledOn,
    triggers,
    records: standing.map(({ id, on, time, content }) => ({
      id,
      kind: 'semen-analysis',
      on,
      time,
      items: itemsOf({ ...noRecord, kind: 'semen-analysis', id, on, time, content }),
    })),
  };
  const response = evaluateResponse(rule, protocol.settings, {
    ...therapy,
    today: day(history.today),
    enrolledOn,
    samples: standing,
    occurrences: buildPlan(protocol, facts).occurrences,
    eggNumbers: eggs.map(eggNumberOf),
    adequateRecordIds: history.adequate ?? [],
    procedures: procedures.map(({ on, ...content }, index) => ({
      id: `procedure-${index + 1}`,
      on: day(on),
      content: procedureContentSchema.parse(content),
    })),
  });
  return { response, triggers };
}

const noRecord = { source: null, voided: false, results: [] } as const;

const noFacts: Omit<PlanFacts, 'enrolledOn' | 'consentOn' | 'firstDoseOn' | 'lastDoseOn'> = {
  arm: 'isotretinoin',
  endedOn: null,
  surgeryOn: null,
  previousRetrievalOn: null,
  oocyteRetrievalOn: null,
  remsEnrollmentOnlyFrom: null,
  clinicCalendar: openEveryDay,
  holds: [],
  decisions: [],
  records: [],
  triggers: [],
  links: [],
  waivers: [],
  reschedules: [],
  closures: [],
};

/** The same facts in the words of a case's expectation; only what the case names is compared. */
export function summaryOf({ response, triggers }: ReturnType<typeof runCase>) {
  const text = (on: Day | null) => (on === null ? undefined : toCivilDate(on));
  return {
    status: response.currentStatus,
    best: response.bestResponse,
    responseOn: text(response.responseOn),
    month: response.responseMonth ?? undefined,
    pair: response.pair ? `${response.pair.first}${response.pair.second}` : undefined,
    maintained: response.maintained,
    awaitingUntil: text(response.awaitingUntil),
    counting: response.countingRecordIds.join(''),
    excluded: Object.fromEntries(response.excluded.map(({ id, reason }) => [id, reason])),
    notes: response.notes.map(({ code }) => code),
    triggers: Object.fromEntries(
      triggers.map(({ recordId, active, inactiveReason }) => [
        recordId,
        active ? 'active' : inactiveReason,
      ]),
    ),
  };
}
