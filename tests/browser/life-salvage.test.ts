// A second micro-TESE after a failed one (S2), from an empty program to what came of it: every step is
// entered in a form, by keyboard, and what lies in the past is entered late with its own date.
import { test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { openApplication } from '@/tests/support/browser';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import { deskOf, enroll, logVisit } from '@/tests/support/clinic-work';
import {
  recordCheck,
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

test(
  'salvage micro-TESE earlier than six months after the failed one, with a reason',
  whole,
  async () => {
    const nurse = await desk(clinic.nurse);
    const path = await enroll(nurse, {
      name: 'Salvage',
      birthDate: '1986-09-12',
      protocol: 'Salvage',
      enrolledOn: '2025-03-01',
      answers: {
        'Obstruction excluded': 'Yes',
        Karyotype: '46,XY',
        'Y chromosome microdeletion': 'None',
        'Testosterone or anabolic steroids, now or recently': 'No',
      },
      samplesWithoutSperm: ['2025-02-10'],
      failedMicroTeseOn: '2024-11-04',
      overrideReason: 'The partner is 41 and cannot wait.',
    });
    await logVisit(nurse, path, {
      on: '2025-03-05',
      labs: { LH: '8.1', FSH: '18.4', 'Total testosterone': '380' },
    });
    await recordPartner(nurse, path, '2025-03-02');
    await recordMicroTese(nurse, path, {
      on: '2025-04-22',
      spermFound: 'Yes',
      minutes: '140',
      left: 'Yes',
      right: 'No',
      earlierReason: 'The partner’s oocytes were retrieved on this day.',
    });
    await recordCycle(nurse, path, {
      on: '2025-04-22',
      sperm: 'Testicular, fresh',
      counts: { 'Eggs retrieved': '9', 'Fertilized (2PN)': '4', Embryos: '3', Frozen: '3' },
      transferOn: '2025-05-20',
    });
    await recordCheck(nurse, path, {
      on: '2025-06-05',
      complication: {
        kind: 'Other',
        since: '2025-04-23',
        words: 'Mild abdominal pain, paracetamol',
      },
    });
    await logVisit(nurse, path, { on: '2025-07-24', iief5: '22' });
    await logVisit(nurse, path, {
      on: '2025-11-20',
      labs: { LH: '8.8', FSH: '19.9', 'Total testosterone': '330' },
    });
    await reportOutcome(nurse, path, { outcome: 'Live birth', on: '2026-02-06', bornAlive: '2' });

    await nurse.page.goto(`${path}/schedule`);
    for (const item of ['Complication follow-up', 'IIEF-5 total', 'Hormones after surgery']) {
      await nurse.page
        .getByRole('row')
        .filter({ hasText: item })
        .getByText('Done')
        .first()
        .waitFor();
    }
  },
);
