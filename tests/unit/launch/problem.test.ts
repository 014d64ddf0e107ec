import { expect, test } from 'vitest';
import { recognizeProblem } from '@/scripts/launch/problem';

// Texts as initdb, PostgreSQL and Node really print them.
test.each([
  [
    'initdb on a full disk',
    'initdb: error: could not write file "/d/postgres.new/postgresql.conf": No space left on device',
    'The disk is full: free at least 200 MB for /d and try again.',
  ],
  [
    'a statement on a full disk',
    'could not extend file "base/16385/2606_fsm": No space left on device',
    'The disk is full: free at least 200 MB for /d and try again.',
  ],
  [
    'Node on a full disk',
    "ENOSPC: no space left on device, write '/d/secrets.json.new'",
    'The disk is full: free at least 200 MB for /d and try again.',
  ],
  [
    'initdb in a folder of somebody else',
    'initdb: error: could not create directory "/d/postgres": Permission denied',
    'The folder /d is not writable.',
  ],
  [
    'Node on a read-only disk',
    "EROFS: read-only file system, mkdir '/d'",
    'The folder /d is not writable.',
  ],
  [
    'a lock of a running server',
    'FATAL:  lock file "postmaster.pid" already exists',
    'Another program is using the data folder /d.',
  ],
  [
    'data of another version',
    'FATAL:  database files are incompatible with server',
    'The data in /d were made by another PostgreSQL version; start again with --reset to discard them.',
  ],
])('%s becomes one line', (_case, text, line) => {
  expect(recognizeProblem(text, '/d')?.message).toBe(line);
});

test('an unknown text is not explained away', () => {
  expect(recognizeProblem('FATAL:  something else', '/d')).toBeNull();
});
