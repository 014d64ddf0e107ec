import { expect, test } from 'vitest';
import { openApplication } from '@/tests/support/browser';

const { address } = await openApplication();

test('every answer forbids framing, sniffing and foreign scripts', async () => {
  const { headers } = await fetch(`${address}/sign-in`);
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toMatch(/script-src 'self' 'nonce-[^']+'/);
  expect(headers.get('x-powered-by')).toBeNull();
});
