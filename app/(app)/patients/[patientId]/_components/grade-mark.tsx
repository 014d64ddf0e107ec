import { clsx } from 'clsx';
import { type Tone, toneStyle } from '@/app/_components/ui/tone';

const tones: readonly Tone[] = ['not-applicable', 'info', 'amber', 'red', 'red', 'red'];

/** Short enough for a dense table; letter and number carry the meaning, the color repeats it. */
export function GradeMark({ grade }: { grade: number | 'not-gradable' }) {
  const isGraded = grade !== 'not-gradable';
  return (
    <span
      className={clsx(
        'inline-flex h-4 items-center rounded-sm px-1 font-medium text-small print:h-3 print:border print:px-0.5 print:text-[length:inherit] print:border-current',
        isGraded ? toneStyle[tones[grade] ?? 'red'] : 'text-muted',
      )}
    >
      <span aria-hidden>{isGraded ? `G${grade}` : 'G?'}</span>
      <span className="sr-only">{isGraded ? `grade ${grade}` : 'not gradable'}</span>
    </span>
  );
}
