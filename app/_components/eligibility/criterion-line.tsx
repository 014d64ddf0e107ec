import { CircleAlert, CircleCheck, CircleHelp, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Certainty } from '@/lib/core/certainty';
import type { JudgedCriterion } from '@/lib/eligibility/evaluate-eligibility';
import { describeSourceOf } from '@/lib/protocols/describe-source';

const signs: Record<Certainty, { icon: LucideIcon; word: string; color: string }> = {
  yes: { icon: CircleCheck, word: 'Met', color: 'text-done' },
  no: { icon: CircleAlert, word: 'Not met', color: 'text-red' },
  unknown: { icon: CircleHelp, word: 'Unknown', color: 'text-muted' },
};

const exclusionWords: Record<Certainty, string> = {
  yes: 'Not present',
  no: 'Present',
  unknown: 'Unknown',
};

type Props = {
  criterion: Pick<JudgedCriterion, 'title' | 'kind' | 'met' | 'source' | 'proposal'>;
  /** On what it rests, in words. */
  children: ReactNode;
};

/** One criterion with its verdict as icon and word, and where it comes from. */
export function CriterionLine({ criterion, children }: Props) {
  const { title, kind, met } = criterion;
  const { icon: Icon, word, color } = signs[met];
  return (
    <li className="flex gap-2 border-line border-t py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${color}`} />
      <div className="min-w-0">
        <p>
          <span className={`font-medium ${color}`}>
            {kind === 'exclusion' ? exclusionWords[met] : word}:
          </span>{' '}
          {title}
        </p>
        <div className="text-dense text-muted">{children}</div>
        <p className="text-muted text-small">{describeSourceOf(criterion)}</p>
      </div>
    </li>
  );
}
