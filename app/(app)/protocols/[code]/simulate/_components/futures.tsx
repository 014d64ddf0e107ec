import { toCivilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import type { SimulatedFuture } from '@/lib/schedule/simulate-plan';
import { futureNames } from '@/lib/schedule/simulation-search';

/** What was decided in each future and from when on it counts; nothing where there is nothing to decide. */
export function Futures({ futures }: { futures: readonly SimulatedFuture[] }) {
  if (futures.length < 2) {
    return null;
  }
  return (
    <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
      {futures.map(({ decisions }, index) => (
        <li key={futureNames[index]} className="border-line border-l-2 pl-3">
          <span className="font-medium">Future {futureNames[index]}</span>
          {decisions.length === 0 ? (
            <p className="text-muted">Nothing decided yet.</p>
          ) : (
            decisions.map(({ key, title, chosen, effectiveOn }) => (
              <p key={key}>
                {title.endsWith('?') ? title : `${title}:`} {chosen}, from{' '}
                {proseDate(toCivilDate(effectiveOn))}
              </p>
            ))
          )}
        </li>
      ))}
    </ul>
  );
}
