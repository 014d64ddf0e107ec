// Every command, asked by every role at the own site and about another site's man.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { can } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import type { JsonValue } from '@/lib/core/json';
import { addDays, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { AppError } from '@/lib/server/app-error';
import { siteToday } from '@/lib/server/clock';
import type { Command } from '@/lib/server/command';
import { inProject } from '@/scripts/launch/project';
import { testPassword } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { codeOf, readSources } from '@/tests/support/source-files';

const { owner } = await openTestDatabase();

const today = toDay(siteToday('America/New_York'));
const on = (days: number) => toCivilDate(addDays(today, days));
const reason = 'Asked by a test';

type Asked = {
  /** Null: every role of the site. */
  readonly permission: Permission | null;
  /** A valid input about this clinic. */
  readonly input: (clinic: KnownClinic) => JsonValue;
};

/** Whoever adds a command adds it here. */
const commands: Readonly<Record<string, Asked>> = {
  'lib/server/accounts/add-member.ts': {
    permission: 'user:administer',
    input: ({ site }) => ({
      siteId: site.id,
      role: 'staff',
      seesIdentity: false,
      email: `${randomUUID()}@example.org`,
      displayName: 'New Person',
      initialPassword: 'twelve long words',
    }),
  },
  'lib/server/accounts/change-membership.ts': {
    permission: 'user:administer',
    input: ({ nurseMembershipId }) => ({
      membershipId: nurseMembershipId,
      role: 'staff',
      seesIdentity: true,
      isEnded: false,
      reason,
    }),
  },
  'lib/server/accounts/reset-password.ts': {
    permission: 'user:administer',
    input: ({ nurseMembershipId }) => ({
      membershipId: nurseMembershipId,
      newPassword: 'another twelve words',
      reason,
    }),
  },
  'lib/server/accounts/set-account-disabled.ts': {
    permission: 'user:administer',
    input: ({ nurseMembershipId }) => ({
      membershipId: nurseMembershipId,
      isDisabled: false,
      reason,
    }),
  },
  'lib/server/adverse-events/dismiss-suggestion.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      term: 'cheilitis',
      grade: 1,
      suggestedBy: man.recordId,
      reason,
    }),
  },
  'lib/server/adverse-events/record-adverse-event.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      entry: {
        kind: 'adverse-event',
        on: on(-30),
        content: { term: 'myalgia', grades: [{ from: on(-30), grade: 1 }] },
      },
    }),
  },
  'lib/server/partners/record-partner.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({ patientId: man.patientId, consentOn: on(-30) }),
  },
  'lib/server/partners/amend-partner.ts': {
    permission: 'record:amend',
    input: ({ man }) => ({
      partnerId: man.partnerId,
      version: 1,
      consentOn: on(-90),
      endedOn: on(-1),
      reason,
    }),
  },
  'lib/server/procedures/record-procedure.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      entry: { on: on(-5), content: { kind: 'micro-tese', spermFound: 'yes' } },
    }),
  },
  'lib/server/procedures/record-check.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      entry: { on: on(0), content: { noneSeen: 'yes' } },
    }),
  },
  'lib/server/procedures/record-cycle.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      entry: { kind: 'icsi-cycle', on: on(-4), content: { partnerId: man.partnerId } },
    }),
  },
  'lib/server/decisions/make-decision.ts': {
    permission: 'decision:make',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      key: 'month-6-review',
      chosen: 'continue',
      decidedOn: on(0),
      effectiveOn: on(0),
      reason,
      password: testPassword,
    }),
  },
  'lib/server/drafts/save-draft.ts': {
    permission: null,
    input: ({ site, man }) => ({
      formKey: `visit:${man.enrollmentId}`,
      siteId: site.id,
      patientId: man.patientId,
      content: { note: 'Half a sentence' },
    }),
  },
  'lib/server/amendments/amend-protocol.ts': {
    permission: 'protocol:amend',
    input: ({ site, man }) => ({
      siteId: site.id,
      protocol: 'isotretinoin-noa',
      edition: randomUUID(),
      enrollments: [{ id: man.enrollmentId, version: 1 }],
      reason,
      password: testPassword,
    }),
  },
  'lib/server/settings/save-profile.ts': {
    permission: 'settings:approve',
    input: ({ site }) => ({
      siteId: site.id,
      protocol: 'isotretinoin-noa',
      name: 'clinic',
      replaces: 1,
      values: { 'monthly-labs': false },
      password: testPassword,
    }),
  },
  'lib/server/eligibility/decide-override.ts': {
    permission: 'decision:make',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      assessmentId: randomUUID(),
      chosen: 'enroll',
      password: testPassword,
    }),
  },
  'lib/server/enrollments/end-enrollment.ts': {
    permission: 'patient:enroll',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      version: 99,
      endedOn: on(0),
      status: 'withdrawn',
      category: 'other',
      reason,
    }),
  },
  'lib/server/enrollments/reopen-enrollment.ts': {
    permission: 'decision:make',
    input: ({ man }) => ({ enrollmentId: man.enrollmentId, version: 99, reason }),
  },
  'lib/server/flags/close-flag.ts': {
    permission: 'flag:close-red',
    input: ({ man }) => ({
      flagId: man.flagId,
      version: 99,
      disposition: 'no-action',
      reason,
    }),
  },
  'lib/server/labs/record-lab-report.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      report: {
        collectedOn: on(0),
        laboratory: 'Central',
        results: [{ analyte: 'sodium', value: '140', unit: 'mmol/L' }],
      },
      repeatedReportsConfirmed: true,
    }),
  },
  'lib/server/patients/enroll-patient.ts': {
    permission: 'patient:enroll',
    input: ({ site, man }) => ({
      siteId: site.id,
      patient: { kind: 'existing', patientId: man.patientId },
      protocol: 'salvage-micro-tese',
      arm: 'salvage',
      consentOn: on(-1),
      enrolledOn: on(-1),
    }),
  },
  'lib/server/plan/close-occurrence.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      occurrenceKey: 'monthly-check#3',
      closedOn: on(0),
      reason,
    }),
  },
  'lib/server/plan/link-record.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      occurrenceKey: 'monthly-check#4',
      recordId: man.recordId,
      reason,
    }),
  },
  'lib/server/contacts/record-contact.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      occurrenceKeys: ['semen#2'],
      contactedOn: on(0),
      channel: 'phone',
      outcome: 'no-answer',
      remindOn: on(3),
    }),
  },
  'lib/server/contacts/void-contact.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({ contactId: man.contactId, reason }),
  },
  'lib/server/plan/reschedule-occurrence.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      occurrenceKey: 'semen#2',
      plannedOn: on(80),
      reason,
    }),
  },
  'lib/server/plan/waive-occurrence.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      occurrenceKey: 'monthly-check#5',
      reason,
    }),
  },
  'lib/server/plan/withdraw-adjustment.ts': {
    permission: 'plan:adjust',
    input: ({ man }) => ({ adjustmentId: man.adjustmentId, reason }),
  },
  'lib/server/records/amend-record.ts': {
    permission: 'record:amend',
    input: ({ man }) => ({
      recordId: man.recordId,
      version: 99,
      reason,
      entry: { kind: 'symptom-check', on: on(-50), content: { answers: { headache: 'mild' } } },
    }),
  },
  'lib/server/records/correct-authorization.ts': {
    permission: 'record:amend',
    input: ({ man }) => ({ recordId: man.recordId, before: null, number: '4711', reason }),
  },
  'lib/server/records/record-history.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      patientId: man.patientId,
      entries: [
        {
          kind: 'procedure',
          on: '2024-01-10',
          source: 'Referral letter',
          content: {
            kind: 'biopsy',
            side: 'left',
            spermFound: 'no',
            histology: 'sertoli-cell-only',
          },
        },
      ],
    }),
  },
  'lib/server/records/void-record.ts': {
    permission: 'record:amend',
    input: ({ man }) => ({ recordId: man.recordId, version: 99, reason }),
  },
  'lib/server/reminders/save-subscription.ts': {
    permission: 'patient:read',
    input: ({ site }) => ({
      siteId: site.id,
      wanted: true,
      sendAt: '07:00',
      listsStudyIds: false,
    }),
  },
  'lib/server/responses/confirm-response.ts': {
    permission: 'response:confirm',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      seenHash: '0'.repeat(64),
      signed: 'complete',
      reason,
      password: testPassword,
    }),
  },
  'lib/server/screening/record-screening.ts': {
    permission: 'screening:record',
    input: ({ site }) => ({
      siteId: site.id,
      protocol: 'isotretinoin-noa',
      from: on(-20),
      to: on(-1),
      category: 'declined',
      men: 2,
    }),
  },
  'lib/server/screening/amend-screening.ts': {
    permission: 'screening:record',
    input: ({ screeningId }) => ({
      entryId: screeningId,
      version: 99,
      protocol: 'isotretinoin-noa',
      from: on(-20),
      to: on(-1),
      category: 'declined',
      men: 2,
      reason,
    }),
  },
  'lib/server/screening/void-screening.ts': {
    permission: 'screening:record',
    input: ({ screeningId }) => ({ entryId: screeningId, version: 99, reason }),
  },
  'lib/server/cohorts/count-cohort.ts': {
    permission: 'export:study',
    input: ({ site }) => ({
      siteIds: [site.id],
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    }),
  },
  'lib/server/cohorts/save-cohort.ts': {
    permission: 'export:study',
    input: ({ site }) => ({
      siteId: site.id,
      siteIds: [site.id],
      name: `Everybody ${randomUUID()}`,
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    }),
  },
  'lib/server/cohorts/amend-cohort.ts': {
    permission: 'export:study',
    input: ({ site, cohortId }) => ({
      cohortId,
      version: 99,
      siteIds: [site.id],
      name: 'Everybody',
      definition: { protocol: 'isotretinoin-noa', condition: { all: [] } },
    }),
  },
  'lib/server/cohorts/void-cohort.ts': {
    permission: 'export:study',
    input: ({ cohortId }) => ({ cohortId, version: 99, reason }),
  },
  'lib/server/snapshots/take-snapshot.ts': {
    permission: 'export:study',
    input: ({ cohortId }) => ({ cohortId, version: 99, name: `Frozen ${randomUUID()}` }),
  },
  'lib/server/exports/cancel-export.ts': {
    permission: 'export:study',
    input: ({ exportJobId }) => ({ jobId: exportJobId }),
  },
  'lib/server/exports/request-export.ts': {
    permission: 'export:study',
    input: ({ snapshotId }) => ({ snapshotId, format: 'subjects-csv', mode: 'safe-harbor' }),
  },
  'lib/server/imports/lay-out-import.ts': {
    permission: 'visit:record',
    input: ({ importId }) => ({ importId, version: 99, sourceName: 'Central', layout: {} }),
  },
  'lib/server/imports/map-import.ts': {
    permission: 'visit:record',
    input: ({ importId }) => ({ importId, version: 99, mapping: { columns: [], constants: {} } }),
  },
  'lib/server/imports/answer-import.ts': {
    permission: 'visit:record',
    input: ({ importId }) => ({
      importId,
      version: 99,
      answers: {
        dateOrder: null,
        epoch: null,
        decimalSign: 'point',
        units: {},
        acceptUnusual: false,
        confirmed: [],
      },
    }),
  },
  'lib/server/imports/request-check.ts': {
    permission: 'visit:record',
    input: ({ importId }) => ({ importId, version: 99 }),
  },
  'lib/server/imports/request-commit.ts': {
    permission: 'visit:record',
    input: ({ importId }) => ({ importId, version: 99, mode: 'valid' }),
  },
  'lib/server/archive/request-archive-import.ts': {
    permission: 'patient:enroll',
    input: ({ site }) => ({ siteId: site.id, fileId: randomUUID(), fromSite: null }),
  },
  'lib/server/imports/cancel-import-job.ts': {
    permission: 'visit:record',
    input: ({ importJobId }) => ({ jobId: importJobId }),
  },
  'lib/server/patients/set-rems-id.ts': {
    permission: 'patient:enroll',
    input: ({ man }) => ({ patientId: man.patientId, version: 99, remsId: 'R-1', reason }),
  },
  'lib/server/calendar/close-day.ts': {
    permission: 'plan:adjust',
    input: ({ site }) => ({ siteId: site.id, day: on(3), calendarVersion: 2, reason, agreed: [] }),
  },
  'lib/server/calendar/reopen-day.ts': {
    permission: 'plan:adjust',
    input: ({ closedDayId }) => ({ closedDayId, calendarVersion: 2, reason }),
  },
  'lib/server/calendar/preview-clinic-weekdays.ts': {
    permission: 'site:administer',
    input: ({ site }) => ({ siteId: site.id, weekdays: [1, 2, 3, 4, 5] }),
  },
  'lib/server/calendar/set-clinic-weekdays.ts': {
    permission: 'site:administer',
    input: ({ site }) => ({
      siteId: site.id,
      weekdays: [1, 2, 3, 4, 5],
      calendarVersion: 2,
      reason,
    }),
  },
  'lib/server/sites/preview-rems-date.ts': {
    permission: 'site:administer',
    input: ({ site }) => ({ siteId: site.id, enrollmentOnlyFrom: '2026-08-08' }),
  },
  'lib/server/sites/set-rems-date.ts': {
    permission: 'site:administer',
    input: ({ site }) => ({
      siteId: site.id,
      enrollmentOnlyFrom: '2026-08-08',
      before: null,
      reason,
    }),
  },
  'lib/server/therapy/change-therapy.ts': {
    permission: 'therapy:change',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      change: { kind: 'hold', on: on(0), content: { reason: 'supply' } },
    }),
  },
  'lib/server/therapy/record-injection-exception.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      change: { on: on(-50), content: { kind: 'missed', drug: 'hcg', reason } },
    }),
  },
  'lib/server/transfers/accept-transfer.ts': {
    permission: 'patient:enroll',
    input: ({ transferId }) => ({ transferId, version: 99, studyId: 'S-1' }),
  },
  'lib/server/transfers/decline-transfer.ts': {
    permission: 'patient:enroll',
    input: ({ transferId }) => ({ transferId, version: 99, reason }),
  },
  'lib/server/transfers/offer-transfer.ts': {
    permission: 'patient:enroll',
    input: ({ man, site }) => ({ patientId: man.patientId, toSiteId: site.id, reason }),
  },
  'lib/server/transfers/withdraw-transfer.ts': {
    permission: 'patient:enroll',
    input: ({ transferId }) => ({ transferId, version: 99, reason }),
  },
  'lib/server/visits/preview-visit.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({ enrollmentId: man.enrollmentId, visitedOn: on(0), note: 'By phone' }),
  },
  'lib/server/therapy/start-regimen.ts': {
    permission: 'therapy:change',
    input: ({ man }) => ({
      enrollmentId: man.enrollmentId,
      change: { regimen: 'isotretinoin-20-twice-daily', on: on(0), reason },
    }),
  },
  'lib/server/visits/visit-preview.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({ enrollmentId: man.enrollmentId, visitedOn: on(0), note: 'By phone' }),
  },
  'lib/server/visits/record-visit.ts': {
    permission: 'visit:record',
    input: ({ man }) => ({ enrollmentId: man.enrollmentId, visitedOn: on(0), note: 'By phone' }),
  },
};

/** They act on what is the actor's own and name no record of a site. */
const ownOnly = [
  'lib/server/accounts/change-password.ts',
  'lib/server/api/create-token.ts',
  'lib/server/api/revoke-token.ts',
  'lib/server/drafts/discard-draft.ts',
  'lib/server/saved-filters/delete-filter.ts',
  'lib/server/saved-filters/rename-filter.ts',
  'lib/server/saved-filters/save-filter.ts',
];

let home: KnownClinic;
let foreign: KnownClinic;

beforeAll(async () => {
  home = await openKnownClinic(owner, 'HOMECLINIC', '1977-08-09');
  foreign = await openKnownClinic(owner, 'FARCLINIC', '1979-10-11');
});

const peopleOf = ({ nurse, physician, coordinator, administrator }: KnownClinic) =>
  Object.entries({ nurse, physician, coordinator, administrator });

async function commandOf(file: string): Promise<Command<JsonValue>> {
  const exported: Record<string, unknown> = await import(inProject(...file.split(path.posix.sep)));
  const found = Object.values(exported).filter(
    (value): value is Command<JsonValue> =>
      typeof value === 'object' && value !== null && 'execute' in value,
  );
  const [command] = found;
  if (command === undefined || found.length !== 1) {
    throw new Error(`${file} exports ${found.length} commands.`);
  }
  return command;
}

/** The code of the refusal; null where it was carried out. */
async function ask(file: string, actor: Actor, input: JsonValue): Promise<string | null> {
  const command = await commandOf(file);
  try {
    await command.execute(actor, input, { submissionId: randomUUID() });
    return null;
  } catch (error) {
    if (error instanceof AppError) {
      return error.code;
    }
    throw error;
  }
}

/** A digest of everything stored about the clinic; the trail of refused attempts is not about it. */
async function contentsOf({ site }: KnownClinic): Promise<string> {
  const { rows: tables } = await owner.query<{ table_name: string }>(
    `SELECT table_name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'site_id' AND table_name <> 'audit_event'
     ORDER BY table_name`,
  );
  const digests = await Promise.all(
    tables.map(async ({ table_name }) => {
      const { rows } = await owner.query<{ digest: string }>(
        `SELECT '${table_name} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS digest
         FROM ${table_name} t WHERE site_id = $1`,
        [site.id],
      );
      return rows[0]?.digest;
    }),
  );
  return digests.join('\n');
}

test('every command stands in the matrix', () => {
  const files = readSources('lib/server')
    .filter(({ text }) =>
      /^export const \w+(: Command<.*> = \{| = define(Account)?Command\()/m.test(codeOf(text)),
    )
    .map(({ name }) => name);
  expect([...Object.keys(commands), ...ownOnly].sort()).toEqual(files.sort());
});

describe.each(Object.entries(commands))('%s', (file, { permission, input }) => {
  test('refused to every role without its permission', async () => {
    for (const [role, actor] of peopleOf(home)) {
      const code = await ask(file, actor, input(home));
      const isAllowed = permission === null || can(actor, permission, home.site.id);
      expect([role, code === 'FORBIDDEN']).toEqual([role, !isAllowed]);
      expect([role, code]).not.toEqual([role, 'INVALID_INPUT']);
    }
  });

  test('another site’s records do not exist, whatever the role', async () => {
    const before = await contentsOf(foreign);
    for (const [role, actor] of peopleOf(home)) {
      const code = await ask(file, actor, input(foreign));
      expect([role, ['NOT_FOUND', 'FORBIDDEN'].includes(String(code))]).toEqual([role, true]);
    }
    expect(await contentsOf(foreign)).toBe(before);
  });
});

test('another site’s man cannot be enrolled at the own site', async () => {
  const input = { ...enrollment(foreign), siteId: home.site.id };
  expect(await ask('lib/server/patients/enroll-patient.ts', home.physician, input)).toBe(
    'NOT_FOUND',
  );
});

function enrollment(clinic: KnownClinic) {
  return commands['lib/server/patients/enroll-patient.ts']?.input(clinic) as Record<
    string,
    JsonValue
  >;
}
