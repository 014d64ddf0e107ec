import { z } from 'zod';
import { requirementKinds } from '@/lib/protocols/schema';
import { responseStatuses } from '@/lib/response/response';
import { occurrenceStates, timings } from '@/lib/schedule/occurrence';
import { named } from '../named';
import { dateView, idView } from './shared';

export const occurrenceView = named('Occurrence', 'One item of a plan', {
  /** Names it for good: `<requirement>#<number>` or `<requirement>@<record>`. */
  key: z.string(),
  requirement: z.string(),
  title: z.string(),
  kind: z.enum(requirementKinds),
  ordinal: z.int().nullable(),
  state: z.enum(occurrenceStates),
  targetOn: dateView.nullable(),
  plannedOn: dateView.nullable(),
  opensOn: dateView.nullable(),
  closesOn: dateView.nullable(),
  actualOn: dateView.nullable(),
  timing: z.enum(timings).nullable(),
  /** Items of content that no record provides yet. */
  missing: z.array(z.string()),
  recordIds: z.array(idView),
  isWaived: z.boolean(),
  /** Why it is not asked for; null where it is. */
  notApplicableReason: z.string().nullable(),
  /** What has to have a date first; null where it has one. */
  pendingAnchor: z.string().nullable(),
  /** Of a waiver, a closure or an agreed date. */
  reason: z.string().nullable(),
});

export const planView = named(
  'Plan',
  'Everything that the protocol asks for, as it stands on one day',
  {
    enrollmentId: idView,
    /** The day that it was judged for. */
    today: dateView,
    protocol: z.string(),
    protocolVersion: z.string(),
    occurrences: z.array(occurrenceView),
    /** Records that satisfy nothing. */
    unscheduledRecordIds: z.array(idView),
  },
);

export const responseView = named('Response', 'The outcome by the rule of the protocol', {
  enrollmentId: idView,
  today: dateView,
  ruleId: z.string(),
  ruleVersion: z.int(),
  bestResponse: z.enum(responseStatuses),
  currentStatus: z.enum(responseStatuses),
  responseOn: dateView.nullable(),
  responseMonth: z.number().nullable(),
  /** Null without a pair or without a later sample. */
  isMaintained: z.boolean().nullable(),
  awaitingUntil: dateView.nullable(),
  /** The two samples that confirm it. */
  pair: named('ConfirmingPair', 'Two records', { first: idView, second: idView }).nullable(),
  countingRecordIds: z.array(idView),
  excluded: z.array(
    named('ExcludedSample', 'A sample that does not count', {
      recordId: idView,
      reason: z.string(),
    }),
  ),
  /** Mean of the two highest total motile counts, in sperm. */
  meanTotalMotileCount: z.number().nullable(),
  notes: z.array(
    named('ResponseNote', 'What qualifies the status', {
      code: z.string(),
      text: z.string(),
      recordIds: z.array(idView),
    }),
  ),
  evidence: z.array(idView),
});
