import {
  CircleCheck,
  CircleHelp,
  CircleMinus,
  GitCompareArrows,
  TriangleAlert,
} from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import type { Tone } from '@/app/_components/ui/tone';
import type { Verdict } from '@/lib/literature/comparison';

const looks = {
  same: { tone: 'done', icon: CircleCheck, words: 'as printed' },
  differs: { tone: 'info', icon: GitCompareArrows, words: 'differs' },
  'not compared': { tone: 'not-applicable', icon: CircleMinus, words: 'not compared' },
  misprint: { tone: 'amber', icon: TriangleAlert, words: 'misprint' },
  'not reproducible': {
    tone: 'not-applicable',
    icon: CircleHelp,
    words: 'not reproducible',
  },
} as const satisfies Record<Verdict, { tone: Tone; icon: typeof CircleCheck; words: string }>;

export const verdictSentences: Readonly<Record<Verdict, string>> = {
  same: 'The snapshot gives what the paper prints, to its last digit.',
  differs: 'The snapshot gives something else than the paper prints.',
  'not compared': 'The snapshot has no such figure, or a count is too small to be shown.',
  misprint: 'The paper’s own counts do not give what it prints.',
  'not reproducible':
    'No data that agree with the paper’s other figures give it, or the paper does not print what it needs.',
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { tone, icon, words } = looks[verdict];
  return (
    <StateBadge tone={tone} icon={icon}>
      {words}
    </StateBadge>
  );
}
