import { amendmentChangeKinds, amendmentChangeNames } from '@/lib/course/amendment';
import { countChanges } from '@/lib/protocols/compare-definitions';
import { describeEdition } from '@/lib/protocols/describe-edition';
import type { AmendmentPreview } from '@/lib/server/amendments/preview-amendment';
import { DefinitionDifference } from '../../_components/definition-difference';

type Props = { preview: AmendmentPreview };

/** How many men would move, what that changes for them by kind, and what differs in the protocol itself. */
export function AmendmentSummary({ preview }: Props) {
  const { men, following, left, to, totals } = preview;
  const kinds = amendmentChangeKinds.filter((kind) => totals[kind].changes > 0);
  return (
    <section aria-labelledby="amendment-summary-title" className="flex flex-col gap-3">
      <h2 id="amendment-summary-title" className="font-semibold text-large">
        What would change
      </h2>
      <p>
        {followText(men.length, 'under treatment')} another version;{' '}
        {followText(following).toLowerCase()} {describeEdition(to)} already.
      </p>
      {kinds.length === 0 ? null : (
        <ul className="list-disc pl-5">
          {kinds.map((kind) => (
            <li key={kind}>
              {amendmentChangeNames[kind]}: {changesText(totals[kind].changes)} for{' '}
              {menText(totals[kind].men)}
            </li>
          ))}
        </ul>
      )}
      {left.map(({ edition, men: leaving, difference }) => (
        <details key={edition.id} className="rounded border border-line p-3">
          <summary className="cursor-pointer font-medium">
            From {describeEdition(edition)} ({menText(leaving)}):{' '}
            {elementsText(countChanges(difference))}
          </summary>
          <div className="pt-3">
            <DefinitionDifference difference={difference} heading="h3" />
          </div>
        </details>
      ))}
    </section>
  );
}

function followText(count: number, which = ''): string {
  const who = count === 0 ? 'Nobody' : menText(count);
  return [who, which, count > 1 ? 'follow' : 'follows'].filter((word) => word !== '').join(' ');
}

const menText = (count: number) => (count === 1 ? '1 man' : `${count} men`);
const changesText = (count: number) => (count === 1 ? '1 change' : `${count} changes`);
const elementsText = (count: number) =>
  count === 1 ? '1 element of the protocol differs' : `${count} elements of the protocol differ`;
