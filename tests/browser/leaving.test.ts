// Without a mouse: how a man leaves, comes back and moves to another site.
import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import type { ImportedCourseInput } from '@/lib/enrollment/imported-course';
import { enrollPatient } from '@/lib/server/patients/enroll-patient';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { type Clinic, firstDose, importMan, openClinic } from '@/tests/support/clinic';
import { keyboardOf } from '@/tests/support/keyboard';
import { submit } from '@/tests/support/submit';

const { database, openPage } = await openApplication({ today: '2026-04-12' });
const clinic: Clinic = await openClinic(database.owner, 'NYC');
const boston: Clinic = await openClinic(database.owner, 'BOS');

const sessionOf = ({ userId }: Actor) => ({ as: { userId, sessionVersion: 1 } });

const anxiety: ImportedCourseInput['records'][number] = {
  kind: 'adverse-event',
  on: '2026-03-02',
  content: {
    term: 'other',
    description: 'Anxiety at night',
    systemOrganClass: 'Psychiatric disorders',
    grades: [{ from: '2026-03-02', grade: 2 }],
  },
};

const comingBack = (patientId: string) => ({
  siteId: clinic.site.id,
  patient: { kind: 'existing', patientId },
  protocol: 'isotretinoin-noa',
  arm: 'isotretinoin',
  consentOn: '2026-04-10',
  enrolledOn: '2026-04-12',
  overrideReason: 'Comes back',
  findings: [
    {
      kind: 'finding',
      on: '2026-04-10',
      content: { finding: 'hypersensitivity-isotretinoin', answer: 'no' },
    },
  ],
});

describe('leaving', () => {
  test('withdrawn because of an adverse event, from its page; the end taken back by a physician', async () => {
    const { patientId } = await importMan(clinic, { records: [firstDose, anxiety] });
    const page = await openPage(sessionOf(clinic.nurse));
    await page.goto(`/patients/${patientId}/adverse-events`);
    const keys = keyboardOf(page);
    await keys.activate(page.getByRole('link', { name: /^Withdraw him because of/ }));
    await page.getByRole('heading', { name: 'End enrollment' }).waitFor();
    await expect.poll(() => page.getByRole('radio', { name: /^Withdrawn/ }).isChecked()).toBe(true);
    await keys.fill(
      page.getByRole('textbox', { name: 'Reason' }),
      'Anxiety at night, wants to stop',
    );
    await keys.press('Control+Enter');
    // Refused: what was typed stays, and the field says what is missing.
    await page.getByText('Therapy goes on: enter the last dose.').first().waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Reason' }).inputValue())
      .toContain('Anxiety');
    await expectAccessible(page);
    await keys.fill(page.getByRole('textbox', { name: 'Last dose' }), '2026-04-10');
    await keys.press('Control+Enter');
    await page.getByRole('heading', { name: 'Withdrawn on 12 Apr 2026' }).waitFor();
    await page.getByText('withdrawn (anxiety', { exact: false }).first().waitFor();
    await expectAccessible(page);

    const physician = await openPage(sessionOf(clinic.physician));
    await physician.goto(`/patients/${patientId}/schedule`);
    const hers = keyboardOf(physician);
    await hers.activate(physician.getByRole('button', { name: 'The end was a mistake…' }));
    await hers.fill(physician.getByRole('textbox', { name: 'Reason' }), 'Wrong man');
    await hers.activate(physician.getByRole('button', { name: 'Reopen' }));
    await physician.getByRole('link', { name: 'End enrollment…' }).waitFor();
  });

  test('lost: a nurse reads how many contacts are missing, a physician ends it with a reason', async () => {
    const { patientId } = await importMan(clinic);
    const nurse = await openPage(sessionOf(clinic.nurse));
    await nurse.goto(`/patients/${patientId}/end`);
    const keys = keyboardOf(nurse);
    await keys.pick(nurse.getByRole('group', { name: 'How it ends' }), /^Lost to follow-up/);
    await nurse.getByText('0 of 3 attempts to reach him since enrollment').waitFor();
    const physician = await openPage(sessionOf(clinic.physician));
    await physician.goto(`/patients/${patientId}/end`);
    const hers = keyboardOf(physician);
    await hers.pick(physician.getByRole('group', { name: 'How it ends' }), /^Lost to follow-up/);
    await hers.fill(physician.getByRole('textbox', { name: 'Ended on' }), '2026-04-01');
    await hers.fill(
      physician.getByRole('textbox', { name: 'Why fewer contacts are enough' }),
      'His number belongs to somebody else',
    );
    await hers.activate(
      physician.getByRole('checkbox', { name: 'The last dose is not known' }),
      'Space',
    );
    await hers.fill(
      physician.getByRole('textbox', { name: 'Reason', exact: true }),
      'Cannot be reached',
    );
    await hers.press('Control+Enter');
    await physician.getByRole('heading', { name: 'Lost to follow-up on 1 Apr 2026' }).waitFor();
    await physician.getByText('last dose not known, 1 Apr 2026 at the latest').waitFor();
    await physician.goto(`/patients/${patientId}/therapy`);
    await physician
      .getByRole('heading', { name: 'Last dose not known; the enrollment ended on 1 Apr 2026' })
      .waitFor();
    await expectAccessible(physician);
  });
});

test('coming back: both enrollments can be read, and nothing is added to the earlier one', async () => {
  const { patientId } = await importMan(clinic, {
    consentOn: '2025-06-01',
    enrolledOn: '2025-06-01',
    records: [
      { ...firstDose, on: '2025-06-05' },
      { kind: 'stop', on: '2025-08-01', content: { reason: 'patient-choice' } },
    ],
    ended: { on: '2025-08-02', status: 'withdrawn', reason: 'Travels' },
  });
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}`);
  const keys = keyboardOf(page);
  await keys.activate(page.getByRole('link', { name: 'Enroll again' }));
  await page.getByRole('heading', { name: /^Enroll .* again$/ }).waitFor();
  await submit(enrollPatient, clinic.nurse, comingBack(patientId));
  await page.goto(`/patients/${patientId}/schedule`);
  await page.getByRole('link', { name: 'End enrollment…' }).waitFor();
  await keys.activate(page.getByRole('link', { name: /2025-06-01 to 2025-08-02, withdrawn/ }));
  await page.getByText('An earlier enrollment, kept as it was').waitFor();
  await keys.activate(page.getByRole('link', { name: 'Schedule', exact: true }));
  await page.getByRole('heading', { name: 'Withdrawn on 2 Aug 2025' }).waitFor();
  expect(page.url()).toContain('?enrollment=');
  expect(await page.getByRole('link', { name: 'Log visit' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /^Change/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Log a contact…' }).count()).toBe(0);
  await expectAccessible(page);
});

test('a record of an earlier enrollment opens from its therapy', async () => {
  const { patientId } = await importMan(clinic, {
    consentOn: '2025-06-01',
    enrolledOn: '2025-06-01',
    records: [
      { ...firstDose, on: '2025-06-05' },
      { kind: 'stop', on: '2025-08-01', content: { reason: 'patient-choice' } },
    ],
    ended: { on: '2025-08-02', status: 'withdrawn', reason: 'Travels' },
  });
  await submit(enrollPatient, clinic.nurse, comingBack(patientId));
  const page = await openPage(sessionOf(clinic.nurse));
  await page.goto(`/patients/${patientId}`);
  const keys = keyboardOf(page);
  await keys.activate(page.getByRole('link', { name: /2025-06-01 to 2025-08-02, withdrawn/ }));
  // The tabs change with the page; a faster key would still follow the other enrollment's.
  await page.getByText('An earlier enrollment, kept as it was').waitFor();
  await keys.activate(page.getByRole('link', { name: 'Therapy', exact: true }));
  await page.getByRole('heading', { name: 'Stopped; last dose 1 Aug 2025' }).waitFor();
  await keys.activate(page.getByRole('link', { name: 'Isotretinoin', exact: true }));
  await page.waitForURL('**/records/**');
  await page.getByText('20 mg', { exact: false }).first().waitFor();
});

test('moving: his site offers him, the other accepts him under a new study id, and his site sees him no more', async () => {
  const { studyId: taken } = await importMan(boston);
  const { patientId } = await importMan(clinic, { studyId: taken });
  const here = await openPage(sessionOf(clinic.nurse));
  await here.goto(`/patients/${patientId}/schedule`);
  const keys = keyboardOf(here);
  await keys.activate(here.getByRole('button', { name: 'Offer to another site…' }));
  await keys.choose(here.getByRole('combobox', { name: 'Site' }), 'Site BOS');
  await keys.fill(here.getByRole('textbox', { name: 'Reason' }), 'He has moved to Boston');
  await keys.activate(here.getByRole('button', { name: 'Offer', exact: true }));
  await here.getByText('Offered to Site BOS on', { exact: false }).waitFor();
  await expectAccessible(here);

  const there = await openPage(sessionOf(boston.nurse));
  await there.goto('/patients');
  await there.getByRole('heading', { name: 'Offered by other sites 1' }).waitFor();
  await expectAccessible(there);
  const theirs = keyboardOf(there);
  await theirs.activate(there.getByRole('button', { name: `Accept ${taken}` }));
  await theirs.activate(there.getByRole('button', { name: 'Accept', exact: true }));
  await there.getByText('Another patient of your site has this study id.').first().waitFor();
  await theirs.fill(there.getByRole('textbox', { name: 'Study id here' }), 'BOS-77');
  await theirs.activate(there.getByRole('button', { name: 'Accept', exact: true }));
  await there.waitForURL(`**/patients/${patientId}`);
  await there.getByText('BOS-77', { exact: false }).first().waitFor();

  const gone = await here.goto(`/patients/${patientId}`);
  expect(gone?.status()).toBe(404);
});
