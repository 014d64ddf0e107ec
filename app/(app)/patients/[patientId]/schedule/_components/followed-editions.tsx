import { proseDate } from '@/lib/dates/prose-date';
import type { FollowedEdition } from '@/lib/server/amendments/queries';

type Props = { editions: readonly FollowedEdition[] };

/** Which version of the protocol the plan follows, and which it followed before, in one line each. */
export function FollowedEditions({ editions }: Props) {
  const [current, ...earlier] = editions;
  if (current === undefined) {
    return null;
  }
  return (
    <div className="text-dense text-muted">
      <p>
        Follows {current.edition}
        {originOf(current)}.
      </p>
      {earlier.map((one) => (
        <p key={`${one.edition} ${one.from ?? ''}`}>
          Before: {one.edition}
          {originOf(one)}.
        </p>
      ))}
    </div>
  );
}

function originOf({ from, by, reason }: FollowedEdition): string {
  return from === null ? ', since enrollment' : `, since ${proseDate(from)} (${by}: ${reason})`;
}
