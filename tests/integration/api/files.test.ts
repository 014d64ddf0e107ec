// A file goes in and a file comes out, by a program alone.
import { beforeAll, expect, test } from 'vitest';
import { answerApi, callApi, tokenFor } from '@/tests/support/api';
import { type Clinic, importMan, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { setToday } from '@/tests/support/fixed-day';
import { runJobs } from '@/tests/support/jobs';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  setToday('2026-06-01');
  clinic = await openClinic(owner);
});

const upload = (token: string, fileName: string, bytes: string) =>
  answerApi(
    new Request(
      `http://localhost/api/v1/imports?site=${clinic.site.id}&kind=labs&fileName=${fileName}`,
      { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: bytes },
    ),
  );

test('laboratory results are brought, laid out, answered, checked and recorded', async () => {
  const { studyId, patientId } = await importMan(clinic);
  const token = await tokenFor(clinic.nurse);
  const titles = 'Study id,Collected,Laboratory,Test,Result,Unit';
  const uploaded = await upload(
    token,
    'results.csv',
    `${titles}\n${studyId},2026-02-10,Central,FSH,18.2,mIU/mL\n${studyId},2026-02-30,Central,FSH,17,mIU/mL\n`,
  );
  expect(uploaded.status).toBe(201);
  const { importId } = await uploaded.json();
  const address = `/imports/${importId}`;
  const read = async () => (await callApi(address, { token })).json;
  const write = (method: string, path: string, body: object) =>
    callApi(`${address}${path}`, { method, token, body });

  const { version } = await read();
  const laidOut = await write('PUT', '/layout', {
    version,
    sourceName: 'A laboratory',
    layout: {},
  });
  expect([laidOut.status, laidOut.text]).toEqual([200, expect.stringContaining(importId)]);
  const seen = await read();
  expect([seen.columns.length, seen.problems]).toEqual([6, []]);
  const open = seen.questions.map(({ key }: { key: string }) => key);
  const answers = { ...seen.settings.answers, confirmed: open };
  const answered = await write('PUT', '/answers', { version: seen.version, answers });
  expect([answered.status, answered.text]).toEqual([200, expect.stringContaining(importId)]);

  const asSeen = { version: (await read()).version };
  const asked = await write('POST', '/check', asSeen);
  expect([asked.status, asked.text]).toEqual([202, expect.stringContaining('jobId')]);
  await runJobs();
  expect(await read()).toMatchObject({
    status: 'checked',
    counts: { rows: 2, ready: 1, errors: 1 },
    issues: [{ row: 3, severity: 'error' }],
  });
  const issues = await callApi(`${address}/issues`, { token });
  expect([issues.status, issues.text.trim().split(/\r?\n/).length]).toEqual([200, 2]);

  const all = await write('POST', '/commit', { ...asSeen, mode: 'all' });
  expect([all.status, all.json.code]).toEqual([409, 'CONFLICT']);
  expect((await write('POST', '/commit', { ...asSeen, mode: 'valid' })).status).toBe(202);
  await runJobs();
  expect(await read()).toMatchObject({ status: 'committed' });
  const records = await callApi(`/patients/${patientId}/records?kind=lab-report`, { token });
  expect(records.json.items).toMatchObject([{ results: [{ analyte: 'fsh', value: 18.2 }] }]);
  expect((await callApi('/imports', { token })).json.items).toMatchObject([{ importId }]);
});

test('what is no table is refused by name, and nothing of it is an import', async () => {
  const token = await tokenFor(clinic.nurse);
  const before = (await callApi('/imports', { token })).json.items.length;
  const refused = await upload(token, 'empty.csv', '');
  expect([refused.status, (await refused.json()).code]).toEqual([422, 'INVALID_INPUT']);
  expect((await callApi('/imports', { token })).json.items).toHaveLength(before);
});

test('a snapshot is taken, exported by the worker and downloaded', async () => {
  await importMan(clinic);
  const token = await tokenFor(clinic.coordinator);
  const post = (path: string, body: object) => callApi(path, { method: 'POST', token, body });
  const siteId = clinic.site.id;
  const definition = { protocol: 'isotretinoin-noa', condition: { all: [] } };
  const cohort = await post('/cohorts', { siteId, siteIds: [siteId], name: 'All', definition });
  const { cohortId } = cohort.json;
  const snapshot = await post(`/cohorts/${cohortId}/snapshots`, { version: 1, name: 'June' });
  const { snapshotId } = snapshot.json;
  const asked = await post(`/snapshots/${snapshotId}/exports`, {
    format: 'subjects-csv',
    mode: 'limited',
  });
  expect(asked.status).toBe(202);
  const { jobId } = asked.json;
  expect((await callApi(`/exports/${jobId}`, { token })).json).toMatchObject({ status: 'queued' });
  expect((await callApi(`/exports/${jobId}/file`, { token })).status).toBe(404);
  await runJobs();
  const { json } = await callApi(`/exports/${jobId}`, { token });
  expect(json).toMatchObject({ status: 'done', isDownloadable: true });
  const file = await callApi(`/exports/${jobId}/file`, { token });
  expect([file.status, file.headers.get('content-length')]).toEqual([200, `${json.file.bytes}`]);
  expect(file.text.trim().split(/\r?\n/)).toHaveLength(json.total + 1);
  const list = await callApi(`/snapshots/${snapshotId}/exports`, { token });
  expect(list.json.items).toMatchObject([{ jobId, mode: 'limited' }]);
});
