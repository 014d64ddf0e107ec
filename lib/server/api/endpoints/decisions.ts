import 'server-only';
import { decisionList, flagList } from '@/lib/api/schemas/decisions';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import { invariant } from '@/lib/core/invariant';
import { decisionMeanings } from '@/lib/course/decision-meaning';
import { AppError } from '../../app-error';
import { civilDateFrom } from '../../db/date-column';
import { inReadTransaction, type Transaction } from '../../db/transaction';
import { viewSignatures } from '../../decisions/view-signatures';
import { listFlags } from '../../flags/queries';
import { defineEndpoint } from '../endpoint';

const tag = 'Decisions and flags';

const mostDecisions = 200;

async function requireTimeZone(
  tx: Transaction,
  actor: Actor,
  enrollmentId: string,
): Promise<string> {
  const row = await tx.enrollment.findUnique({
    where: { id: enrollmentId },
    select: { siteId: true, patient: { select: { site: { select: { timeZone: true } } } } },
  });
  if (row === null || !can(actor, 'patient:read', row.siteId)) {
    throw new AppError('NOT_FOUND');
  }
  return row.patient.site.timeZone;
}

export const decisionEndpoints = [
  defineEndpoint({
    name: 'listDecisions',
    method: 'GET',
    path: '/enrollments/{enrollmentId}/decisions',
    tag,
    summary: 'Decisions about an enrollment with their signatures',
    permission: 'patient:read',
    answer: decisionList,
    run: ({ actor, params }) =>
      inReadTransaction(actor, async (tx) => {
        const timeZone = await requireTimeZone(tx, actor, params.enrollmentId);
        const rows = await tx.decision.findMany({
          where: { enrollmentId: params.enrollmentId },
          orderBy: { id: 'desc' },
          take: mostDecisions,
        });
        const signatures = await viewSignatures(tx, rows, timeZone);
        return {
          items: rows.map((row, index) => {
            const meaning = decisionMeanings.find((one) => one === row.meaning);
            const signature = signatures[index];
            invariant(meaning && signature, `decision ${row.id} has a meaning and a signature`);
            const { text, hash, isIntact } = signature;
            return {
              decisionId: row.id,
              meaning,
              key: row.key,
              computed: row.computed,
              chosen: row.chosen,
              decidedOn: civilDateFrom(row.decidedOn),
              effectiveOn: civilDateFrom(row.effectiveOn),
              reason: row.reason,
              isTranscribed: row.transcribed,
              isSuperseded: row.supersededBy !== null,
              reopenReason: row.reopenedAt === null ? null : row.reopenReason,
              signature: { text, hash, isIntact },
            };
          }),
        };
      }),
  }),
  defineEndpoint({
    name: 'listFlags',
    method: 'GET',
    path: '/enrollments/{enrollmentId}/flags',
    tag,
    summary: 'Flags of an enrollment, open and closed',
    permission: 'patient:read',
    answer: flagList,
    run: async ({ actor, params: { enrollmentId } }) => {
      const timeZone = await inReadTransaction(actor, (tx) =>
        requireTimeZone(tx, actor, enrollmentId),
      );
      const flags = await listFlags(actor, enrollmentId, timeZone);
      return {
        items: flags.map((flag) => ({
          flagId: flag.id,
          ruleId: flag.ruleId,
          ruleVersion: flag.ruleVersion,
          title: flag.title,
          severity: flag.severity,
          message: flag.message,
          source: flag.source,
          proposes: flag.proposes,
          raisedOn: flag.raisedOn,
          actBy: flag.actBy,
          whoActs: flag.whoActs,
          blocksDispensing: flag.blocksDispensing,
          isOpen: flag.closing === null,
          version: flag.version,
          evidence: flag.evidence.map(({ evidenceKey, message, state }) => ({
            key: evidenceKey,
            message,
            state,
          })),
          closing: flag.closing && {
            disposition: flag.closing.disposition,
            reason: flag.closing.reason,
            by: flag.closing.by,
            on: flag.closing.on,
          },
        })),
      };
    },
  }),
];
