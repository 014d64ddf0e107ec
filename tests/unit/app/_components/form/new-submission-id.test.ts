import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newSubmissionId } from '@/app/_components/form/new-submission-id';

describe('newSubmissionId', () => {
  test('makes ids that the server accepts as version 4, each a new one', () => {
    const ids = Array.from({ length: 1000 }, newSubmissionId);
    expect(ids.filter((id) => !z.uuid({ version: 'v4' }).safeParse(id).success)).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
