import { DefinitionList } from '@/app/_components/ui/definition-list';
import { isUnderWay } from '@/lib/core/job';
import type { ArchiveSite } from '@/lib/server/archive/queries';
import { ArchiveForm } from './archive-form';
import { JobPanel } from './job-panel';

type Props = { sites: readonly ArchiveSite[]; maximumBytes: number };

/** A whole study, as another installation of the program exported it. */
export function ArchiveSection({ sites, maximumBytes }: Props) {
  const free = sites.filter(
    ({ isEmpty, imports }) => isEmpty && !imports.some(({ job }) => isUnderWay(job.status)),
  );
  const known = sites.filter(({ imports }) => imports.length > 0);
  return (
    <section aria-labelledby="archive" className="flex max-w-2xl flex-col gap-3">
      <h2 id="archive" className="font-semibold text-large">
        A study archive
      </h2>
      <p className="text-muted">
        Patients, records, decisions and settings of a study that was exported elsewhere, into a
        site that has no patients. Decisions are transcribed; nobody’s signature comes along.
      </p>
      {free.length === 0 ? (
        <p>No site where you may enroll is empty.</p>
      ) : (
        <ArchiveForm
          sites={free.map(({ siteId, siteName }) => ({ id: siteId, name: siteName }))}
          maximumBytes={maximumBytes}
        />
      )}
      {known.map(({ siteId, siteName, imports }) => (
        <section key={siteId} aria-label={`Archives of ${siteName}`} className="pt-2">
          <h3 className="pb-2 font-semibold">Into {siteName}</h3>
          <ul className="flex flex-col gap-4">
            {imports.map(({ job, outcome }) => (
              <li key={job.id} className="flex flex-col gap-2">
                <JobPanel job={job} running="Reading" done="Imported" />
                {outcome === null ? null : (
                  <DefinitionList
                    items={[
                      { term: 'Protocol', value: outcome.protocol },
                      { term: 'Enrollments', value: outcome.enrollments },
                      { term: 'Decisions transcribed', value: outcome.decisions },
                      {
                        term: 'Signatures not taken over',
                        value: `${outcome.signatures}: what they stood under waits to be signed here`,
                      },
                      ...outcome.notes.map((note, index) => ({
                        term: outcome.notes.length === 1 ? 'Left to do' : `Left to do ${index + 1}`,
                        value: note,
                      })),
                    ]}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}
