import type { Day } from '@/lib/dates/civil-date';
import type {
  DemoAdjustment,
  DemoContact,
  DemoDecision,
  DemoPatient,
  DemoProtocol,
  DemoRecord,
} from './demo-patient';
import type { RecordMaker } from './demo-records';
import type { Random } from './random';

/** A place in the living clinic: the day on which it is looked at, and the means to fill it. */
export interface LivingSeat {
  readonly today: Day;
  readonly make: RecordMaker;
  readonly random: Random;
}

/** What one man of the living clinic has been through up to today. */
export interface LivingCourse {
  readonly protocol: DemoProtocol;
  readonly arm: string;
  readonly enrolledOn: Day;
  readonly records: readonly DemoRecord[];
  readonly decisions: readonly DemoDecision[];
  readonly overrideReason?: string;
  readonly adjustments?: readonly DemoAdjustment[];
  readonly contacts?: readonly DemoContact[];
  /** Left out while the enrollment runs. */
  readonly ended?: DemoPatient['ended'];
}
