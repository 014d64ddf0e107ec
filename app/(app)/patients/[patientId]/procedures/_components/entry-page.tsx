import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { Notice } from '@/app/_components/ui/notice';
import type { Actor } from '@/lib/auth/actor';
import { plansSurgery } from '@/lib/course/surgery-gate';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { requirePermissionAt } from '@/lib/server/page';
import { loadChart } from '@/lib/server/patients/load-chart';
import { listPartners } from '@/lib/server/procedures/queries';
import {
  blankProcedureEntry,
  type ProcedureEntryKind,
  procedureFormKey,
} from '@/lib/visits/procedure-values';
import { EntryForm } from './entry-form';

type Props = {
  actor: Actor;
  patientId: string;
  kind: ProcedureEntryKind;
  title: string;
  hint?: ReactNode;
};

/** The page around one of the three forms; it is of the enrollment that runs, or of the newest. */
export async function EntryPage({ actor, patientId, kind, title, hint }: Props) {
  const chart = (await loadChart(actor, patientId)) ?? notFound();
  const { patient, enrollment, loaded, today } = chart;
  await requirePermissionAt('visit:record', patient.siteId);
  const formKey = procedureFormKey(enrollment.id, kind);
  const partners = kind === 'icsi-cycle' ? await listPartners(actor, patientId) : [];
  const current = partners.filter(({ endedOn }) => endedOn === null);
  const [only] = current;
  const start =
    only !== undefined && current.length === 1
      ? blankProcedureEntry(enrollment.id, kind, { partnerId: only.id })
      : blankProcedureEntry(enrollment.id, kind);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <h2 className="font-semibold text-large">{title}</h2>
      {hint === undefined ? null : <p className="text-muted">{hint}</p>}
      {kind === 'icsi-cycle' && partners.length === 0 ? (
        <Notice tone="amber" title="No partner is recorded">
          A cycle needs a partner whose consent is recorded. Enter her on the page of procedures
          first.
        </Notice>
      ) : null}
      <EntryForm
        kind={kind}
        start={start}
        place={{ formKey, siteId: patient.siteId, patientId }}
        draft={await findDraft(actor, formKey)}
        today={today}
        partners={partners}
        hasInterval={plansSurgery(loaded.protocol)}
      />
    </div>
  );
}
