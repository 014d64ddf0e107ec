import { describeDuration } from '@/lib/dates/duration';
import type { CompiledRequirement } from './compile-protocol';
import type { ProtocolDefinition } from './schema';

const anchors: Readonly<Record<string, string>> = {
  enrollment: 'enrollment',
  consent: 'consent',
  'first-dose': 'the first dose',
  'last-dose': 'the last dose',
  surgery: 'surgery',
  'previous-retrieval': 'the last retrieval',
  'oocyte-retrieval': 'the oocyte retrieval',
  'record:motile-positive': 'a first sample with motile sperm',
  'record:complete-response': 'a complete response',
  'record:hold': 'a hold',
  'record:adverse-event-stop': 'a stop for an adverse event',
  'record:retrieval': 'a retrieval',
};

/** What days are counted from, in words: "the first dose"; a decision by its title. */
export function describeAnchor(
  anchor: string,
  { decisions }: Pick<ProtocolDefinition, 'decisions'>,
): string {
  const decision = decisions.find(({ key }) => anchor === `decision:${key}`);
  return decision ? `the day of “${decision.title}”` : (anchors[anchor] ?? anchor);
}

/** When it is wanted, in words: "28 days after the first dose", "every month", with its window. */
export function describeRequirement(
  requirement: CompiledRequirement,
  definition: Pick<ProtocolDefinition, 'decisions'>,
): {
  readonly when: string;
  readonly window: string;
} {
  const { anchor, offset, range, baseline, permitted } = requirement;
  const from = describeAnchor(anchor, definition);
  if (baseline !== null) {
    return {
      when: `Before ${anchors[baseline.until]}`,
      window: `at most ${baseline.lookBackDays} d old`,
    };
  }
  if (range !== null) {
    return {
      when: `${describeDuration(range.from)} to ${describeDuration(range.to)} after ${from}`,
      window: 'any day between',
    };
  }
  const isAtOnce = offset.months === 0 && offset.days === 0;
  const first = isAtOnce ? `From ${from}` : `${describeDuration(offset)} after ${from}`;
  return {
    when: `${first}${describeRepeat(requirement)}`,
    window: `${permitted.before} d before to ${permitted.after} d after`,
  };
}

function describeRepeat({ every, count }: CompiledRequirement): string {
  if (every === null) {
    return '';
  }
  const interval = every === 'supply' ? 'when the supply ends' : `every ${describeDuration(every)}`;
  return count === null ? `, then ${interval} on therapy` : `, ${count} times, ${interval}`;
}
