import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-05-10' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** Engine §7: any suicidal ideation is red at once; §8: no blood donation for a month after the last dose. */
test('suicidal ideation at a check is red at once; a physician stops, and the embargo runs', async () => {
  const { patientId, studyId } = await importMan(clinic, {
    consentOn: '2026-02-03',
    enrolledOn: '2026-02-03',
    records: recordsOfTreatment(day('2026-02-08'), day('2026-04-20')),
  });
  const nurse = await openPage(sessionOf(clinic.nurse));
  const atNurse = keyboardOf(nurse);
  await nurse.goto(`/patients/${patientId}/visits/new`);
  await atNurse.activate(nurse.getByRole('button', { name: 'Something changed' }));
  await atNurse.choose(nurse.getByRole('combobox', { name: 'Suicidal thoughts' }), 'Yes');
  await atNurse.press('Control+Enter');
  await nurse.getByRole('heading', { name: 'Visit of 10 May 2026 saved' }).waitFor();
  await nurse.getByText(/Red flag raised: .*Suicidal thoughts/).waitFor();
  await expectAccessible(nurse);

  const physician = await openPage(sessionOf(clinic.physician));
  const atPhysician = keyboardOf(physician);
  await physician.goto('/decisions');
  const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
  await waiting.getByText('Mood and behavior').first().waitFor();
  await atPhysician.activate(waiting.getByRole('link', { name: /Mood and behavior/ }).first());
  await physician.getByText(/See the patient today/).waitFor();
  await expectAccessible(physician);

  await physician.goto(`/patients/${patientId}/therapy`);
  await atPhysician.activate(physician.getByRole('button', { name: 'Stop', exact: true }));
  const dialog = physician.getByRole('dialog');
  await atPhysician.fill(dialog.getByRole('textbox', { name: 'Last dose on' }), '2026-05-09');
  await atPhysician.choose(dialog.getByRole('combobox', { name: 'Reason' }), 'Adverse event');
  await atPhysician.activate(dialog.getByRole('button', { name: 'Stop therapy' }));
  await physician.getByRole('heading', { name: 'Stopped; last dose 9 May 2026' }).waitFor();
  await physician.getByText('No blood donation up to and including 9 Jun 2026').first().waitFor();

  await physician.goto(`/patients/${patientId}/flags`);
  await atPhysician.activate(physician.getByRole('button', { name: /Say what was done/ }));
  const closing = physician.getByRole('dialog');
  await atPhysician.choose(
    closing.getByRole('combobox', { name: 'What was done' }),
    'Therapy stopped',
  );
  await atPhysician.fill(closing.getByLabel('Your password, to sign'), testPassword);
  await atPhysician.activate(closing.getByRole('button', { name: 'Close flag' }));
  await physician.getByText(/^Closed .* by Test physician/).waitFor();

  await physician.goto(`/patients/${patientId}/schedule`);
  const followUp = physician.getByRole('row').filter({ hasText: 'Follow-up after stop' });
  await followUp.getByText('2026-05-16').first().waitFor();
  const dispensing = physician.getByRole('row').filter({ hasText: 'Dispensing 5' });
  await expect.poll(() => dispensing.innerText()).toMatch(/not applicable/i);
  await expectAccessible(physician);
});
