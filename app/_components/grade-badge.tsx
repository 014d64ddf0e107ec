import { CircleAlert, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { CtcaeGrade } from '@/lib/ctcae/term';
import { StateBadge } from './ui/state-badge';
import type { Tone } from './ui/tone';

const appearance: Record<CtcaeGrade, { tone: Tone; icon: LucideIcon }> = {
  1: { tone: 'info', icon: Info },
  2: { tone: 'amber', icon: TriangleAlert },
  3: { tone: 'red', icon: CircleAlert },
  4: { tone: 'red', icon: CircleAlert },
  5: { tone: 'red', icon: CircleAlert },
};

/** Null: somebody has to grade it. */
export function GradeBadge({ grade }: { grade: CtcaeGrade | null }) {
  if (grade === null) {
    return (
      <StateBadge tone="info" icon={Info}>
        Not graded
      </StateBadge>
    );
  }
  return <StateBadge {...appearance[grade]}>Grade {grade}</StateBadge>;
}
