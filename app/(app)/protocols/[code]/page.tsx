import type { Metadata, Route } from 'next';
import { notFound } from 'next/navigation';
import { FilterChip } from '@/app/_components/ui/chip';
import { LinkButton } from '@/app/_components/ui/link-button';
import { PageHeader } from '@/app/_components/ui/page-header';
import { ChipGroup } from '@/app/(app)/_components/chip-group';
import { can } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { citedPapers, describeSource } from '@/lib/protocols/describe-source';
import { defaultProfile } from '@/lib/protocols/library/shipped-profiles';
import { scheduleOfActivities } from '@/lib/protocols/schedule-of-activities';
import { groupSettings } from '@/lib/protocols/setting-groups';
import { requirePermission } from '@/lib/server/page';
import type { ProtocolEdition } from '@/lib/server/protocols/editions';
import { getProtocolPage } from '@/lib/server/protocols/queries';
import { describeApproval } from '../_components/describe-approval';
import { choiceHref, readChoice } from '../_components/read-choice';
import { SiteChips } from '../_components/site-chips';
import { RequirementTable } from './_components/requirement-table';
import { SafetyRuleTable } from './_components/safety-rule-table';
import { ScheduleGrid } from './_components/schedule-grid';
import { SettingsTable } from './_components/settings-table';

export const metadata: Metadata = { title: 'Protocol' };

export default async function ProtocolDetailPage({
  params,
  searchParams,
}: PageProps<'/protocols/[code]'>) {
  const { actor, sites } = await requirePermission('patient:read');
  const { code } = await params;
  const { site, name, version } = readChoice(await searchParams, sites);
  invariant(site, 'whoever may read may do so at a site');
  const page = (await getProtocolPage(actor, site, { code, name, version })) ?? notFound();
  const { protocol, protocolVersions, versions, settingsByVersion } = page;
  const [newest] = versions;
  const { definition } = protocol;
  const isNewest = definition.version === protocolVersions[0]?.version;
  const profileNames =
    protocolVersions.find((one) => one.version === definition.version)?.profileNames ?? [];
  const here = (siteId: string, profile: string, shown: string | null) =>
    choiceHref(`/protocols/${code}`, siteId, profile, shown) as Route;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={definition.title}
        description={`${definition.code}, version ${definition.version}${isNewest ? '' : ', which new enrollments do not take any more'}.`}
        actions={
          <>
            <LinkButton
              href={choiceHref(`/protocols/${code}/differences`, site.siteId, name) as Route}
            >
              Compare versions
            </LinkButton>
            <LinkButton
              href={choiceHref(`/protocols/${code}/simulate`, site.siteId, name, version) as Route}
            >
              Simulate a start
            </LinkButton>
            {can(actor, 'protocol:amend', site.siteId) ? (
              <LinkButton href={choiceHref(`/protocols/${code}/amend`, site.siteId, name) as Route}>
                Amend enrollments
              </LinkButton>
            ) : null}
            {isNewest && can(actor, 'settings:approve', site.siteId) ? (
              <LinkButton
                variant="primary"
                href={choiceHref(`/protocols/${code}/settings`, site.siteId, name) as Route}
              >
                Change settings
              </LinkButton>
            ) : null}
          </>
        }
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <SiteChips
          sites={sites}
          chosen={site.siteId}
          hrefOf={(siteId) => here(siteId, name, version)}
        />
        {protocolVersions.length > 1 ? (
          <ChipGroup label="Version">
            {protocolVersions.map((shown) => (
              <FilterChip
                key={shown.version}
                isActive={shown.version === definition.version}
                href={here(
                  site.siteId,
                  shown.profileNames.includes(name) ? name : defaultProfile,
                  shown.version,
                )}
              >
                {shown.version}
              </FilterChip>
            ))}
          </ChipGroup>
        ) : null}
        <ChipGroup label="Settings">
          {profileNames.map((profile) => (
            <FilterChip
              key={profile}
              isActive={profile === name}
              href={here(site.siteId, profile, version)}
            >
              {profile}
            </FilterChip>
          ))}
        </ChipGroup>
      </div>
      <section aria-labelledby="approval-title">
        <h2 id="approval-title" className="pb-1 font-semibold text-large">
          Approved versions
        </h2>
        <ul>
          {versions.map((version) => (
            <li key={version.version}>
              Version {version.version}, {describeApproval(version)}
              {describeNote(version)}
            </li>
          ))}
        </ul>
        <p className="text-muted">
          New enrollments take the newest; who is enrolled keeps his until an amendment moves him.
        </p>
      </section>
      <section aria-labelledby="sources-title">
        <h2 id="sources-title" className="pb-1 font-semibold text-large">
          Sources
        </h2>
        <ul>
          {citedPapers(definition).map(({ name: paper, text }) => (
            <li key={paper}>
              <span className="font-medium">{paper}</span>: {text}
            </li>
          ))}
        </ul>
        <p className="text-muted">
          “Clinic’s reading” is what this clinic’s notes make of a label or a guideline; “proposal
          of this program” is what no source states: a clinic sets its own.
        </p>
      </section>
      <section>
        <h2 className="pb-1 font-semibold text-large">Schedule of activities</h2>
        <ScheduleGrid schedule={scheduleOfActivities(protocol)} />
      </section>
      <section aria-labelledby="requirements-title">
        <h2 id="requirements-title" className="pb-1 font-semibold text-large">
          What it asks for
        </h2>
        <RequirementTable requirements={protocol.requirements} definition={definition} />
      </section>
      <section aria-labelledby="safety-title">
        <h2 id="safety-title" className="pb-1 font-semibold text-large">
          Safety rules
        </h2>
        <p className="pb-2 text-muted">
          The worst level that the evidence of a day meets counts. What cannot be judged is shown as
          such and silences no rule.
        </p>
        <SafetyRuleTable rules={definition.safetyRules} values={protocol.settings} />
      </section>
      {groupSettings(definition).map(({ group, settings }) => (
        <section key={group}>
          <h2 className="pb-1 font-semibold text-large">Settings: {group.toLowerCase()}</h2>
          <SettingsTable
            label={group}
            settings={settings}
            profiles={settingsByVersion}
            approval={newest === undefined ? 'approved by nobody yet' : describeApproval(newest)}
          />
        </section>
      ))}
    </div>
  );
}

/** What ships with the program names its sources by their marks; what a person typed stays as it is. */
function describeNote({ note, approvedBy }: ProtocolEdition): string {
  if (note === null) {
    return '';
  }
  return `: ${approvedBy === null ? describeSource(note) : note}`;
}
