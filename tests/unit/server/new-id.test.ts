import { expect, test } from 'vitest';
import { newId } from '@/lib/server/db/new-id';

test('ids are UUIDs of version 7 and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 10_000 }, newId);
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(ids.filter((id) => !shape.test(id))).toEqual([]);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});
