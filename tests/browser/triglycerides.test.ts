import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

// The days of the story are entered together on its last one: late entry gives the same plan (engine §3).
const { database, openPage } = await openApplication({ today: '2026-03-20' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** S0's safety line is 500 mg/dL; above it the rule proposes a hold, and dispensing waits for a physician (engine §7). */
test('triglycerides of 512 mg/dL at week 4: flag, hold, follow-up, repeat, resume', async () => {
  const { patientId, studyId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: [
      ...recordsOfTreatment(day('2026-02-08'), day('2026-03-01')),
      { kind: 'symptom-check', on: '2026-02-20', content: { answers: { 'dry-lips': 'mild' } } },
    ],
  });
  const path = `/patients/${patientId}`;
  const nurse = await openPage(sessionOf(clinic.nurse));
  const atNurse = keyboardOf(nurse);
  const physician = await openPage(sessionOf(clinic.physician));
  const atPhysician = keyboardOf(physician);

  await nurse.goto('/today');
  await nurse.getByText('Week 4 labs').first().waitFor();
  await atNurse.activate(nurse.getByRole('link', { name: /^Log visit: / }).first());
  await nurse.waitForURL(`**${path}/visits/new**`);
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Visit on' }), '2026-03-10');
  await atNurse.fill(nurse.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Triglycerides', exact: true }), '512');
  await atNurse.activate(
    nurse.getByRole('checkbox', { name: 'Triglycerides 512 is right' }),
    'Space',
  );
  await atNurse.press('Control+Enter');
  await nurse.getByText(/Red flag raised: .*512/).waitFor();

  await physician.goto('/decisions');
  const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
  await atPhysician.activate(waiting.getByRole('link', { name: /Triglycerides/ }).first());
  await physician.getByText(/dispensing is blocked/).waitFor();
  await expectAccessible(physician);
  await physician.goto(`${path}/therapy`);
  await atPhysician.activate(physician.getByRole('button', { name: 'Hold', exact: true }));
  const holding = physician.getByRole('dialog');
  await atPhysician.fill(
    holding.getByRole('textbox', { name: 'First day without the drug' }),
    '2026-03-11',
  );
  await atPhysician.choose(holding.getByRole('combobox', { name: 'Reason' }), 'Laboratory result');
  await atPhysician.activate(holding.getByRole('button', { name: 'Put on hold' }));
  await physician.getByRole('heading', { name: 'On hold since 11 Mar 2026' }).waitFor();

  await physician.goto(`${path}/flags`);
  await atPhysician.activate(physician.getByRole('button', { name: /Say what was done/ }));
  const closing = physician.getByRole('dialog');
  await atPhysician.choose(closing.getByRole('combobox', { name: 'What was done' }), 'Dose held');
  await atPhysician.fill(closing.getByLabel('Your password, to sign'), testPassword);
  await atPhysician.activate(closing.getByRole('button', { name: 'Close flag' }));
  await physician.getByText(/^Closed .* by Test physician/).waitFor();

  await nurse.goto(`${path}/visits/new`);
  await nurse.getByText('Follow-up after hold').first().waitFor();
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Visit on' }), '2026-03-18');
  await atNurse.activate(nurse.getByRole('checkbox', { name: /^No change since/ }), 'Space');
  await atNurse.press('Control+Enter');
  await nurse.getByText(/Follow-up after hold done on time/).waitFor();
  await nurse.goto(`${path}/labs/new`);
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Collected on' }), '2026-03-18');
  await atNurse.fill(nurse.getByRole('combobox', { name: 'Laboratory' }), 'Central');
  await atNurse.fill(nurse.getByRole('combobox', { name: /^Add a test/ }), 'Triglycerides');
  await atNurse.press('Enter');
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Triglycerides', exact: true }), '180');
  await atNurse.press('Control+Enter');
  await nurse.getByRole('heading', { name: 'Lab report of 18 Mar 2026 saved' }).waitFor();

  await physician.goto(`${path}/therapy`);
  await atPhysician.activate(physician.getByRole('button', { name: 'Resume', exact: true }));
  const resuming = physician.getByRole('dialog');
  await atPhysician.fill(
    resuming.getByRole('textbox', { name: 'First day with the drug again' }),
    '2026-03-19',
  );
  await atPhysician.fill(
    resuming.getByRole('textbox', { name: 'Reason' }),
    'Fasting repeat: 180 mg/dL',
  );
  await atPhysician.activate(resuming.getByRole('button', { name: 'Resume' }));
  await physician.getByRole('heading', { name: 'On therapy since 8 Feb 2026' }).waitFor();
  await expectAccessible(physician);

  await nurse.goto(`${path}/flags`);
  expect(await nurse.getByRole('button', { name: /Say what was done/ }).count()).toBe(0);
});
