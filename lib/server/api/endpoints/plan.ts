import 'server-only';
import { z } from 'zod';
import { planView, responseView } from '@/lib/api/schemas/plan';
import { evaluatePlan } from '@/lib/course/evaluate-course';
import { civilDateSchema, type Day, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { findRequirement } from '@/lib/protocols/compile-protocol';
import { responseNotes } from '@/lib/response/response';
import { occurrenceState } from '@/lib/schedule/occurrence-state';
import { occurrenceTitle } from '@/lib/schedule/occurrence-title';
import { siteToday } from '../../clock';
import { inReadTransaction } from '../../db/transaction';
import { defineEndpoint } from '../endpoint';
import { readableCourse } from '../readable-course';

/** Dates of a life: what is asked about another millennium is mistyped. */
const todayQuery = z.strictObject({
  today: civilDateSchema
    .refine(
      (date) => date >= '1900-01-01' && date <= '2199-12-31',
      'Give a date from 1900 to 2199.',
    )
    .optional(),
});

const dateOrNull = (day: Day | null) => (day === null ? null : toCivilDate(day));

export const planEndpoints = [
  defineEndpoint({
    name: 'getPlan',
    method: 'GET',
    path: '/enrollments/{enrollmentId}/plan',
    tag: 'Enrollments',
    summary: 'The plan of an enrollment, as it stands on a day',
    description:
      'Dates follow from the protocol and from everything recorded up to now; `today` decides what is due, overdue or missed. Without it, it is the date at the site.',
    permission: 'patient:read',
    query: todayQuery,
    answer: planView,
    run: ({ actor, params, query }) =>
      inReadTransaction(actor, async (tx) => {
        const { enrollment, protocol, course } = await readableCourse(
          tx,
          actor,
          params.enrollmentId,
        );
        const today = query.today ?? siteToday(enrollment.timeZone);
        const { plan } = evaluatePlan(protocol, course, toDay(today));
        return {
          enrollmentId: enrollment.id,
          today,
          protocol: protocol.definition.code,
          protocolVersion: protocol.definition.version,
          occurrences: plan.occurrences.map((occurrence) => {
            const requirement = findRequirement(protocol, occurrence.requirement);
            const { key, kind, ordinal, timing, missing, recordIds } = occurrence;
            return {
              key,
              requirement: occurrence.requirement,
              title: requirement ? occurrenceTitle(requirement, ordinal) : occurrence.requirement,
              kind,
              ordinal,
              state: occurrenceState(occurrence, toDay(today)),
              targetOn: dateOrNull(occurrence.target),
              plannedOn: dateOrNull(occurrence.planned),
              opensOn: dateOrNull(occurrence.opensOn),
              closesOn: dateOrNull(occurrence.closesOn),
              actualOn: dateOrNull(occurrence.actual),
              timing,
              missing: [...missing],
              recordIds: [...recordIds],
              isWaived: occurrence.waived,
              notApplicableReason: occurrence.notApplicableReason,
              pendingAnchor: occurrence.pendingAnchor,
              reason: occurrence.reason,
            };
          }),
          unscheduledRecordIds: [...plan.unscheduledRecordIds],
        };
      }),
  }),
  defineEndpoint({
    name: 'getResponse',
    method: 'GET',
    path: '/enrollments/{enrollmentId}/response',
    tag: 'Enrollments',
    summary: 'The response of an enrollment, as it stands on a day',
    permission: 'patient:read',
    query: todayQuery,
    answer: responseView,
    run: ({ actor, params, query }) =>
      inReadTransaction(actor, async (tx) => {
        const { enrollment, protocol, course } = await readableCourse(
          tx,
          actor,
          params.enrollmentId,
        );
        const today = query.today ?? siteToday(enrollment.timeZone);
        const { response } = evaluatePlan(protocol, course, toDay(today));
        return {
          enrollmentId: enrollment.id,
          today,
          ruleId: response.ruleId,
          ruleVersion: response.ruleVersion,
          bestResponse: response.bestResponse,
          currentStatus: response.currentStatus,
          responseOn: dateOrNull(response.responseOn),
          responseMonth: response.responseMonth,
          isMaintained: response.maintained,
          awaitingUntil: dateOrNull(response.awaitingUntil),
          pair: response.pair && { ...response.pair },
          countingRecordIds: [...response.countingRecordIds],
          excluded: response.excluded.map(({ id, reason }) => ({ recordId: id, reason })),
          meanTotalMotileCount: response.tmcResponse?.meanSperm ?? null,
          notes: response.notes.map(({ code, recordIds }) => ({
            code,
            text: responseNotes[code],
            recordIds: [...recordIds],
          })),
          evidence: [...response.evidence],
        };
      }),
  }),
];
