import {
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleSlash,
  CircleX,
  Clock,
  type LucideIcon,
} from 'lucide-react';
import type { OccurrenceState } from '@/lib/schedule/occurrence';
import { StateBadge } from './ui/state-badge';

const appearance: Record<OccurrenceState, { word: string; icon: LucideIcon }> = {
  done: { word: 'Done', icon: CircleCheck },
  waived: { word: 'Waived', icon: CircleMinus },
  'not-applicable': { word: 'Not applicable', icon: CircleSlash },
  pending: { word: 'Pending', icon: CircleDashed },
  upcoming: { word: 'Upcoming', icon: CalendarClock },
  due: { word: 'Due', icon: Clock },
  missed: { word: 'Missed', icon: CircleX },
  overdue: { word: 'Overdue', icon: CircleAlert },
};

type Props = {
  state: OccurrenceState;
  /** After the word: "by 14 Apr 2026", "12 d", "late". */
  detail?: string | undefined;
};

export function OccurrenceStateBadge({ state, detail }: Props) {
  const { word, icon } = appearance[state];
  return (
    <StateBadge tone={state} icon={icon}>
      {detail === undefined ? word : `${word} ${detail}`}
    </StateBadge>
  );
}
