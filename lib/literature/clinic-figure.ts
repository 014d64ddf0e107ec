import type { FlowGroup } from '@/lib/analysis/flow';
import { percentText, roundedText } from '@/lib/analysis/number-text';
import type { AnalysisResults, CannotSay } from '@/lib/analysis/results';
import { invariant } from '@/lib/core/invariant';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';
import { analytes } from '@/lib/units/analytes';
import { convertValue } from '@/lib/units/convert';
import type { At, ClinicSource, PrintedUnit } from './clinic-source';
import type { Printed, PublishedFigure, PublishedValue } from './published-paper';

/** What a snapshot says, as far as a paper's figures need it. */
export interface ClinicData {
  readonly results: AnalysisResults;
  /** The men of the snapshot by these columns. */
  readonly groupsBy: (columns: readonly string[]) => readonly FlowGroup[];
  /** Looked at and not enrolled when the snapshot was taken; null where its cohort is a part of the enrolled. */
  readonly screened: CountsByCategory | null;
  readonly enrolled: number;
}

export type ClinicFigure =
  | {
      readonly kind: 'mean-sd';
      readonly mean: number;
      readonly sd: number;
      readonly total: number;
      readonly printedTotal: number | null;
    }
  | {
      readonly kind: 'mean-range';
      readonly mean: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | {
      readonly kind: 'quartiles';
      readonly median: number;
      readonly q1: number;
      readonly q3: number;
    }
  | { readonly kind: 'share'; readonly events: number; readonly total: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'p'; readonly p: number }
  | {
      readonly kind: 'odds-ratio';
      readonly oddsRatio: number;
      readonly low: number;
      readonly high: number;
      readonly p: number | null;
    }
  /** R computes it from these counts in the second plan. */
  | {
      readonly kind: 'counts-to-test';
      readonly groups: readonly [Share, Share];
      readonly statistic: string;
    }
  | { readonly kind: 'cannot-say'; readonly reason: CannotSay }
  | { readonly kind: 'nowhere'; readonly why: string };

interface Share {
  readonly events: number;
  readonly total: number;
}

export function clinicFigure(
  { value }: Pick<PublishedFigure, 'value'>,
  source: ClinicSource,
  data: ClinicData,
): ClinicFigure {
  try {
    return read(value, source, data);
  } catch (thrown) {
    if (thrown instanceof NotSaid) {
      return { kind: 'cannot-say', reason: thrown.reason };
    }
    throw thrown;
  }
}

/** R's answer is a reason; it stands in the place of the whole figure. */
class NotSaid extends Error {
  readonly reason: CannotSay;

  constructor(reason: CannotSay) {
    super(reason);
    this.reason = reason;
  }
}

function read(value: PublishedValue, source: ClinicSource, data: ClinicData): ClinicFigure {
  switch (source.from) {
    case 'nowhere':
      return { kind: 'nowhere', why: source.why };
    case 'figure': {
      const found = numberAt(data, source.place, source.place.statistic);
      return value.kind === 'p' ? { kind: 'p', p: found } : { kind: 'number', value: found };
    }
    case 'groups':
      return {
        kind: 'number',
        value: data
          .groupsBy(source.columns)
          .reduce((sum, { values, men }) => sum + men * source.count(values), 0),
      };
    case 'screening':
      return data.screened === null
        ? { kind: 'nowhere', why: 'The screening log is of everybody; this cohort is a part.' }
        : { kind: 'number', value: source.count(data.screened, data.enrolled) };
    case 'counts': {
      const { events, total } = addedUp(data, source.at);
      return { kind: 'share', events: source.complement ? total - events : events, total };
    }
    case 'test-of-counts':
      return {
        kind: 'counts-to-test',
        groups: [addedUp(data, source.first), addedUp(data, source.second)],
        statistic: source.statistic,
      };
    case 'line':
      return lineOf(value, source, data);
  }
}

function lineOf(
  { kind }: PublishedValue,
  source: Extract<ClinicSource, { from: 'line' }>,
  data: ClinicData,
): ClinicFigure {
  const { at, unit, side, printedTotal = null } = source;
  const of = (statistic: string) => numberAt(data, at, statistic);
  const measured = (statistic: string) => inPrintedUnit(of(statistic), unit);
  switch (kind) {
    case 'mean-sd':
      return {
        kind,
        mean: measured(side === undefined ? 'mean' : `mean-${side}`),
        sd: measured(side === undefined ? 'sd' : `sd-${side}`),
        total: of(side === undefined ? 'n' : 'pairs'),
        printedTotal,
      };
    case 'mean-range':
      return { kind, mean: measured('mean'), low: measured('min'), high: measured('max') };
    case 'range':
      return { kind, low: measured('min'), high: measured('max') };
    case 'quartiles':
      return { kind, median: measured('median'), q1: measured('q1'), q3: measured('q3') };
    case 'odds-ratio':
      // two-groups names each method; a model has one odds ratio and its p.
      return at.column === 'test'
        ? {
            kind,
            oddsRatio: of('odds-ratio.value'),
            low: of('or-ci-profile-likelihood.low'),
            high: of('or-ci-profile-likelihood.high'),
            p: of('likelihood-ratio.p'),
          }
        : { kind, oddsRatio: of('odds-ratio'), low: of('low'), high: of('high'), p: of('p') };
    case 'share':
    case 'number':
    case 'p':
    case 'rule':
      throw new NotSaid('failed');
  }
}

function numberAt({ results }: ClinicData, at: At, statistic: string): number {
  const figure = results.figure({
    analysis: at.analysis,
    row: at.row,
    column: at.column,
    statistic,
  });
  if (figure.kind !== 'number') {
    throw new NotSaid(figure.kind === 'cannot-say' ? figure.reason : 'failed');
  }
  return figure.value;
}

function addedUp(data: ClinicData, places: readonly At[]): Share {
  return places.reduce<Share>(
    (sum, place) => ({
      events: sum.events + countAt(data, place, 'count'),
      total: sum.total + countAt(data, place, 'n'),
    }),
    { events: 0, total: 0 },
  );
}

/** R has no line for a level or a term that nobody has. */
function countAt(data: ClinicData, { analysis, row, column }: At, statistic: string): number {
  const figure = data.results.figure({ analysis, row, column, statistic });
  return figure.kind === 'number' ? figure.value : 0;
}

/** Both units are in proportion, so that a mean, a spread and a quartile convert alike. */
function inPrintedUnit(value: number, unit: PrintedUnit | undefined): number {
  if (unit === undefined) {
    return value;
  }
  const { analyte } = unit;
  const converted = convertValue(analyte, value, analytes[analyte].standard.unit, unit.unit);
  invariant(converted.ok, 'a printed unit is one of the analyte');
  return converted.value.value;
}

/** How many decimals a printed number has. */
export function decimalsOf(printed: Printed): number {
  return printed.split('.')[1]?.length ?? 0;
}

/** As the paper prints it, and none where it prints a rule. */
export function printedText(value: PublishedValue): string {
  switch (value.kind) {
    case 'mean-sd':
      return `${value.mean} ± ${value.sd}`;
    case 'mean-range':
      return `${value.mean} (${value.low}–${value.high})`;
    case 'range':
      return `${value.low}–${value.high}`;
    case 'quartiles':
      return `${value.median} [${value.q1}, ${value.q3}]`;
    case 'share':
      return shareText(
        value.events,
        value.total,
        value.percent === null ? null : `${value.percent}%`,
      );
    case 'number':
      return withUnit(value.value, value.unit);
    case 'p':
      return `${value.isBelow ? '<' : ''}${value.p}`;
    case 'odds-ratio':
      return `${value.oddsRatio} (${value.low}–${value.high})${value.p === null ? '' : `, p ${value.p}`}`;
    case 'rule':
      return '';
  }
}

/** The clinic's figure with the decimals of the printed one; null where there is no number. */
export function clinicText(figure: ClinicFigure, printed: PublishedValue): string | null {
  if (figure.kind === 'mean-sd' && printed.kind === 'mean-sd') {
    return `${like(figure.mean, printed.mean)} ± ${like(figure.sd, printed.sd)}`;
  }
  if (figure.kind === 'mean-range' && printed.kind === 'mean-range') {
    return `${like(figure.mean, printed.mean)} (${like(figure.low, printed.low)}–${like(figure.high, printed.high)})`;
  }
  if (figure.kind === 'range' && printed.kind === 'range') {
    return `${like(figure.low, printed.low)}–${like(figure.high, printed.high)}`;
  }
  if (figure.kind === 'quartiles' && printed.kind === 'quartiles') {
    return `${like(figure.median, printed.median)} [${like(figure.q1, printed.q1)}, ${like(figure.q3, printed.q3)}]`;
  }
  if (figure.kind === 'share' && printed.kind === 'share') {
    return shareAs(figure, printed);
  }
  if (figure.kind === 'number' && printed.kind === 'number') {
    return withUnit(like(figure.value, printed.value), printed.unit);
  }
  if (figure.kind === 'p' && printed.kind === 'p') {
    return pAs(figure.p, printed);
  }
  if (figure.kind === 'odds-ratio' && printed.kind === 'odds-ratio') {
    const interval = `${like(figure.oddsRatio, printed.oddsRatio)} (${like(figure.low, printed.low)}–${like(figure.high, printed.high)})`;
    return printed.p === null || figure.p === null
      ? interval
      : `${interval}, p ${like(figure.p, printed.p)}`;
  }
  return null;
}

export function pAs(p: number, { p: printed, isBelow }: { p: Printed; isBelow?: true }): string {
  return isBelow && p < Number(printed) ? `<${printed}` : like(p, printed);
}

/** A share with the decimals of the printed one; a percentage only where the paper has one. */
export function shareAs(
  { events, total }: Share,
  { percent, events: printedEvents }: Extract<PublishedValue, { kind: 'share' }>,
): string {
  const digits = decimalsOf(percent ?? '');
  const own = percent === null || total === 0 ? null : percentText(events / total, digits);
  return printedEvents === null && own !== null ? own : shareText(events, total, own);
}

function shareText(events: number | null, total: number | null, percent: string | null): string {
  if (events === null || total === null) {
    return percent ?? '';
  }
  return percent === null ? `${events}/${total}` : `${events}/${total} (${percent})`;
}

function withUnit(value: string, unit: string | undefined): string {
  return unit === undefined ? value : unit === '%' ? `${value}%` : `${value} ${unit}`;
}

function like(value: number, printed: Printed): string {
  return roundedText(value, decimalsOf(printed));
}
