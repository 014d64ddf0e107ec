import { expect, test } from 'vitest';
import { expectAccessible, openApplication } from '@/tests/support/browser';
import { keyboardOf } from '@/tests/support/keyboard';
import { openKnownClinic } from '@/tests/support/known-clinic';

// Without a worker, so that nothing happens but what the test does in its place.
const { database, openPage } = await openApplication();
const { owner } = database;
const clinic = await openKnownClinic(owner, 'HERE', '1980-01-01');

const asWorker = async (sql: string, ...values: unknown[]) =>
  (await owner.query<Record<string, string>>(sql, values)).rows[0] ?? {};

test('an export tells that nobody takes it up, then how far it is, and can be canceled', async () => {
  const { userId } = clinic.physician;
  const page = await openPage({ as: { userId, sessionVersion: 1 } });
  await page.goto(`/cohorts/${clinic.cohortId}/snapshots/${clinic.snapshotId}/exports`);
  await page.getByText('The worker is not running').waitFor();
  const keyboard = keyboardOf(page);

  await keyboard.pick(page.getByRole('group', { name: 'What leaves of a patient' }), /^Identified/);
  await keyboard.press('Control+Enter');
  await page.getByText('Say why names have to leave, in a few words.').first().waitFor();
  await keyboard.fill(
    page.getByRole('textbox', { name: 'Reason' }),
    'Asked by the ethics committee',
  );
  await keyboard.press('Control+Enter');
  const row = page.getByRole('row', { name: /ethics committee/ });
  await row.getByText('Waiting').waitFor();

  await owner.query("SELECT app.worker_alive(gen_random_uuid(), 'test')");
  const { job_id: job, claim } = await asWorker(
    "SELECT * FROM app.claim_job('{export}', interval '1 hour', 3)",
  );
  await owner.query("SELECT app.report_job($1, $2, 12, 40, '')", [job, claim]);
  await row.getByText('12 of 40 men').waitFor();
  await expect.poll(() => page.getByText('The worker is not running').count()).toBe(0);
  await expectAccessible(page);

  await keyboard.activate(row.getByRole('button', { name: /^Cancel/ }));
  await row.getByText('Stopping').waitFor();
  const { answer } = await asWorker(
    "SELECT app.report_job($1, $2, 13, 40, '') AS answer",
    job,
    claim,
  );
  expect(answer).toBe('cancel');
  await owner.query("SELECT app.finish_job($1, $2, 'canceled', NULL, NULL)", [job, claim]);
  await row.getByText('Canceled').waitFor();
});
