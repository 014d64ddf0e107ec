import { Flag, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import { StateBadge } from './ui/state-badge';

type Severity = 'info' | 'amber' | 'red';

const appearance: Record<Severity, { word: string; icon: LucideIcon }> = {
  info: { word: 'Info', icon: Info },
  amber: { word: 'Amber', icon: TriangleAlert },
  red: { word: 'Red', icon: Flag },
};

export function SeverityBadge({ severity }: { severity: Severity }) {
  const { word, icon } = appearance[severity];
  return (
    <StateBadge tone={severity} icon={icon}>
      {word}
    </StateBadge>
  );
}
