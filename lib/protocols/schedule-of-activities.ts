import { invariant } from '@/lib/core/invariant';
import { dayOf } from '@/lib/dates/civil-date';
import { addDuration, type Duration, describeDuration } from '@/lib/dates/duration';
import { type CompiledProtocol, type CompiledRequirement, durationValue } from './compile-protocol';
import { describeBranch } from './describe-definition';
import { describeAnchor, describeRequirement } from './describe-requirement';
import { type RequirementKind, requirementKinds } from './schema';

/**
 * `asked` of everyone whom the row is for; `branch` only where a decision says so; `continuing` goes on
 * through this time point without a day of its own.
 */
export const scheduleMarks = ['asked', 'branch', 'continuing'] as const;
export type ScheduleMark = (typeof scheduleMarks)[number];

export interface ScheduleCell {
  readonly mark: ScheduleMark;
  /** Its permitted window or what else there is to say about this day: "±7 d", "≤ 28 d old". */
  readonly note: string;
}

export interface ScheduleRow {
  readonly key: string;
  readonly title: string;
  /** When it is wanted, in words. */
  readonly when: string;
  /** Whom it is for and on which branch; empty where that is everyone. */
  readonly conditions: readonly string[];
  readonly source: string;
  readonly cells: Readonly<Record<string, ScheduleCell>>;
}

export interface ScheduleOfActivities {
  /** Time points by what they are counted from, each in order. */
  readonly columnGroups: readonly {
    readonly title: string;
    readonly columns: readonly { readonly key: string; readonly label: string }[];
  }[];
  readonly rowGroups: readonly {
    readonly kind: RequirementKind;
    readonly rows: readonly ScheduleRow[];
  }[];
}

interface Point {
  readonly base: string;
  readonly offset: Duration;
  readonly cell: ScheduleCell;
}

/** What the protocol asks at which time point, under these settings, before anybody is enrolled. */
export function scheduleOfActivities(protocol: CompiledProtocol): ScheduleOfActivities {
  const { definition, requirements } = protocol;
  const pointsOf = new Map(requirements.map((one) => [one.key, layOut(one, protocol)]));
  const columnGroups = columnGroupsOf([...pointsOf.values()].flat(), protocol);
  const sources = new Map(definition.requirements.map(({ key, source }) => [key, source]));
  return {
    columnGroups,
    rowGroups: requirementKinds
      .map((kind) => ({
        kind,
        rows: requirements
          .filter((requirement) => requirement.kind === kind)
          .map((requirement) => ({
            key: requirement.key,
            title: requirement.title,
            when: describeRequirement(requirement, definition).when,
            conditions: conditionsOf(requirement, protocol),
            source: sources.get(requirement.key) ?? '',
            cells: cellsOf(pointsOf.get(requirement.key) ?? []),
          })),
      }))
      .filter(({ rows }) => rows.length > 0),
  };
}

function conditionsOf(
  { arms, decisions, endsWithRemsMonthly }: CompiledRequirement,
  { definition }: CompiledProtocol,
): readonly string[] {
  const titles = definition.arms.filter(({ key }) => arms?.includes(key)).map(({ title }) => title);
  return [
    ...(arms !== null && definition.arms.length > 1 ? [`only ${titles.join(', ')}`] : []),
    ...decisions.map(({ decision, chosen }) => describeBranch(decision, chosen, definition)),
    ...(endsWithRemsMonthly ? ['until the site asks for REMS enrollment only'] : []),
  ];
}

const extended = 'extended';
const noTime: Duration = { months: 0, days: 0 };

function layOut(requirement: CompiledRequirement, protocol: CompiledProtocol): readonly Point[] {
  const { baseline, range, anchor } = requirement;
  if (baseline !== null) {
    const note = `≤ ${baseline.lookBackDays} d old`;
    return [{ base: `before ${baseline.until}`, offset: noTime, cell: { mark: 'asked', note } }];
  }
  const from = nominalTime(anchor, protocol);
  const mark = requirement.decisions.length > 0 ? 'branch' : 'asked';
  if (range !== null) {
    const note = `until ${describeDuration(range.to)}`;
    return [{ base: from.base, offset: sum(from.offset, range.from), cell: { mark, note } }];
  }
  const points = repeats(requirement, protocol).map(({ after, isContinuing }): Point => {
    const offset = sum(from.offset, after);
    if (from.base === 'first-dose' && isBeyondMaximum(offset, protocol)) {
      return inExtension(columnLabel(offset).toLowerCase());
    }
    const cell: ScheduleCell = isContinuing
      ? { mark: 'continuing', note: 'supply' }
      : { mark, note: describeWindow(requirement) };
    return { base: from.base, offset, cell };
  });
  const goesOn = requirement.count === null && protocol.extensions.length > 0;
  return goesOn ? [...points, inExtension('goes on')] : points;
}

function inExtension(note: string): Point {
  return { base: extended, offset: noTime, cell: { mark: 'branch', note } };
}

/** A decision stands for the day on which it takes effect, counted from what that is counted from. */
function nominalTime(
  anchor: string,
  protocol: CompiledProtocol,
): { readonly base: string; readonly offset: Duration } {
  if (!anchor.startsWith('decision:')) {
    return { base: anchor, offset: noTime };
  }
  const decision = protocol.definition.decisions.find(({ key }) => anchor === `decision:${key}`);
  invariant(decision, `no decision for ${anchor}`);
  const from = nominalTime(decision.effective.anchor, protocol);
  const offset = durationValue(decision.effective.offset, protocol.settings);
  return { base: from.base, offset: sum(from.offset, offset) };
}

interface Repeat {
  readonly after: Duration;
  readonly isContinuing: boolean;
}

/** Up to the maximum duration; what goes on beyond it is one column for all extensions. */
function repeats(requirement: CompiledRequirement, protocol: CompiledProtocol): readonly Repeat[] {
  const { offset, every, count } = requirement;
  if (every === null) {
    return [{ after: offset, isContinuing: false }];
  }
  const step = every === 'supply' ? oneMonth : every;
  const at = (index: number): Repeat => ({
    after: sum(offset, times(step, index)),
    isContinuing: every === 'supply' && index > 0,
  });
  if (count !== null) {
    return Array.from({ length: count }, (_, index) => at(index));
  }
  invariant(protocol.maximumDuration, `${requirement.key} repeats on therapy without a maximum`);
  const all: Repeat[] = [];
  for (let index = 0; !isBeyondMaximum(at(index).after, protocol); index += 1) {
    all.push(at(index));
  }
  return all;
}

const oneMonth: Duration = { months: 1, days: 0 };

function isBeyondMaximum(offset: Duration, { maximumDuration }: CompiledProtocol): boolean {
  return maximumDuration !== null && lengthOf(offset) > lengthOf(maximumDuration);
}

function describeWindow({ permitted, kind }: CompiledRequirement): string {
  const { before, after } = permitted;
  const parts = [before > 0 ? `−${before}` : '', after > 0 ? `+${after}` : ''].filter(Boolean);
  const days = parts.length === 0 ? 'that day' : `${parts.join(' ')} d`;
  const window = before === after && before > 0 ? `±${before} d` : days;
  return kind === 'injection-course' ? `starts ${window}` : window;
}

function cellsOf(points: readonly Point[]): Readonly<Record<string, ScheduleCell>> {
  const cells: Record<string, ScheduleCell> = {};
  for (const point of points) {
    const key = columnKey(point);
    const there = cells[key];
    cells[key] = there
      ? { mark: there.mark, note: `${there.note}, ${point.cell.note}` }
      : point.cell;
  }
  return cells;
}

function columnKey({ base, offset }: Pick<Point, 'base' | 'offset'>): string {
  return `${base} ${offset.months} ${offset.days}`;
}

const baseOrder = [
  'before first-dose',
  'consent',
  'enrollment',
  'first-dose',
  extended,
  'last-dose',
  'previous-retrieval',
  'before surgery',
  'surgery',
  'oocyte-retrieval',
];

function columnGroupsOf(
  points: readonly Point[],
  protocol: CompiledProtocol,
): ScheduleOfActivities['columnGroups'] {
  const bases = [...new Set(points.map(({ base }) => base))].sort(
    (one, other) => orderOf(one) - orderOf(other),
  );
  return bases.map((base) => {
    const offsets = new Map(
      points
        .filter((point) => point.base === base)
        .map((point) => [columnKey(point), point.offset] as const),
    );
    return {
      title: baseTitle(base, protocol),
      columns: [...offsets]
        .sort(([, one], [, other]) => lengthOf(one) - lengthOf(other))
        .map(([key, offset]) => ({ key, label: baseLabel(base) ?? columnLabel(offset) })),
    };
  });
}

function orderOf(base: string): number {
  const index = baseOrder.indexOf(base);
  return index < 0 ? baseOrder.length : index;
}

function baseTitle(base: string, { definition, maximumDuration }: CompiledProtocol): string {
  if (base === extended) {
    return `Where extended beyond ${maximumDuration ? describeDuration(maximumDuration) : ''}`;
  }
  return base.startsWith('before ')
    ? `Before ${describeAnchor(base.slice('before '.length), definition)}`
    : `From ${describeAnchor(base, definition)}`;
}

function baseLabel(base: string): string | null {
  if (base === extended) {
    return 'Extension';
  }
  return base.startsWith('before ') ? 'Baseline' : null;
}

/** "Day 0", "Week 4", "Month 3", "Month 3 + 28 d". */
function columnLabel({ months, days }: Duration): string {
  if (months === 0) {
    return days > 0 && days % 7 === 0 ? `Week ${days / 7}` : `Day ${days}`;
  }
  return days === 0 ? `Month ${months}` : `Month ${months} + ${days} d`;
}

function sum(one: Duration, other: Duration): Duration {
  return { months: one.months + other.months, days: one.days + other.days };
}

function times({ months, days }: Duration, factor: number): Duration {
  return { months: months * factor, days: days * factor };
}

/** For order only: from a first of January, so that 4 weeks come before a month. */
function lengthOf(duration: Duration): number {
  return addDuration(start, duration) - start;
}

const start = dayOf(2001, 1, 1);
