import { type CivilDate, type Day, isCivilDate, toDay } from '@/lib/dates/civil-date';
import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import {
  datesAskedFor,
  firstFutures,
  type SimulatedChoices,
  type SimulatedDate,
  simulatedDecisions,
} from './simulate-plan';

export const futureNames = ['A', 'B'] as const;
export type FutureName = (typeof futureNames)[number];

/** A date as it was typed, with what is wrong with it; a date that cannot be used counts as blank. */
export interface TypedDate {
  readonly date: SimulatedDate;
  readonly text: string;
  readonly problem: string | null;
}

export interface SimulationSearch {
  readonly arm: string;
  /** Those that the protocol asks for. */
  readonly dates: readonly TypedDate[];
  readonly days: Readonly<Record<SimulatedDate, Day | null>> & { readonly enrolledOn: Day };
  readonly futures: readonly SimulatedChoices[];
}

export type SearchParameters = Readonly<Record<string, string | string[] | undefined>>;

/** The parameter of one branch point in one future. */
export function choiceParameter(future: FutureName, decision: string): string {
  return `${future}-${decision}`;
}

/**
 * What a simulation starts from. Without dates: enrolled and first dose today; without choices: the two futures
 * that are worth seeing first. What does not fit the protocol counts as not given.
 */
export function readSimulation(
  protocol: CompiledProtocol,
  parameters: SearchParameters,
  today: CivilDate,
): SimulationSearch {
  const { arms } = protocol.definition;
  const armKey = arms.find(({ key }) => key === parameters['arm'])?.key ?? arms[0]?.key ?? '';
  const asked = datesAskedFor(protocol, armKey);
  const typed = asked.map((date) => [date, typedText(date, parameters, today)] as const);
  const enrolledText = typed.find(([date]) => date === 'enrolledOn')?.[1] ?? today;
  const enrolledOn = isCivilDate(enrolledText) ? enrolledText : today;
  const dates = typed.map(([date, text]) => ({
    date,
    text,
    problem: problemOf(date, text, enrolledOn),
  }));
  return {
    arm: armKey,
    dates,
    days: { ...none, ...daysOf(dates), enrolledOn: toDay(enrolledOn) },
    futures: futuresOf(protocol, armKey, parameters),
  };
}

const none = { firstDoseOn: null, previousRetrievalOn: null, surgeryOn: null };

function typedText(date: SimulatedDate, parameters: SearchParameters, today: CivilDate): string {
  const given = parameters[date];
  if (typeof given === 'string') {
    return given.trim();
  }
  return date === 'enrolledOn' || date === 'firstDoseOn' ? today : '';
}

function problemOf(date: SimulatedDate, text: string, enrolledOn: CivilDate): string | null {
  if (text === '') {
    return date === 'enrolledOn' ? 'Enter the day of enrollment.' : null;
  }
  if (!isCivilDate(text)) {
    return 'Enter a date that exists, as year-month-day: 2026-03-31';
  }
  if (date === 'previousRetrievalOn') {
    return text < enrolledOn ? null : 'The last retrieval lies before the enrollment.';
  }
  return text >= enrolledOn ? null : 'This cannot be before the enrollment.';
}

function daysOf(dates: readonly TypedDate[]): Partial<Record<SimulatedDate, Day>> {
  return Object.fromEntries(
    dates.flatMap(({ date, text, problem }) =>
      problem === null && isCivilDate(text) ? [[date, toDay(text)]] : [],
    ),
  );
}

/** A protocol without branch points has one future. */
function futuresOf(
  protocol: CompiledProtocol,
  arm: string,
  parameters: SearchParameters,
): readonly SimulatedChoices[] {
  const decisions = simulatedDecisions(protocol, arm);
  if (decisions.length === 0) {
    return [{}];
  }
  const first = firstFutures(protocol, arm);
  const isChosen = decisions.some(({ key }) =>
    futureNames.some((name) => choiceParameter(name, key) in parameters),
  );
  return futureNames.map((name, index) =>
    isChosen
      ? Object.fromEntries(
          decisions.flatMap(({ key, options }) => {
            const chosen = parameters[choiceParameter(name, key)];
            return options.some((option) => option.key === chosen) ? [[key, String(chosen)]] : [];
          }),
        )
      : (first[index] ?? {}),
  );
}
