import { CircleCheck, CircleDashed, FileSearch, type LucideIcon } from 'lucide-react';
import { StateBadge } from '@/app/_components/ui/state-badge';
import type { Tone } from '@/app/_components/ui/tone';
import type { ImportStatus } from '@/lib/server/imports/import-run';

const looks: Readonly<Record<ImportStatus, readonly [Tone, LucideIcon, string]>> = {
  uploaded: ['pending', CircleDashed, 'Not checked'],
  checked: ['info', FileSearch, 'Checked'],
  committed: ['done', CircleCheck, 'Recorded'],
};

export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const [tone, icon, word] = looks[status];
  return (
    <StateBadge tone={tone} icon={icon}>
      {word}
    </StateBadge>
  );
}
