import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { listDigestRuns, listSubscriptions } from '@/lib/server/reminders/queries';
import { runDueDigests } from '@/lib/server/reminders/run-due-digests';
import { saveSubscription } from '@/lib/server/reminders/save-subscription';
import { listWork } from '@/lib/server/worklist/queries';
import { readWorklistSearch } from '@/lib/worklist/worklist-search';
import { trySql } from '@/tests/support/act-as';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { openMailbox } from '@/tests/support/mailbox';
import { submit } from '@/tests/support/submit';

const { owner, app, appUrl } = await openTestDatabase();
const mailbox = await openMailbox();
Object.assign(process.env, {
  DATABASE_URL: appUrl,
  NEXTAUTH_URL: 'https://sertoli.test',
  NEXTAUTH_SECRET: 'a secret of at least thirty-two characters',
  SMTP_URL: mailbox.url,
  MAIL_FROM: 'Sertoli <sertoli@clinic.test>',
});

let clinic: Clinic;
let studyId: string;

const subscribe = (actor: Actor, choice: object = {}) =>
  submit(saveSubscription, actor, {
    siteId: clinic.site.id,
    wanted: true,
    sendAt: '07:00',
    listsStudyIds: true,
    ...choice,
  });
const runsOf = async (actor: Actor) => await listDigestRuns(actor, { isOwn: true });

beforeAll(async () => {
  setToday('2026-03-20');
  clinic = await openClinic(owner);
  ({ studyId } = await importMan(clinic, {
    identity: {
      givenName: 'Amadeus',
      familyName: 'Quillfeather',
      birthDate: '1988-03-01',
      recordNumber: 'MRN-771',
    },
  }));
});

test('nobody gets a digest who did not ask for one', async () => {
  expect(await runDueDigests(new Date('2026-03-20T12:00:00Z'))).toBe(0);
  expect(await listSubscriptions(clinic.nurse, clinic.nurse.memberships)).toMatchObject([
    { siteId: clinic.site.id, chosen: null },
  ]);
});

test('it comes once a day, at the time of the site, with what Today shows and no name', async () => {
  await subscribe(clinic.nurse);
  // 06:59 and 07:00 in New York.
  expect(await runDueDigests(new Date('2026-03-20T10:59:00Z'))).toBe(0);
  expect(await runDueDigests(new Date('2026-03-20T11:00:00Z'))).toBe(1);
  expect(await runDueDigests(new Date('2026-03-20T11:01:00Z'))).toBe(0);
  const [mail] = mailbox.mails;
  const sections = await listWork(clinic.nurse, clinic.nurse.memberships, readWorklistSearch({}));
  const overdue = sections.find(({ group }) => group === 'overdue');
  expect(overdue?.total).toBe(1);
  expect(mail?.subject).toMatch(/^Site NYC, 2026-03-20: .*Overdue 1/);
  expect(mail?.text).toContain(`  ${studyId}: ${overdue?.rows[0]?.items[0]?.title}`);
  expect(mail?.text).toContain(`https://sertoli.test/today?site=${clinic.site.id}&only=overdue`);
  for (const secret of ['Amadeus', 'Quillfeather', '1988', 'MRN-771']) {
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(secret);
  }
  expect(await runsOf(clinic.nurse)).toMatchObject([
    { runOn: '2026-03-20', status: 'sent', attempts: 1, counts: { overdue: 1 }, problem: null },
  ]);
});

test('numbers only, where study ids are not wanted', async () => {
  await subscribe(clinic.physician, { listsStudyIds: false });
  const before = mailbox.mails.length;
  await runDueDigests(new Date('2026-03-20T12:00:00Z'));
  expect(mailbox.mails).toHaveLength(before + 1);
  expect(mailbox.mails.at(-1)?.text).toContain('Overdue: 1');
  expect(mailbox.mails.at(-1)?.text).not.toContain(studyId);
});

test('what was done in the meantime is not in it: it is read when it is sent', async () => {
  const other = await openClinic(owner, 'BOS');
  await submit(saveSubscription, other.nurse, {
    siteId: other.site.id,
    wanted: true,
    sendAt: '07:00',
    listsStudyIds: true,
  });
  const before = mailbox.mails.length;
  await runDueDigests(new Date('2026-03-20T12:00:00Z'));
  expect(mailbox.mails).toHaveLength(before);
  expect(await runsOf(other.nurse)).toMatchObject([{ status: 'nothing-due', counts: {} }]);
});

test('a server that refuses is asked again after ten minutes, five times in all, and the line says so', async () => {
  await subscribe(clinic.coordinator);
  mailbox.refuse(true);
  await runDueDigests(new Date('2026-03-20T12:00:00Z'));
  expect(await runsOf(clinic.coordinator)).toMatchObject([
    { status: 'failed', attempts: 1, problem: expect.stringContaining('could not be sent') },
  ]);
  expect(await runDueDigests(new Date('2026-03-20T12:09:00Z'))).toBe(0);
  mailbox.refuse(false);
  expect(await runDueDigests(new Date('2026-03-20T12:10:00Z'))).toBe(1);
  expect(await runsOf(clinic.coordinator)).toMatchObject([
    { status: 'sent', attempts: 2, problem: null },
  ]);
});

test('five failures end the day', async () => {
  await subscribe(clinic.administrator);
  mailbox.refuse(true);
  for (const minute of ['00', '10', '20', '30', '40', '50']) {
    await runDueDigests(new Date(`2026-03-20T13:${minute}:00Z`));
  }
  mailbox.refuse(false);
  expect(await runsOf(clinic.administrator)).toMatchObject([{ status: 'failed', attempts: 5 }]);
});

test('several processes at once send one mail', async () => {
  const at = new Date('2026-03-21T12:00:00Z');
  setToday('2026-03-21');
  const before = mailbox.mails.length;
  const lines = await Promise.all([runDueDigests(at), runDueDigests(at), runDueDigests(at)]);
  const people = new Set(mailbox.mails.slice(before).map(({ to }) => JSON.stringify(to)));
  expect(mailbox.mails.length - before).toBe(people.size);
  expect(lines.reduce((sum, some) => sum + some)).toBe(people.size + 1);
});

test('who ended it, was disabled or works there no more gets nothing', async () => {
  setToday('2026-03-22');
  await subscribe(clinic.nurse, { wanted: false });
  await owner.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [
    clinic.physician.userId,
  ]);
  await owner.query("UPDATE site_membership SET valid_to = '2026-03-21' WHERE user_id = ANY ($1)", [
    [clinic.coordinator.userId, clinic.administrator.userId],
  ]);
  const before = mailbox.mails.length;
  await runDueDigests(new Date('2026-03-22T12:00:00Z'));
  expect(mailbox.mails).toHaveLength(before);
});

test('the lines of others are for the administrators of the site, and for nobody else', async () => {
  await owner.query('UPDATE site_membership SET valid_to = NULL');
  const all = (userId: string) => trySql(app, userId, 'SELECT FROM digest_run');
  expect(await all(clinic.administrator.userId)).toMatchObject({
    rowCount: expect.toSatisfy((count) => count >= 4),
  });
  const own = await runsOf(clinic.nurse);
  expect(await all(clinic.nurse.userId)).toMatchObject({ rowCount: own.length });
  expect(await trySql(app, clinic.nurse.userId, 'SELECT FROM digest_subscription')).toMatchObject({
    rowCount: 1,
  });
});
