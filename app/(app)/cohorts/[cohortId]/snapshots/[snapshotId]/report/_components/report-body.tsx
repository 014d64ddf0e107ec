import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { menText, methodsParagraphs } from '@/lib/analysis/methods-paragraph';
import type { PlanOptions } from '@/lib/analysis/plan-options';
import type { Actor } from '@/lib/auth/actor';
import { civilDate } from '@/lib/dates/civil-date';
import { proseDate } from '@/lib/dates/prose-date';
import { paperOf } from '@/lib/literature/papers';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SnapshotView } from '@/lib/server/snapshots/queries';
import { tablesOf } from '@/lib/server/statistics/tables-of';
import { DefinitionSentences } from '../../_components/definition-sentences';
import { BesideThePaper } from '../../_components/literature/beside-the-paper';
import { NoStatistics } from '../../_components/tables/no-statistics';
import { StatTableView } from '../../_components/tables/stat-table-view';
import { ReportPictures } from './report-pictures';

type Props = { actor: Actor; snapshot: SnapshotView; options: PlanOptions };

/** Everything of a snapshot that a reader of a paper would ask for, to print. */
export async function ReportBody({ actor, snapshot, options }: Props) {
  const answer = await tablesOf(actor, snapshot, options);
  if (!answer.ok) {
    return <NoStatistics sentence={answer.sentence} />;
  }
  const { protocolCode, definition, sites, name, members, cutOff, hash } = snapshot;
  const protocol = protocolLibrary.find(({ code }) => code === protocolCode)?.title ?? protocolCode;
  const version = answer.results.figure({
    analysis: 'environment',
    row: 'R',
    column: 'all',
    statistic: 'version',
  });
  const paper = paperOf(protocolCode);
  const methods = methodsParagraphs({
    programVersion: snapshot.programVersion,
    rVersion: version.kind === 'text' ? version.text : null,
    snapshot: {
      name,
      members,
      cutOff: proseDate(cutOff),
      takenOn: proseDate(civilDate(snapshot.takenAt.toISOString().slice(0, 10))),
      hash,
      protocolVersion: definition.protocolVersion,
    },
    smallestCell: definition.cohort.smallestCell,
    tables: answer.tables,
  });
  return (
    <div className="report flex flex-col gap-10">
      <Section title="Men and data">
        <div className="max-w-prose">
          <DefinitionSentences snapshot={snapshot} />
        </div>
        <p className="max-w-prose">
          {protocol}; {sites.map((site) => site.name).join(', ')};{' '}
          {menText(members, definition.cohort.smallestCell)}, data up to {proseDate(cutOff)}.
        </p>
      </Section>
      <Section title="Methods">
        {methods.map((paragraph) => (
          <p key={paragraph} className="max-w-prose break-words">
            {paragraph}
          </p>
        ))}
      </Section>
      <Section title="Tables" isOnNewPage>
        <div className="flex flex-col gap-10">
          {answer.tables.map((table, index) => (
            <StatTableView
              key={table.id}
              table={table}
              number={index + 1}
              isCopyable={false}
              heading="h3"
            />
          ))}
        </div>
      </Section>
      <Section title="Figures" isOnNewPage>
        <ReportPictures
          actor={actor}
          snapshot={snapshot}
          options={options}
          results={answer.results}
        />
      </Section>
      {paper === null ? null : (
        <Section title="Beside the literature" isOnNewPage>
          <BesideThePaper actor={actor} snapshot={snapshot} paper={paper} />
        </Section>
      )}
    </div>
  );
}

type SectionProps = { title: string; isOnNewPage?: boolean; children: ReactNode };

function Section({ title, isOnNewPage = false, children }: SectionProps) {
  return (
    <section
      aria-label={title}
      className={clsx('flex flex-col gap-3', isOnNewPage && 'print:break-before-page')}
    >
      <h2 className="font-semibold text-large">{title}</h2>
      {children}
    </section>
  );
}
