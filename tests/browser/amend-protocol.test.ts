import { expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { civilDate, toDay } from '@/lib/dates/civil-date';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { courseOfMan, openClinic, testPassword } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { importUnderOlderVersion } from '@/tests/support/older-version';
import { recordsOfTreatment } from '@/tests/support/treated-man';

const { database, openPage } = await openApplication({ today: '2026-06-01' });
const clinic = await openClinic(database.owner);
const code = 'isotretinoin-noa';
const newest = protocolLibrary.find((definition) => definition.code === code)?.version;
const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });
const { imported } = await importUnderOlderVersion(
  database.owner,
  clinic,
  code,
  ['A-1', 'A-2', 'A-3'].map((studyId) =>
    courseOfMan({
      studyId,
      records: recordsOfTreatment(toDay(civilDate('2026-01-10')), toDay(civilDate('2026-05-20'))),
    }),
  ),
);

test('a protocol is amended while a visit is typed and while somebody else amends it, and nothing is lost', async () => {
  const nurse = await openPage(sessionOf(clinic.nurse));
  const atNurse = keyboardOf(nurse);
  await nurse.goto(`/patients/${imported[0]?.patientId}/visits/new`);
  await atNurse.fill(nurse.getByRole('textbox', { name: 'Note' }), 'Dry lips, otherwise well');

  const other = await openPage(sessionOf(clinic.physician));
  const atOther = keyboardOf(other);
  await other.goto(`/protocols/${code}/amend`);
  await other.getByText('3 men under treatment follow another version').waitFor();

  const physician = await openPage(sessionOf(clinic.physician));
  const atPhysician = keyboardOf(physician);
  await physician.goto(`/protocols/${code}`);
  await atPhysician.activate(physician.getByRole('link', { name: 'Amend enrollments' }));
  await physician.getByRole('heading', { name: 'Who moves' }).waitFor();
  await expectAccessible(physician);
  await atPhysician.activate(physician.getByRole('checkbox', { name: 'A-1' }), 'Space');
  await atPhysician.press('Control+Enter');
  await physician.getByText('Say why these men follow another version.').first().waitFor();
  await atPhysician.fill(
    physician.getByRole('textbox', { name: 'Why these men follow it' }),
    'Approved by the committee',
  );
  await atPhysician.fill(physician.getByLabel('Your password, to sign'), testPassword);
  await atPhysician.press('Control+Enter');
  await physician.getByText(/^1 man follows version .* from today\.$/).waitFor();
  await physician.getByRole('checkbox', { name: 'A-1' }).waitFor({ state: 'detached' });
  await expectAccessible(physician);

  await atOther.activate(other.getByRole('checkbox', { name: 'All 3 men who can move' }), 'Space');
  await atOther.fill(
    other.getByRole('textbox', { name: 'Why these men follow it' }),
    'Approved by the committee',
  );
  await atOther.fill(other.getByLabel('Your password, to sign'), testPassword);
  await atOther.press('Control+Enter');
  await other.getByText('1 man of 3 changed since you opened this page').waitFor();
  await atOther.activate(other.getByRole('button', { name: 'Look at the difference again' }));
  await other.getByRole('button', { name: 'Amend 2 men' }).waitFor();
  await atOther.press('Control+Enter');
  await other.getByText(`2 men follow version ${newest}`).waitFor();
  await other.getByText('Nobody to move').waitFor();

  await atNurse.press('Control+Enter');
  const plans = nurse.getByRole('region', { name: 'The plan as it was and as it is now' });
  await plans.getByText('version 1.1, settings “clinic” version 1').waitFor();
  await plans
    .getByText(`version ${newest}, settings “clinic” version 1`, { exact: true })
    .waitFor();
  await expectAccessible(nurse);
  const note = nurse.getByRole('textbox', { name: 'Note' });
  await expect.poll(() => note.inputValue()).toBe('Dry lips, otherwise well');
  await atNurse.activate(plans.getByRole('button', { name: /^Go on with the plan/ }));
  await plans.waitFor({ state: 'detached' });
  await expect.poll(() => note.inputValue()).toBe('Dry lips, otherwise well');
  await atNurse.press('Control+Enter');
  await nurse.getByRole('heading', { name: 'Visit of 1 Jun 2026 saved' }).waitFor();

  await nurse.goto(`/patients/${imported[0]?.patientId}/schedule`);
  await nurse.getByText(`Follows version ${newest}`).waitFor();
  await nurse.getByText('Before: version 1.1').waitFor();
});
