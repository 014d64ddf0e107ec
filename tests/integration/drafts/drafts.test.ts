import { beforeAll, expect, test } from 'vitest';
import { discardDraft } from '@/lib/server/drafts/discard-draft';
import { findDraft } from '@/lib/server/drafts/find-draft';
import { saveDraft } from '@/lib/server/drafts/save-draft';
import { type Clinic, openClinic } from '@/tests/support/clinic';
import { openTestDatabase } from '@/tests/support/database';
import { refusalOf, submit } from '@/tests/support/submit';

const { owner } = await openTestDatabase();

let clinic: Clinic;

beforeAll(async () => {
  clinic = await openClinic(owner);
});

const formKey = 'visit:1';
const draft = (content: unknown) => ({ formKey, siteId: clinic.site.id, content });

test('what somebody typed is there again, the newest version of it', async () => {
  await submit(saveDraft, clinic.nurse, draft({ note: 'Feels' }));
  const { savedAt } = await submit(saveDraft, clinic.nurse, draft({ note: 'Feels well 😀' }));
  expect(await findDraft(clinic.nurse, formKey)).toEqual({
    content: { note: 'Feels well 😀' },
    savedAt,
  });
});

test('nobody else sees it, and it leaves no trail', async () => {
  await submit(saveDraft, clinic.nurse, draft({ note: 'mine' }));
  expect(await findDraft(clinic.physician, formKey)).toBeNull();
  const { rows } = await owner.query("SELECT FROM audit_event WHERE table_name = 'draft'");
  expect(rows).toEqual([]);
});

test('it is gone once it was discarded', async () => {
  await submit(saveDraft, clinic.nurse, draft({ note: 'x' }));
  await submit(discardDraft, clinic.nurse, { formKey });
  expect(await findDraft(clinic.nurse, formKey)).toBeNull();
});

test('a draft for another site is refused', async () => {
  const elsewhere = await openClinic(owner, 'TYO', 'Asia/Tokyo');
  const foreign = { ...draft({ note: 'x' }), siteId: elsewhere.site.id };
  expect(await refusalOf(submit(saveDraft, clinic.nurse, foreign))).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a password that stands in a form is not kept, however deep', async () => {
  const typed = { note: 'x', password: 'secret', signing: [{ password: 'secret', reason: 'y' }] };
  await submit(saveDraft, clinic.nurse, draft(typed));
  const { content } = (await findDraft(clinic.nurse, formKey)) ?? expect.unreachable();
  expect(content).toEqual({ note: 'x', signing: [{ reason: 'y' }] });
  const { rows } = await owner.query("SELECT FROM draft WHERE content::text LIKE '%secret%'");
  expect(rows).toEqual([]);
});
