import { expect, test } from 'vitest';
import { byteSize } from '@/lib/export/byte-size';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [1449, '1.4 kB'],
  [99_949, '99.9 kB'],
  [99_951, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [1_048_576, '1.0 MB'],
  [52_000_000, '52.0 MB'],
  [3_200_000_000, '3.2 GB'],
  [5_000_000_000_000, '5000 GB'],
])('%d bytes read as %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});
