// Every query, asked by another site's people with that site's own ids and memberships: as if the page above it forgot to check.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Analysis } from '@/lib/analysis/analysis';
import { defaultOptions, frozenScope } from '@/lib/analysis/plan-options';
import type { Actor } from '@/lib/auth/actor';
import { sitesWhere } from '@/lib/auth/can';
import { civilDate } from '@/lib/dates/civil-date';
import { readScreeningSearch } from '@/lib/enrollment/screening-search';
import { paperOf } from '@/lib/literature/papers';
import { readDeviationSearch } from '@/lib/outcomes/deviation-search';
import { readOutcomeSearch } from '@/lib/outcomes/outcome-search';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { getOwnEmail, listMembers } from '@/lib/server/accounts/queries';
import { getAdverseEventList } from '@/lib/server/adverse-events/queries';
import { previewAmendment } from '@/lib/server/amendments/preview-amendment';
import { listFollowedEditions } from '@/lib/server/amendments/queries';
import { listTokens } from '@/lib/server/api/queries';
import { importArchive } from '@/lib/server/archive/import-archive';
import { keepArchive } from '@/lib/server/archive/keep-archive';
import { listArchiveSites } from '@/lib/server/archive/queries';
import { listAuditEvents } from '@/lib/server/audit/queries';
import { getCalendarDay, getCalendarMonth } from '@/lib/server/calendar/queries';
import { getCohort, getCohortVocabulary, listCohorts } from '@/lib/server/cohorts/queries';
import { listContacts, summarizeContacts } from '@/lib/server/contacts/queries';
import { findSampleDecision, findStandingDecision } from '@/lib/server/decisions/queries';
import { openDisclosure } from '@/lib/server/deidentification/open-disclosure';
import { deviationsCsv } from '@/lib/server/deviations/deviations-csv';
import { listDeviations } from '@/lib/server/deviations/queries';
import { findDraft, findDrafts } from '@/lib/server/drafts/find-draft';
import { findAssessment } from '@/lib/server/eligibility/queries';
import { getEndFacts } from '@/lib/server/enrollments/end-facts';
import { listEnrollableSites } from '@/lib/server/enrollments/enrollable-sites';
import { importCourses } from '@/lib/server/enrollments/import-course';
import { listStudies } from '@/lib/server/export/queries';
import { studyCsv } from '@/lib/server/export/study-csv';
import { getExport, listExports } from '@/lib/server/exports/queries';
import { releasedDefinition, releasedDefinitions } from '@/lib/server/exports/released-definition';
import { listFlags } from '@/lib/server/flags/queries';
import { checkImport } from '@/lib/server/imports/check-import';
import { commitImport } from '@/lib/server/imports/commit-import';
import { getImport, listImports, listSources } from '@/lib/server/imports/queries';
import { uploadImport } from '@/lib/server/imports/upload-import';
import { isWorkerRunning } from '@/lib/server/jobs/queries';
import { listLaboratories } from '@/lib/server/labs/queries';
import { compareWithPaper } from '@/lib/server/literature/compare-with-paper';
import { listUnfinishedLoads } from '@/lib/server/loads/queries';
import { getOutcomes } from '@/lib/server/outcomes/queries';
import { listPatients } from '@/lib/server/patients/list-patients';
import { loadChart } from '@/lib/server/patients/load-chart';
import { listRecorders } from '@/lib/server/patients/recorders';
import { getRemsIdentity } from '@/lib/server/patients/rems-identity';
import { listAdjustments } from '@/lib/server/plan/queries';
import { getProcedurePage, listPartners } from '@/lib/server/procedures/queries';
import { getProtocolDifference } from '@/lib/server/protocols/get-difference';
import { getProtocolPage, listProtocols } from '@/lib/server/protocols/queries';
import { getSimulationSite } from '@/lib/server/protocols/simulation-site';
import { getRecordPage } from '@/lib/server/records/queries';
import { listDigestRuns, listSubscriptions } from '@/lib/server/reminders/queries';
import { findSeenResponse } from '@/lib/server/responses/queries';
import { listSavedFilters } from '@/lib/server/saved-filters/queries';
import { importScreening } from '@/lib/server/screening/import-screening';
import { listScreening } from '@/lib/server/screening/queries';
import { listSiteRems } from '@/lib/server/sites/queries';
import { compareSnapshots } from '@/lib/server/snapshots/compare-snapshots';
import { getSnapshotFlow, readMenToDraw } from '@/lib/server/snapshots/pictures';
import {
  getSnapshot,
  listSnapshots,
  readMemberSeries,
  type SnapshotView,
  snapshotGroups,
  snapshotMembers,
} from '@/lib/server/snapshots/queries';
import { reporterOf, snapshotProgress } from '@/lib/server/snapshots/snapshot-progress';
import { streamDataset } from '@/lib/server/snapshots/stream-dataset';
import { verifySnapshot } from '@/lib/server/snapshots/verify-snapshot';
import { resultsOf, resultsTextOf } from '@/lib/server/statistics/results-of';
import { tablesOf } from '@/lib/server/statistics/tables-of';
import { findLeadingFlag, getTherapyView } from '@/lib/server/therapy/queries';
import { getTransfers, listOffers } from '@/lib/server/transfers/queries';
import { listDecisions, listWork } from '@/lib/server/worklist/queries';
import { readAuditSearch } from '@/lib/timeline/audit-search';
import { calendarMonthOf } from '@/lib/worklist/calendar-month';
import { readPatientSearch } from '@/lib/worklist/patient-list';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { courseOfMan } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { unwatched } from '@/tests/support/import-work';
import { identifyingTexts, type KnownClinic, openKnownClinic } from '@/tests/support/known-clinic';
import { codeOf, readSources } from '@/tests/support/source-files';

const { owner } = await openTestDatabase();

const zone = 'America/New_York';
const sitesOf = ({ physician }: KnownClinic) => sitesWhere(physician, 'patient:read');

const countedMen: readonly Analysis[] = [
  { id: 'men', method: 'describe', arguments: { variables: ['study_id'] } },
];

async function snapshotOf({ coordinator, snapshotId }: KnownClinic): Promise<SnapshotView> {
  const view = await getSnapshot(coordinator, snapshotId);
  if (view === null) {
    throw new Error('The clinic has a snapshot.');
  }
  return view;
}

/** Whoever adds a query that takes an actor adds it here. */
const queries: Readonly<Record<string, (actor: Actor, clinic: KnownClinic) => Promise<unknown>>> = {
  findDrafts: async (actor) => [...(await findDrafts(actor, 'visit:'))],
  findDraft: (actor, { man }) => findDraft(actor, `visit:${man.enrollmentId}`),
  findLeadingFlag: (actor, { man }) => findLeadingFlag(actor, man.enrollmentId, man.flagId),
  findSampleDecision: (actor, { man }) =>
    findSampleDecision(actor, man.enrollmentId, man.recordId, zone),
  findSeenResponse: (actor, { man }) => findSeenResponse(actor, man.enrollmentId, zone),
  findStandingDecision: (actor, { man }) =>
    findStandingDecision(actor, man.enrollmentId, 'month-6-review', zone),
  getAdverseEventList: async (actor, clinic) => {
    const chart = await loadChart(actor, clinic.man.patientId);
    return chart === null ? null : await getAdverseEventList(actor, chart);
  },
  getOutcomes: async (actor, clinic) => {
    const { enrollments, flow } = await getOutcomes(actor, sitesOf(clinic), readOutcomeSearch({}));
    return enrollments === 0 ? null : { enrollments, flow, site: clinic.screeningId };
  },
  getCohort: (actor, { cohortId }) => getCohort(actor, cohortId),
  getCohortVocabulary: async (actor, clinic) => {
    const { coordinator } = clinic;
    const asked = sitesWhere(coordinator, 'export:study').map((site) => ({
      ...site,
      siteName: '',
    }));
    return await getCohortVocabulary(actor, asked);
  },
  listCohorts: (actor) => listCohorts(actor),
  getEndFacts: async (actor, clinic) => {
    const chart = await loadChart(actor, clinic.man.patientId);
    return chart === null ? null : await getEndFacts(actor, chart);
  },
  getOwnEmail: (actor) => getOwnEmail(actor),
  getProcedurePage: async (actor, clinic) => {
    const chart = await loadChart(actor, clinic.man.patientId);
    return chart === null ? null : await getProcedurePage(actor, chart);
  },
  listPartners: (actor, { man }) => listPartners(actor, man.patientId),
  getRecordPage: (actor, { man }) => getRecordPage(actor, man.patientId, man.recordId),
  getRemsIdentity: (actor, { man }) => getRemsIdentity(actor, man.patientId),
  getTransfers: async (actor, { man }) => (await getTransfers(actor, man.patientId)).transfers,
  listOffers: (actor, clinic) => listOffers(actor, sitesOf(clinic)),
  getTherapyView: async (actor, clinic) => {
    const chart = await loadChart(clinic.physician, clinic.man.patientId);
    const view = chart === null ? null : await getTherapyView(actor, chart);
    return view?.rems ?? null;
  },
  importCourses: (actor, { site }) =>
    importCourses(actor, { siteId: site.id, courses: [courseOfMan()] }),
  listAdjustments: (actor, { man }) => listAdjustments(actor, man.enrollmentId, zone),
  listAuditEvents: (actor, { site, man }) =>
    listAuditEvents(actor, {
      ...readAuditSearch({}),
      siteIds: [site.id],
      patientId: man.patientId,
    }),
  listEnrollableSites: async (actor, clinic) => await listEnrollableSites(actor, sitesOf(clinic)),
  findAssessment: (actor, { man }) => findAssessment(actor, man.enrollmentId, zone),
  listContacts: (actor, { man }) => listContacts(actor, man.enrollmentId, zone),
  summarizeContacts: async (actor, clinic) => {
    return await summarizeContacts(actor, sitesOf(clinic), { from: null, to: null });
  },
  listSavedFilters: (actor) => listSavedFilters(actor, 'today'),
  listDeviations: (actor, clinic) =>
    listDeviations(actor, sitesOf(clinic), readDeviationSearch({})),
  listDecisions: (actor, clinic) => listDecisions(actor, sitesOf(clinic), readWorklistSearch({})),
  getProtocolPage: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    const choice = { code: 'isotretinoin-noa', name: 'clinic' };
    return site ? await getProtocolPage(actor, site, choice) : null;
  },
  getProtocolDifference: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    const choice = { code: 'isotretinoin-noa', from: null, to: null };
    return site ? await getProtocolDifference(actor, site, choice) : null;
  },
  listFollowedEditions: (actor, { man }) => listFollowedEditions(actor, man.enrollmentId),
  previewAmendment: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    const choice = { code: 'isotretinoin-noa', to: null };
    return site ? await previewAmendment(actor, site, choice) : null;
  },
  getSimulationSite: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    const found = site ? await getSimulationSite(actor, site) : null;
    return found?.clinicCalendar.closedDays ?? null;
  },
  getSnapshotFlow: async (actor, clinic) => await getSnapshotFlow(actor, await snapshotOf(clinic)),
  readMenToDraw: async (actor, clinic) => await readMenToDraw(actor, await snapshotOf(clinic)),
  getSnapshot: (actor, { snapshotId }) => getSnapshot(actor, snapshotId),
  listSnapshots: (actor, { cohortId }) => listSnapshots(actor, cohortId),
  readMemberSeries: async (actor, clinic) =>
    await readMemberSeries(actor, await snapshotOf(clinic), 'labs', { limit: 5 }),
  snapshotGroups: async (actor, clinic) =>
    await snapshotGroups(actor, await snapshotOf(clinic), ['study_id']),
  compareSnapshots: async (actor, clinic) => {
    const view = await snapshotOf(clinic);
    return await compareSnapshots(actor, view, view);
  },
  reporterOf: async (actor, { snapshotId }) => String(reporterOf(actor, snapshotId)),
  snapshotProgress: async (actor, { snapshotId }) => snapshotProgress(actor, snapshotId),
  snapshotMembers: (actor, { snapshotId }) => snapshotMembers(actor, snapshotId, { page: 1 }),
  streamDataset: async (actor, { snapshotId }) => {
    const pieces: Buffer[] = [];
    for await (const piece of streamDataset(actor, snapshotId, 'subjects')) {
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString();
  },
  resultsOf: async (actor, { snapshotId }) => (await resultsOf(actor, snapshotId, countedMen)).rows,
  resultsTextOf: (actor, { snapshotId }) => resultsTextOf(actor, snapshotId, countedMen),
  tablesOf: async (actor, clinic) => {
    const view = await snapshotOf(clinic);
    return await tablesOf(actor, view, defaultOptions(frozenScope(view.definition)));
  },
  compareWithPaper: async (actor, clinic) => {
    const view = await snapshotOf(clinic);
    const paper = paperOf(view.protocolCode);
    return paper && (await compareWithPaper(actor, view, paper));
  },
  getExport: (actor, { exportJobId }) => getExport(actor, exportJobId),
  listExports: async (actor, { snapshotId }) =>
    (await listExports(actor, snapshotId, { page: 1 })).lines,
  checkImport: (actor, { importId }) => checkImport(actor, { importId, version: 3 }, unwatched),
  commitImport: (actor, { importId }) =>
    commitImport(actor, { importId, version: 3, mode: 'valid' }, unwatched),
  uploadImport: (actor, { site }) =>
    uploadImport(actor, { siteId: site.id, kind: 'labs', fileName: 'x.csv' }, Readable.from([]), {
      requestId: randomUUID(),
    }),
  getImport: (actor, { importId }) => getImport(actor, importId),
  listImports: async (actor) => (await listImports(actor, 1)).imports,
  listSources: (actor) => listSources(actor),
  listArchiveSites: (actor) => listArchiveSites(actor),
  importArchive: (actor, { site }) =>
    importArchive(actor, { siteId: site.id, fromSite: null }, Readable.from([]), {
      requestId: randomUUID(),
      progress: () => {},
      signal: new AbortController().signal,
    }),
  openDisclosure: (actor, { snapshotId }) =>
    openDisclosure(actor, snapshotId, 'limited', randomUUID()),
  releasedDefinition: (actor) => releasedDefinition(actor, 'isotretinoin-noa', '1.0'),
  releasedDefinitions: (actor) => releasedDefinitions(actor, 'isotretinoin-noa', new Date()),
  keepArchive: (actor, { site }) =>
    keepArchive(actor, site.id, Readable.from([]), { requestId: randomUUID() }),
  isWorkerRunning: (actor) => isWorkerRunning(actor),
  verifySnapshot: (actor, { snapshotId }) => verifySnapshot(actor, snapshotId),
  listProtocols: async (actor, clinic) =>
    (await listProtocols(actor, sitesOf(clinic))).map(({ profiles }) => profiles),
  listFlags: (actor, { man }) => listFlags(actor, man.enrollmentId, zone),
  listLaboratories: (actor, { site }) => listLaboratories(actor, site.id),
  getCalendarDay: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    return site && (await getCalendarDay(actor, site, civilDate('2036-03-03')));
  },
  getCalendarMonth: async (actor, clinic) => {
    const [site] = sitesOf(clinic);
    const month = calendarMonthOf(null, civilDate('2036-03-03'));
    return site && (await getCalendarMonth(actor, site, month));
  },
  listDigestRuns: async (actor) => [
    ...(await listDigestRuns(actor, { isOwn: true })),
    ...(await listDigestRuns(actor, { isOwn: false })),
  ],
  listMembers: (actor, clinic) => listMembers(actor, sitesOf(clinic)),
  listPatients: (actor, clinic) => listPatients(actor, sitesOf(clinic), readPatientSearch({})),
  listRecorders: (actor, { man }) => listRecorders(actor, man.patientId),
  importScreening: (actor, { site }) =>
    importScreening(actor, {
      siteId: site.id,
      entries: [
        {
          protocol: 'isotretinoin-noa',
          from: '2026-01-01',
          to: '2026-01-31',
          category: 'declined',
          men: 1,
          cohortTag: null,
          simulated: false,
        },
      ],
    }),
  listScreening: (actor, clinic) => listScreening(actor, sitesOf(clinic), readScreeningSearch({})),
  listSiteRems: async (actor, clinic) =>
    (await listSiteRems(actor, sitesOf(clinic))).map(
      ({ enrollmentOnlyFrom }) => enrollmentOnlyFrom,
    ),
  listStudies: async (actor, clinic) =>
    (await listStudies(actor, sitesOf(clinic))).map(({ patients }) => patients),
  listSubscriptions: async (actor, clinic) =>
    (await listSubscriptions(actor, sitesOf(clinic))).map(({ chosen }) => chosen),
  listTokens: (actor) => listTokens(actor),
  listUnfinishedLoads: (actor) => listUnfinishedLoads(actor),
  listWork: (actor, clinic) => listWork(actor, sitesOf(clinic), readWorklistSearch({})),
  loadChart: (actor, { man }) => loadChart(actor, man.patientId),
};

/** About the actor; they read nothing. */
const aboutTheActor = ['mayTakeIdentities', 'recordRefusal', 'refuseMode'];

let home: KnownClinic;
let foreign: KnownClinic;

beforeAll(async () => {
  home = await openKnownClinic(owner, 'HOMECLINIC', '1977-08-09');
  foreign = await openKnownClinic(owner, 'FARCLINIC', '1979-10-11');
});

const peopleOf = ({ nurse, physician, coordinator, administrator }: KnownClinic) =>
  Object.entries({ nurse, physician, coordinator, administrator });

/** What is known only at the clinic; its ids and its site's name were given with the question. */
const knownAt = ({ man, nurse, administrator, screeningId, closedDayId }: KnownClinic) => [
  screeningId,
  closedDayId,
  ...identifyingTexts(man),
  man.studyId,
  nurse.userId,
  administrator.userId,
  man.flagId,
  man.adjustmentId,
];

async function answer(name: string, actor: Actor, clinic: KnownClinic): Promise<string> {
  const query = queries[name];
  const result = await query?.(actor, clinic).catch((error: Error) => error.message);
  return JSON.stringify(result) ?? '';
}

test('every query that takes an actor is asked', () => {
  const pattern =
    /^export (?:async )?function (\w+)\(\s*actor: Actor\b|^export const (\w+) = cache\(\s*async \(\s*actor: Actor\b/gm;
  const names = readSources('lib/server').flatMap(({ text }) =>
    [...codeOf(text).matchAll(pattern)].map(([, one, other]) => one ?? other),
  );
  expect([...Object.keys(queries), ...aboutTheActor].sort()).toEqual(names.sort());
});

describe.each(Object.keys(queries))('%s', (name) => {
  test('says nothing of another site, whatever the role', async () => {
    for (const [role, actor] of peopleOf(home)) {
      const text = await answer(name, actor, foreign);
      expect([role, knownAt(foreign).filter((secret) => text.includes(secret))]).toEqual([
        role,
        [],
      ]);
    }
  });

  test('names nobody to a coordinator of the site who may not read names', async () => {
    const text = await answer(name, home.coordinator, home);
    expect(identifyingTexts(home.man).filter((detail) => text.includes(detail))).toEqual([]);
  });
});

test('the counts of another site are zero', async () => {
  expect(await answer('listStudies', home.physician, foreign)).toBe('[0,0,0]');
});

test('the file of another site’s deviations has no rows', async () => {
  const request = { actor: home.coordinator, sites: sitesOf(foreign) };
  const text = await new Response(
    deviationsCsv({ ...request, filter: readDeviationSearch({}) }),
  ).text();
  expect(text.trim().split(/\r?\n/)).toHaveLength(1);
});

test('the file of another site has no rows', async () => {
  for (const definition of protocolLibrary) {
    const study = { actor: home.coordinator, sites: sitesOf(foreign), definition };
    const text = await new Response(studyCsv(study)).text();
    expect(text.trim().split(/\r?\n/)).toHaveLength(1);
  }
});

test('the same questions are answered at home', async () => {
  for (const name of ['loadChart', 'listPatients', 'listWork', 'listFlags', 'getRecordPage']) {
    expect((await answer(name, home.physician, home)).length).toBeGreaterThan(100);
  }
});
