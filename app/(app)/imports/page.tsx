import type { Metadata, Route } from 'next';
import { EmptyState } from '@/app/_components/ui/empty-state';
import { PageHeader } from '@/app/_components/ui/page-header';
import { Pages } from '@/app/_components/ui/pages';
import { LookAgain } from '@/app/(app)/_components/jobs/look-again';
import { WorkerNotice } from '@/app/(app)/_components/jobs/worker-notice';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { hrefWith } from '@/lib/core/href';
import { isUnderWay } from '@/lib/core/job';
import { pageSchema } from '@/lib/core/page-number';
import { importKindDefinitions, importKinds } from '@/lib/import/import-kinds';
import { listArchiveSites } from '@/lib/server/archive/queries';
import { getImportBytes } from '@/lib/server/env';
import { importPermission, permissionToImport } from '@/lib/server/imports/import-run';
import { importsPerPage, listImports, listSources } from '@/lib/server/imports/queries';
import { isWorkerRunning } from '@/lib/server/jobs/queries';
import { requirePermission } from '@/lib/server/page';
import { ArchiveSection } from './_components/archive-section';
import { ImportForm } from './_components/import-form';
import { ImportList } from './_components/import-list';

export const metadata: Metadata = { title: 'Imports' };

export default async function ImportsPage({ searchParams }: PageProps<'/imports'>) {
  const { actor, sites } = await requirePermission(importPermission);
  const page = pageSchema.parse((await searchParams)['page']);
  const { imports, total } = await listImports(actor, page);
  const sources = await listSources(actor);
  const archiveSites = await listArchiveSites(actor);
  const isReading = archiveSites.some(({ imports: archives }) =>
    archives.some(({ job }) => isUnderWay(job.status)),
  );
  const isWaiting = isReading && !(await isWorkerRunning(actor));
  return (
    <>
      <PageHeader
        title="Imports"
        description="Records from a file go through the same rules as those typed by hand, and nothing is recorded before you have seen what the file would do"
      />
      <LookAgain isUnderWay={isReading} />
      <div className="flex flex-col gap-8">
        {isWaiting ? <WorkerNotice what="Archives are read" /> : null}
        <section aria-labelledby="new" className="max-w-2xl">
          <h2 id="new" className="pb-3 font-semibold text-large">
            Import a file
          </h2>
          <ImportForm
            sites={sites.map(({ siteId, siteName }) => ({
              id: siteId,
              name: siteName,
              kinds: importKinds.filter((kind) => can(actor, permissionToImport(kind), siteId)),
            }))}
            kinds={kindFacts}
            sources={sources}
            maximumBytes={getImportBytes()}
          />
        </section>
        <section aria-labelledby="brought">
          <h2 id="brought" className="pb-2 font-semibold text-large">
            {total === 1 ? '1 file' : `${total} files`}
          </h2>
          {total === 0 ? (
            <EmptyState title="No file has been brought yet">
              Choose a file above. It stays here with its hash, what it held back and what was
              recorded of it.
            </EmptyState>
          ) : (
            <ImportList imports={imports} siteNames={siteNames(actor)} />
          )}
          <Pages
            label="Imports"
            page={page}
            pageSize={importsPerPage}
            total={total}
            hrefOf={(other) => hrefWith('/imports', { page: other === 1 ? null : other }) as Route}
          />
        </section>
        {archiveSites.length === 0 ? null : (
          <ArchiveSection sites={archiveSites} maximumBytes={getImportBytes()} />
        )}
      </div>
    </>
  );
}

const kindFacts = Object.fromEntries(
  importKinds.map((kind) => {
    const { title, description } = importKindDefinitions[kind];
    return [kind, { title, description }];
  }),
) as Record<(typeof importKinds)[number], { title: string; description: string }>;

/** Null where there is only one. */
function siteNames({ memberships }: Actor): ReadonlyMap<string, string> | null {
  return memberships.length < 2
    ? null
    : new Map(memberships.map(({ siteId, siteName }) => [siteId, siteName]));
}
