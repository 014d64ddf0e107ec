import { AlarmClock, ArrowUp } from 'lucide-react';
import { StateBadge } from './ui/state-badge';

type Props = { daysPastTimeToAct: number; isEscalated: boolean };

/** Nothing while there is time. */
export function TimeToAct({ daysPastTimeToAct: days, isEscalated }: Props) {
  return (
    <>
      {days === 0 ? null : (
        <StateBadge tone="overdue" icon={AlarmClock}>
          Past its time to act: {days} {days === 1 ? 'day' : 'days'}
        </StateBadge>
      )}
      {isEscalated ? (
        <>
          {' '}
          <StateBadge tone="due" icon={ArrowUp}>
            Escalated to a physician
          </StateBadge>
        </>
      ) : null}
    </>
  );
}
