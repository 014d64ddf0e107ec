import {
  CircleAlert,
  CircleCheck,
  CircleMinus,
  Clock,
  Flag,
  Info,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react';
import type { ChangeLine, ChangeTone } from '@/lib/course/describe-plan-change';

const appearance: Record<ChangeTone, { icon: LucideIcon; color: string }> = {
  done: { icon: CircleCheck, color: 'text-done' },
  due: { icon: Clock, color: 'text-due' },
  overdue: { icon: CircleAlert, color: 'text-overdue' },
  red: { icon: Flag, color: 'text-red' },
  amber: { icon: TriangleAlert, color: 'text-amber' },
  info: { icon: Info, color: 'text-info' },
  dropped: { icon: CircleMinus, color: 'text-muted' },
};

/** What a save did or would do; each line says it in words, the icon repeats it. */
export function ChangeLines({ lines }: { lines: readonly ChangeLine[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {lines.map(({ key, tone, text }) => {
        const { icon: Icon, color } = appearance[tone];
        return (
          <li key={key} className="flex gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${color}`} />
            <span className="min-w-0">{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
