import { Notice } from '@/app/_components/ui/notice';
import { TryAgain } from './try-again';

type Props = { sentence: string; title?: string };

/** R gave no answer; the sentence says why. */
export function NoStatistics({ sentence, title = 'There are no tables now' }: Props) {
  return (
    <Notice tone="amber" title={title} action={<TryAgain />}>
      {sentence}
    </Notice>
  );
}
