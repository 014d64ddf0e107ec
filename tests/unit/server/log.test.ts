import { afterEach, describe, expect, test, vi } from 'vitest';
import { logFailure } from '@/lib/server/log';

function logged(error: unknown): Record<string, unknown> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  logFailure('test', error, { eventId: 'e-1' });
  return JSON.parse(lines.join('')) as Record<string, unknown>;
}

afterEach(() => vi.restoreAllMocks());

describe('logFailure', () => {
  test('an unknown error leaves its class and its frames, never its text', () => {
    const error = new TypeError('duplicate key: (record_number)=(MRN-4711)');
    const entry = logged(error);
    expect(entry).toMatchObject({
      level: 'error',
      event: 'test',
      error: 'TypeError',
      eventId: 'e-1',
    });
    expect(entry['stack']).toContain('log.test.ts');
    expect(JSON.stringify(entry)).not.toContain('MRN-4711');
  });

  test('a text of several lines does not slip in with the stack', () => {
    const error = new Error('first line\n    at Jane Doe, MRN-4711');
    expect(JSON.stringify(logged(error))).not.toContain('MRN-4711');
  });

  test('something thrown that is no error leaves its type', () => {
    expect(logged('MRN-4711')).toMatchObject({ error: 'string' });
  });
});
