import { Notice } from '@/app/_components/ui/notice';
import { TryAgain } from './try-again';

/** R gave no answer; the sentence says why. */
export function NoStatistics({ sentence }: { sentence: string }) {
  return (
    <Notice tone="amber" title="There are no tables now" action={<TryAgain />}>
      {sentence}
    </Notice>
  );
}
