import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { describeAnchor, describeRequirement } from '@/lib/protocols/describe-requirement';
import { type SimulatedFuture, triggeredRequirements } from '@/lib/schedule/simulate-plan';
import { futureNames } from '@/lib/schedule/simulation-search';

type Props = {
  protocol: CompiledProtocol;
  arm: string;
  futures: readonly SimulatedFuture[];
};

/** What has no day yet: because a date or a decision is missing, or because nobody knows whether it will happen. */
export function Undated({ protocol, arm, futures }: Props) {
  const { definition, requirements } = protocol;
  const triggered = triggeredRequirements(protocol, arm);
  const waiting = futures.map((future) => {
    const lines = future.occurrences
      .filter(({ target }) => target === null)
      .map(({ requirement, pendingAnchor }) => {
        const title = requirements.find(({ key }) => key === requirement)?.title ?? requirement;
        return `${title}: waits for ${describeAnchor(pendingAnchor ?? '', definition)}`;
      });
    return [...new Set(lines)];
  });
  return (
    <>
      {waiting.some((lines) => lines.length > 0) ? (
        <section aria-labelledby="waiting-title">
          <h2 id="waiting-title" className="pb-1 font-semibold text-large">
            Without a date yet
          </h2>
          {waiting.map((lines, index) =>
            lines.length === 0 ? null : (
              <div key={futureNames[index]} className="pb-2">
                {futures.length > 1 ? (
                  <h3 className="font-medium">Future {futureNames[index]}</h3>
                ) : null}
                <ul>
                  {lines.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </div>
            ),
          )}
        </section>
      ) : null}
      {triggered.length === 0 ? null : (
        <section aria-labelledby="triggered-title">
          <h2 id="triggered-title" className="pb-1 font-semibold text-large">
            When it happens
          </h2>
          <ul>
            {triggered.map((requirement) => {
              const { when, window } = describeRequirement(requirement, definition);
              return (
                <li key={requirement.key}>
                  {requirement.title}: {when} <span className="text-muted">({window})</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </>
  );
}
