// Each branch of hCG with or without uFSH (S1), from an empty program to what came of it: every step is
// entered in a form, by keyboard, and what lies in the past is entered late with its own date.
import { test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { openApplication } from '@/tests/support/browser';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import {
  changeRegimen,
  type Desk,
  decide,
  deskOf,
  enroll,
  logVisit,
  startTherapy,
  stopTherapy,
} from '@/tests/support/clinic-work';
import {
  recordCycle,
  recordMicroTese,
  recordPartner,
  reportOutcome,
} from '@/tests/support/procedure-work';

const { database, openPage } = await openApplication({ today: '2026-11-22' });
const clinic: Clinic = await openClinic(database.owner);

/** Each takes one to two minutes, and several where other journeys run beside it. */
const whole = { timeout: 600_000 };

const desk = async ({ userId }: Actor) =>
  deskOf(await openPage({ as: { userId, sessionVersion: 1 } }));

/** Enrolled, and on hCG from 10 June 2025. */
async function onHcg(nurse: Desk, name: string): Promise<string> {
  const path = await enroll(nurse, {
    name,
    birthDate: '1990-01-20',
    protocol: 'hCG with',
    arm: 'hCG with or without uFSH',
    enrolledOn: '2025-06-01',
    answers: {
      'Obstruction excluded': 'Yes',
      Karyotype: '46,XY',
      'Y chromosome microdeletion': 'None',
      'Mean testicular volume by ultrasound': '6.2',
      'Hypogonadotropic hypogonadism': 'No',
      'Radiotherapy or chemotherapy of a testicular tumor': 'No',
      'Testosterone or anabolic steroids, now or recently': 'No',
      'Proposed for micro-TESE': 'Yes',
      'Thrombosis, now or before': 'No',
      'Prostate or breast cancer': 'No',
    },
    samplesWithoutSperm: ['2025-04-10', '2025-05-20'],
  });
  await startTherapy(nurse, path, { on: '2025-06-10', regimen: /^hCG 2000 IU/ });
  return path;
}

async function icsi(nurse: Desk, path: string, sperm: string): Promise<void> {
  await recordPartner(nurse, path, '2025-06-02');
  await recordCycle(nurse, path, {
    on: '2025-10-06',
    sperm,
    counts: { 'Eggs retrieved': '11', 'Fertilized (2PN)': '7', Embryos: '5', Frozen: '5' },
    transferOn: '2025-11-12',
  });
}

test('FSH in range: uFSH is added, micro-TESE finds sperm', whole, async () => {
  const nurse = await desk(clinic.nurse);
  const physician = await desk(clinic.physician);
  const path = await onHcg(nurse, 'Inrange');
  await logVisit(nurse, path, { on: '2025-07-10', symptoms: 'first', labs: { FSH: '4.2' } });
  await decide(physician, path, { key: 'fsh-month-1', on: '2025-07-11' });
  await changeRegimen(nurse, path, { regimen: /taking turns/, on: '2025-07-12' });
  await logVisit(nurse, path, { on: '2025-08-10', symptoms: 'unchanged', labs: { FSH: '5.1' } });
  await logVisit(nurse, path, { on: '2025-09-10', symptoms: 'unchanged', semen: 'no-sperm' });
  await stopTherapy(nurse, path, { on: '2025-09-10', reason: 'Completed' });
  await recordMicroTese(nurse, path, { on: '2025-10-06', spermFound: 'Yes', minutes: '115' });
  await nurse.page.goto(`${path}/semen`);
  await nurse.page
    .getByText(/^Retrieved|Sperm retrieved/)
    .first()
    .waitFor();
  await icsi(nurse, path, 'Testicular, fresh');
  await reportOutcome(nurse, path, { outcome: 'Miscarriage', on: '2026-01-05' });
});

test(
  'FSH above, then in range: uFSH is added later, and there are sperm in the ejaculate',
  whole,
  async () => {
    const nurse = await desk(clinic.nurse);
    const physician = await desk(clinic.physician);
    const path = await onHcg(nurse, 'Above');
    await logVisit(nurse, path, { on: '2025-07-10', symptoms: 'first', labs: { FSH: '14' } });
    await decide(physician, path, { key: 'fsh-month-1', on: '2025-07-11' });
    await logVisit(nurse, path, { on: '2025-08-10', symptoms: 'unchanged', labs: { FSH: '9' } });
    await decide(physician, path, { key: 'fsh-month-2', on: '2025-08-11' });
    await changeRegimen(nurse, path, { regimen: /taking turns/, on: '2025-08-12' });
    await logVisit(nurse, path, {
      on: '2025-09-10',
      symptoms: 'unchanged',
      semen: { motile: '9', normal: '4', eggs: '' },
    });
    await stopTherapy(nurse, path, { on: '2025-09-10', reason: 'Response' });
    await nurse.page.goto(`${path}/semen`);
    await nurse.page
      .getByText(/^Ejaculated sperm|Sperm in the ejaculate/)
      .first()
      .waitFor();
    await icsi(nurse, path, 'Ejaculated, fresh');
    await reportOutcome(nurse, path, { outcome: 'Live birth', on: '2026-08-01', bornAlive: '1' });
  },
);

test(
  'FSH below: the physician decides with a reason, and micro-TESE finds nothing',
  whole,
  async () => {
    const nurse = await desk(clinic.nurse);
    const physician = await desk(clinic.physician);
    const path = await onHcg(nurse, 'Below');
    await logVisit(nurse, path, { on: '2025-07-10', symptoms: 'first', labs: { FSH: '<0.3' } });
    await decide(physician, path, {
      key: 'fsh-month-1',
      on: '2025-07-11',
      option: /^Add uFSH/,
      reason: 'Gonadotropins are suppressed',
    });
    await changeRegimen(nurse, path, { regimen: /taking turns/, on: '2025-07-12' });
    await logVisit(nurse, path, { on: '2025-08-10', symptoms: 'unchanged', labs: { FSH: '3.3' } });
    await logVisit(nurse, path, { on: '2025-09-10', symptoms: 'unchanged', semen: 'no-sperm' });
    await stopTherapy(nurse, path, { on: '2025-09-10', reason: 'Completed' });
    await recordMicroTese(nurse, path, { on: '2025-10-06', spermFound: 'No', minutes: '180' });
    await nurse.page.goto(`${path}/semen`);
    await nurse.page
      .getByText(/not retrieved|no sperm/i)
      .first()
      .waitFor();
  },
);
