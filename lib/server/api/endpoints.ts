import 'server-only';
import type { Endpoint } from './endpoint';
import { accountEndpoints } from './endpoints/account';
import { auditEndpoints } from './endpoints/audit';
import { cohortEndpoints } from './endpoints/cohorts';
import { decisionEndpoints } from './endpoints/decisions';
import { exportEndpoints } from './endpoints/exports';
import { importEndpoints } from './endpoints/imports';
import { patientEndpoints } from './endpoints/patients';
import { planEndpoints } from './endpoints/plan';
import { recordEndpoints } from './endpoints/records';
import { worklistEndpoints } from './endpoints/worklist';
import { writeEndpoints } from './endpoints/writes';

/** Everything that the interface for programs answers, in the order of its description. */
export const endpoints: readonly Endpoint[] = [
  ...accountEndpoints,
  ...patientEndpoints,
  ...planEndpoints,
  ...recordEndpoints,
  ...decisionEndpoints,
  ...worklistEndpoints,
  ...cohortEndpoints,
  ...exportEndpoints,
  ...importEndpoints,
  ...auditEndpoints,
  ...writeEndpoints,
];
