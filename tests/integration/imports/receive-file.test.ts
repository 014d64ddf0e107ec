import { expect, test } from 'vitest';
import { receiveFile } from '@/lib/server/imports/receive-file';

const address = 'http://localhost/imports/upload';
const headers = { 'content-type': 'application/octet-stream', 'x-file-name': 'M%C3%A4rz.csv' };
const request = (given: Record<string, string>, body: string | null = 'a') =>
  new Request(address, { method: 'POST', headers: given, body });

test('the name of a file keeps its letters, and its bytes come as they were', async () => {
  const { fileName, bytes } = receiveFile(request(headers, 'Study id\nS-1'));
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) {
    pieces.push(piece);
  }
  expect([fileName, Buffer.concat(pieces).toString()]).toEqual(['März.csv', 'Study id\nS-1']);
});

test.each([
  ['that says to be too big', { ...headers, 'content-length': '1073741824' }, 'INVALID_INPUT'],
  ['without a name', { 'content-type': 'application/octet-stream' }, 'INVALID_INPUT'],
  ['whose name is not encoded', { ...headers, 'x-file-name': '%E0%A4%A' }, 'INVALID_INPUT'],
  [
    'of a type that a form can send',
    { ...headers, 'content-type': 'text/plain' },
    'UNSUPPORTED_TYPE',
  ],
])('a file %s is refused before anything is read', (_what, given, code) => {
  expect(() => receiveFile(request(given))).toThrow(expect.objectContaining({ code }));
});

test('a request without a file is refused', () => {
  const refusal = expect.objectContaining({ code: 'INVALID_INPUT' });
  expect(() => receiveFile(request(headers, null))).toThrow(refusal);
});
