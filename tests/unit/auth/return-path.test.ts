import { describe, expect, test } from 'vitest';
import { safeReturnPath } from '@/lib/auth/return-path';

describe('safeReturnPath', () => {
  test.each([
    ['/today', '/today'],
    ['/patients/1?tab=semen', '/patients/1?tab=semen'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['today', '/'],
    ['/sign-in?next=/sign-in', '/'],
    ['/api/auth/signout', '/'],
    ['', '/'],
    [undefined, '/'],
    [['/today', '/patients'], '/'],
  ])('%j leads to %s', (wanted, path) => {
    expect(safeReturnPath(wanted)).toBe(path);
  });
});
