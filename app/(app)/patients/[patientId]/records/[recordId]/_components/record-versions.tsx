import type { DetailDifference } from '@/lib/records/compare-details';
import type { RecordVersion } from '@/lib/records/record-versions';

/** From the audit trail: what stood there before, who changed it, when and why. */
export function RecordVersions({ versions }: { versions: readonly RecordVersion[] }) {
  return (
    <section>
      <h3 className="font-semibold">Versions</h3>
      <ol className="flex flex-col">
        {versions.map((version) => (
          <li key={version.version} className="border-line border-b py-2 last:border-b-0">
            <p>
              Version {version.version}{' '}
              <span className="text-muted">
                {version.at.slice(0, 16)}, {version.actor}
                {version.role === null ? '' : ` (${version.role})`}
              </span>
            </p>
            {version.reason === null ? null : (
              <p className="break-words">Reason: {version.reason}</p>
            )}
            {version.changes.length > 0 ? (
              <Changes changes={version.changes} />
            ) : (
              <p className="text-dense text-muted">
                {version.version === 1 ? 'As first recorded' : 'Saved again without a change'}
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Changes({ changes }: { changes: readonly DetailDifference[] }) {
  return (
    <ul className="text-dense">
      {changes.map(({ term, one, other }) => (
        <li key={term} className="break-words">
          {term}: <del className="text-muted">{one ?? 'not there'}</del> <span aria-hidden>→</span>{' '}
          <ins className="no-underline">{other ?? 'taken out'}</ins>
        </li>
      ))}
    </ul>
  );
}
