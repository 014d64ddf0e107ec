// Every page and route, with who may open it and an address to ask.
import type { Permission } from '@/lib/auth/permissions';
import type { KnownClinic } from './known-clinic';

export type Guarded = {
  /** Null: any signed-in person. */
  readonly permission: Permission | null;
  readonly path: (clinic: KnownClinic) => string;
};

function patientPage(tab: string, permission: Permission = 'patient:read'): Guarded {
  return { permission, path: ({ man: { patientId } }) => `/patients/${patientId}${tab}` };
}

function snapshotPage(tab: string): Guarded {
  return {
    permission: 'export:study',
    path: ({ cohortId, snapshotId }) => `/cohorts/${cohortId}/snapshots/${snapshotId}${tab}`,
  };
}

/** Whoever adds a page or a route adds it here. */
const guardedFiles: Readonly<Record<string, Guarded>> = {
  'app/(app)/account/page.tsx': { permission: null, path: () => '/account' },
  'app/(app)/api-reference/page.tsx': { permission: null, path: () => '/api-reference' },
  'app/(app)/admin/page.tsx': { permission: 'user:administer', path: () => '/admin' },
  'app/(app)/calendar/page.tsx': { permission: 'patient:read', path: () => '/calendar' },
  'app/(app)/calendar/[day]/page.tsx': {
    permission: 'patient:read',
    path: () => '/calendar/2036-03-03',
  },
  'app/(app)/audit/page.tsx': { permission: 'audit:read', path: () => '/audit' },
  'app/(app)/export/page.tsx': { permission: 'export:study', path: () => '/export' },
  'app/(app)/patients/(list)/page.tsx': { permission: 'patient:read', path: () => '/patients' },
  'app/(app)/decisions/page.tsx': { permission: 'patient:read', path: () => '/decisions' },
  'app/(app)/patients/[patientId]/adverse-events/page.tsx': patientPage('/adverse-events'),
  'app/(app)/patients/[patientId]/adverse-events/new/page.tsx': patientPage(
    '/adverse-events/new',
    'visit:record',
  ),
  'app/(app)/patients/[patientId]/decisions/[key]/page.tsx': patientPage(
    '/decisions/month-6-review',
  ),
  'app/(app)/patients/[patientId]/end/page.tsx': patientPage('/end', 'patient:enroll'),
  'app/(app)/patients/new/page.tsx': { permission: 'patient:enroll', path: () => '/patients/new' },
  'app/(app)/patients/[patientId]/eligibility/page.tsx': patientPage('/eligibility'),
  'app/(app)/patients/[patientId]/flags/page.tsx': patientPage('/flags'),
  'app/(app)/patients/[patientId]/history/page.tsx': patientPage('/history'),
  'app/(app)/patients/[patientId]/history/new/page.tsx': patientPage(
    '/history/new',
    'visit:record',
  ),
  'app/(app)/patients/[patientId]/records/[recordId]/page.tsx': {
    permission: 'patient:read',
    path: ({ man: { patientId, recordId } }) => `/patients/${patientId}/records/${recordId}`,
  },
  'app/(app)/patients/[patientId]/labs/page.tsx': patientPage('/labs'),
  'app/(app)/patients/[patientId]/labs/new/page.tsx': patientPage('/labs/new', 'visit:record'),
  'app/(app)/patients/[patientId]/(timeline)/page.tsx': patientPage(''),
  'app/(app)/patients/[patientId]/procedures/page.tsx': patientPage('/procedures'),
  'app/(app)/patients/[patientId]/procedures/new/page.tsx': patientPage(
    '/procedures/new',
    'visit:record',
  ),
  'app/(app)/patients/[patientId]/procedures/checks/new/page.tsx': patientPage(
    '/procedures/checks/new',
    'visit:record',
  ),
  'app/(app)/patients/[patientId]/procedures/cycles/new/page.tsx': patientPage(
    '/procedures/cycles/new',
    'visit:record',
  ),
  'app/(app)/patients/[patientId]/procedures/cycles/[recordId]/page.tsx': {
    permission: 'record:amend',
    path: ({ man: { patientId, cycleId } }) =>
      `/patients/${patientId}/procedures/cycles/${cycleId}`,
  },
  'app/(app)/patients/[patientId]/schedule/page.tsx': patientPage('/schedule'),
  'app/(app)/patients/[patientId]/schedule/calendar/route.ts': patientPage('/schedule/calendar'),
  'app/(app)/patients/[patientId]/semen/page.tsx': patientPage('/semen'),
  'app/(app)/patients/[patientId]/therapy/page.tsx': patientPage('/therapy'),
  'app/(app)/patients/[patientId]/visits/new/page.tsx': patientPage('/visits/new', 'visit:record'),
  'app/(app)/protocols/page.tsx': { permission: 'patient:read', path: () => '/protocols' },
  'app/(app)/protocols/[code]/page.tsx': {
    permission: 'patient:read',
    path: () => '/protocols/isotretinoin-noa',
  },
  'app/(app)/protocols/[code]/differences/page.tsx': {
    permission: 'patient:read',
    path: () => '/protocols/isotretinoin-noa/differences',
  },
  'app/(app)/protocols/[code]/simulate/page.tsx': {
    permission: 'patient:read',
    path: () => '/protocols/gonadotropin-noa/simulate',
  },
  'app/(app)/protocols/[code]/amend/page.tsx': {
    permission: 'protocol:amend',
    path: () => '/protocols/isotretinoin-noa/amend',
  },
  'app/(app)/protocols/[code]/settings/page.tsx': {
    permission: 'settings:approve',
    path: () => '/protocols/isotretinoin-noa/settings',
  },
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/(overview)/page.tsx': snapshotPage(''),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/download/page.tsx':
    snapshotPage('/download'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/download/archive/route.ts':
    snapshotPage('/download/archive'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/exports/page.tsx': snapshotPage('/exports'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/exports/[jobId]/file/route.ts': {
    permission: 'export:study',
    path: ({ cohortId, snapshotId, exportJobId }) =>
      `/cohorts/${cohortId}/snapshots/${snapshotId}/exports/${exportJobId}/file`,
  },
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/flow/page.tsx': snapshotPage('/flow'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/tables/page.tsx': snapshotPage('/tables'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/report/page.tsx': snapshotPage('/report'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/literature/page.tsx':
    snapshotPage('/literature'),
  'app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/pictures/page.tsx':
    snapshotPage('/pictures'),
  'app/(app)/cohorts/page.tsx': { permission: 'export:study', path: () => '/cohorts' },
  'app/(app)/cohorts/new/page.tsx': { permission: 'export:study', path: () => '/cohorts/new' },
  'app/(app)/cohorts/[cohortId]/page.tsx': {
    permission: 'export:study',
    path: ({ cohortId }) => `/cohorts/${cohortId}`,
  },
  'app/(app)/cohorts/[cohortId]/snapshots/progress/route.ts': {
    permission: 'export:study',
    path: ({ cohortId }) => `/cohorts/${cohortId}/snapshots/progress`,
  },
  'app/(app)/imports/page.tsx': { permission: 'visit:record', path: () => '/imports' },
  'app/(app)/imports/[importId]/page.tsx': {
    permission: 'visit:record',
    path: ({ importId }) => `/imports/${importId}`,
  },
  'app/(app)/imports/[importId]/issues/route.ts': {
    permission: 'visit:record',
    path: ({ importId }) => `/imports/${importId}/issues`,
  },
  'app/(app)/imports/templates/[kind]/route.ts': {
    permission: 'visit:record',
    path: () => '/imports/templates/labs',
  },
  'app/(app)/deviations/page.tsx': { permission: 'patient:read', path: () => '/deviations' },
  'app/(app)/deviations/export/route.ts': {
    permission: 'export:study',
    path: () => '/deviations/export',
  },
  'app/(app)/outcomes/page.tsx': { permission: 'patient:read', path: () => '/outcomes' },
  'app/(app)/screening/page.tsx': { permission: 'patient:read', path: () => '/screening' },
  'app/(app)/today/page.tsx': { permission: 'patient:read', path: () => '/today' },
  'app/(app)/export/[code]/route.ts': {
    permission: 'export:study',
    path: () => '/export/isotretinoin-noa',
  },
};

/** Open to anyone; what they answer is tested with the sign-in. */
export const open = [
  'app/(auth)/sign-in/page.tsx',
  'app/page.tsx',
  'app/api/auth/[...nextauth]/route.ts',
  'app/api/health/route.ts',
  // It asks for a token and reads no session: tests/integration/api.
  'app/api/v1/[...path]/route.ts',
  // They take files and answer to nothing but POST: tests/browser/imports.test.ts.
  'app/(app)/imports/upload/route.ts',
  'app/(app)/imports/upload/archive/route.ts',
];

export const guarded = Object.entries(guardedFiles).map(([file, entry]) => ({
  file,
  ...entry,
  isPage: file.endsWith('/page.tsx'),
  /** Another site's people are told that there is no such thing. */
  isAboutOneRecord: /\[patientId\]|\[snapshotId\]|\[cohortId\]\/page|\[importId\]/.test(file),
}));
