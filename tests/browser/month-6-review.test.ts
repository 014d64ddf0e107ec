import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, importMan, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-07-12' });
const clinic: Clinic = await openClinic(database.owner);

const day = (date: string) => toDay(civilDate(date));
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

/** S0: seven men without ejaculated sperm had micro-TESE on the drug, and six had enough for all eggs. */
test('without sperm at month 6 the physician chooses micro-TESE on drug, and sperm found is a partial response', async () => {
  const { patientId, studyId } = await importMan(clinic, {
    records: recordsOfTreatment(day('2026-01-10'), day('2026-07-12')),
  });
  const physician = await openPage(sessionOf(clinic.physician));
  const atPhysician = keyboardOf(physician);
  await physician.goto('/decisions');
  const waiting = physician.getByRole('listitem').filter({ hasText: studyId });
  await waiting.getByText('Month 6 review').first().waitFor();
  await atPhysician.activate(waiting.getByRole('link', { name: /Month 6 review/ }).first());
  await physician.getByRole('heading', { name: 'Continue after month 6?' }).first().waitFor();
  await expectAccessible(physician);
  const evidence = physician.getByRole('list', { name: 'Evidence' });
  await evidence
    .getByText(/Semen analysis: .*pellet/)
    .first()
    .waitFor();
  const futures = physician.getByRole('complementary', { name: 'What each option would do' });
  await futures.getByText(/^The drug stays on his plan until the stop is recorded/).waitFor();
  const options = physician.getByRole('group', { name: 'Decision' });
  await atPhysician.pick(options, 'Micro-TESE on isotretinoin');
  await atPhysician.fill(
    physician.getByRole('textbox', { name: 'Reason' }),
    'No sperm in three pellets; the couple wants retrieval',
  );
  await atPhysician.fill(physician.getByLabel('Your password, to sign'), testPassword);
  await atPhysician.press('Control+Enter');
  await physician.waitForURL(`**/patients/${patientId}`);

  const nurse = await openPage(sessionOf(clinic.nurse));
  const atNurse = keyboardOf(nurse);
  await nurse.goto(`/patients/${patientId}/visits/new`);
  await atNurse.activate(nurse.getByRole('button', { name: /^Procedures/ }));
  await atNurse.activate(nurse.getByRole('button', { name: 'Add a procedure' }));
  await atNurse.choose(nurse.getByRole('combobox', { name: 'Procedure' }), 'Micro-TESE');
  await atNurse.pick(nurse.getByRole('group', { name: 'Sperm found' }), 'Yes');
  await atNurse.pick(nurse.getByRole('group', { name: 'Enough for every egg' }), 'Yes');
  await atNurse.press('Control+Enter');
  await nurse.getByRole('heading', { name: 'Visit of 12 Jul 2026 saved' }).waitFor();
  await expectAccessible(nurse);

  await nurse.goto(`/patients/${patientId}/semen`);
  await nurse
    .getByText(/^Partial response/)
    .first()
    .waitFor();
  await physician.goto(`/patients/${patientId}/decisions/month-6-review`);
  await physician.getByText('Reason: No sperm in three pellets').first().waitFor();
  await expect
    .poll(() => physician.getByText(/Signed by Test physician/).count())
    .toBeGreaterThan(0);
});
