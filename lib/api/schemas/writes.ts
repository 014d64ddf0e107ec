import { z } from 'zod';
import { flagSeverities } from '@/lib/protocols/safety-rule-schema';
import { responseStatuses } from '@/lib/response/response';
import { occurrenceStates, timings } from '@/lib/schedule/occurrence';
import { named } from '../named';
import { dateView, idView } from './shared';

const occurrenceNote = named('OccurrenceNote', 'An item of the plan that a write touched', {
  key: z.string(),
  requirement: z.string(),
  title: z.string(),
  kind: z.string(),
  ordinal: z.int().nullable(),
  state: z.enum(occurrenceStates),
  targetOn: dateView.nullable(),
  plannedOn: dateView.nullable(),
  closesOn: dateView.nullable(),
  actualOn: dateView.nullable(),
  timing: z.enum(timings).nullable(),
  missing: z.array(z.string()),
  pendingAnchor: z.string().nullable(),
  notApplicableReason: z.string().nullable(),
});

const flagNotes = z.array(
  named('FlagNote', 'A flag that a write touched', {
    ruleId: z.string(),
    title: z.string(),
    severity: z.enum(flagSeverities),
    message: z.string(),
  }),
);

const responseSummary = named('ResponseSummary', 'The response before or after a write', {
  bestResponse: z.enum(responseStatuses),
  currentStatus: z.enum(responseStatuses),
});

const planChange = named('PlanChange', 'What a write satisfied, opened and raised', {
  satisfied: z.array(occurrenceNote),
  undone: z.array(occurrenceNote),
  opened: z.array(occurrenceNote),
  dropped: z.array(occurrenceNote),
  stillDue: z.array(occurrenceNote),
  responseBefore: responseSummary.nullable(),
  responseAfter: responseSummary,
  flagsRaised: flagNotes,
  flagsReopened: flagNotes,
  flagsUpdated: flagNotes,
  flagsWithdrawn: flagNotes,
});

const suggested = z.array(
  named('AdverseEventSuggestion', 'A finding that a person has to judge', {
    key: z.string(),
    name: z.string(),
    grade: z.number().nullable(),
  }),
);

export const enrolledView = named('Enrolled', 'The new enrollment', {
  patientId: idView,
  enrollmentId: idView,
  studyId: z.string(),
  change: planChange,
  /** `requested` waits for a physician's signature; the first dose waits with it. */
  override: z.enum(['none', 'requested', 'signed']),
});

export const recordedVisitView = named('RecordedVisit', 'The new visit', {
  visitId: idView,
  recordIds: z.array(idView),
  change: planChange,
  suggested,
});

export const recordedReportView = named('RecordedReport', 'The new laboratory report', {
  recordId: idView,
  change: planChange,
  suggested,
});

export const recordedHistoryView = named('RecordedHistory', 'The new history', {
  recordIds: z.array(idView),
  /** Null for a patient who is not on a protocol. */
  change: planChange.nullable(),
});

export const amendedRecordView = named('AmendedRecord', 'The corrected record', {
  recordId: idView,
  version: z.int(),
  change: planChange.nullable(),
});

export const voidedRecordView = named('VoidedRecord', 'The voided record', {
  recordId: idView,
  change: planChange.nullable(),
});

export const startedRegimenView = named('StartedRegimen', 'The doses of a regimen', {
  recordIds: z.array(idView),
  change: planChange,
  /** With the first dose: what should have been there before it. */
  unmetBaseline: z.array(occurrenceNote),
});

export const changedTherapyView = named(
  'ChangedTherapy',
  'The recorded dose, hold, resume or stop',
  {
    recordId: idView,
    change: planChange,
    unmetBaseline: z.array(occurrenceNote),
  },
);

export const madeDecisionView = named('MadeDecision', 'The signed decision', {
  decisionId: idView,
  change: planChange,
});

export const closedFlagView = named('ClosedFlag', 'The closed flag', {
  flagId: idView,
  version: z.int(),
});

export const savedCohortView = named('SavedCohort', 'The new cohort', { cohortId: idView });

export const takenSnapshotView = named('TakenSnapshot', 'The new snapshot', {
  snapshotId: idView,
});

export const requestedExportView = named('RequestedExport', 'The job that writes the file', {
  jobId: idView,
});
