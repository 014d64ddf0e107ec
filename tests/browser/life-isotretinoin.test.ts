// A whole course, from an empty program to a child: every step is entered in a form, by keyboard, and
// what lies in the past is entered late with its own date.
import { test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { openApplication } from '@/tests/support/browser';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import {
  decide,
  deskOf,
  enroll,
  logVisit,
  signResponse,
  startTherapy,
  stopTherapy,
} from '@/tests/support/clinic-work';
import {
  countScreened,
  recordCycle,
  recordPartner,
  reportOutcome,
} from '@/tests/support/procedure-work';

const { database, openPage } = await openApplication({ today: '2026-11-22' });
const clinic: Clinic = await openClinic(database.owner);

/** Each takes one to two minutes, and several where other journeys run beside it. */
const whole = { timeout: 600_000 };

const desk = async ({ userId }: Actor) =>
  deskOf(await openPage({ as: { userId, sessionVersion: 1 } }));

const few = { motile: '21', normal: '12', eggs: '8' };
const more = { motile: '34', normal: '17', eggs: '8' };

/** S0: semen every three months while on the drug, and a second sample that confirms the first. */
const visits = [
  { on: '2025-04-17' },
  { on: '2025-05-17' },
  { on: '2025-06-17', semen: 'no-sperm' },
  { on: '2025-07-17' },
  { on: '2025-08-17' },
  { on: '2025-09-17', semen: few },
  { on: '2025-10-17', semen: more },
  { on: '2025-11-17' },
  { on: '2025-12-17', semen: few },
] as const;

test('isotretinoin, from screening to a live birth', whole, async () => {
  const nurse = await desk(clinic.nurse);
  const physician = await desk(clinic.physician);
  await countScreened(nurse, { protocol: 'Isotretinoin', reason: 'Declined', men: '3' });
  const path = await enroll(nurse, {
    name: 'Whole',
    birthDate: '1988-06-02',
    protocol: 'Isotretinoin',
    enrolledOn: '2025-03-10',
    answers: {
      'Obstruction excluded': 'Yes',
      'Ejaculated sperm adequate for IVF-ICSI': 'No',
      'Clomiphene, anastrozole, hCG or FSH': 'Never',
      'Hypersensitivity to isotretinoin, vitamin A or an excipient': 'No',
      'Psychiatric history': 'No',
      'Takes vitamin A or a multivitamin that contains it': 'No',
      'Takes a tetracycline-class antibiotic': 'No',
    },
    samplesWithoutSperm: ['2025-01-15', '2025-02-20'],
  });
  await logVisit(nurse, path, {
    on: '2025-03-17',
    rems: 'enrolled',
    dispenseBy: '2025-04-15',
    labs: { Triglycerides: '118', AST: '24', ALT: '29' },
  });
  await startTherapy(nurse, path, { on: '2025-03-17' });
  for (const [index, visit] of visits.entries()) {
    await logVisit(nurse, path, {
      ...visit,
      symptoms: index === 0 ? 'first' : 'unchanged',
      rems: 'counseled',
      dispenseBy: addMonth(visit.on),
    });
  }
  await decide(physician, path, {
    key: 'month-6-review',
    on: '2025-09-20',
    option: /^Continue/,
    reason: 'Motile sperm for the first time',
  });
  await signResponse(physician, path);
  await decide(physician, path, {
    key: 'maximum-duration-review',
    on: '2025-12-18',
    option: /^Stop/,
    reason: 'Enough ejaculated sperm, twice',
  });
  await stopTherapy(nurse, path, { on: '2025-12-18', reason: 'Response' });
  await nurse.page.goto(path);
  await nurse.page.getByText('Complete response, 2025-09-17').first().waitFor();

  await recordPartner(nurse, path, '2025-12-01');
  await recordCycle(nurse, path, {
    on: '2026-01-20',
    sperm: 'Ejaculated, fresh',
    counts: {
      'Eggs retrieved': '8',
      Mature: '7',
      'Fertilized (2PN)': '6',
      Embryos: '5',
      Frozen: '3',
      Euploid: '2',
    },
    transferOn: '2026-02-10',
  });
  await reportOutcome(nurse, path, { outcome: 'Ongoing', on: '2026-04-10' });
  await reportOutcome(nurse, path, { outcome: 'Live birth', on: '2026-10-28', bornAlive: '1' });

  await physician.page.goto('/outcomes');
  const summary = physician.page.getByRole('main');
  await summary.getByText('Live birth').first().waitFor();
  await physician.page.goto(`${path}/procedures`);
  await physician.page.getByText('33 days after his last dose').first().waitFor();
});

/** Ten days before the same day of the next month: the authorization is good for thirty days. */
function addMonth(date: string): string {
  const [year = '', month = ''] = date.split('-');
  const next = Number(month) + 1;
  return next > 12 ? `${Number(year) + 1}-01-10` : `${year}-${String(next).padStart(2, '0')}-10`;
}
