import { describe, expect, test } from 'vitest';
import { addMemberInputSchema, siteInputSchema } from '@/lib/auth/member';

describe('addMemberInputSchema', () => {
  const member = {
    siteId: '00000000-0000-7000-8000-000000000001',
    email: 'Ana.Silva@Clinic.org',
    displayName: ' Ana Silva ',
    role: 'staff',
    seesIdentity: false,
    initialPassword: 'a first password',
  };

  test('a complete member is accepted with a trimmed name and a lower-case address', () => {
    expect(addMemberInputSchema.parse(member)).toEqual({
      ...member,
      email: 'ana.silva@clinic.org',
      displayName: 'Ana Silva',
    });
  });

  test.each([
    [{ role: 'owner' }, 'role'],
    [{ siteId: '' }, 'siteId'],
    [{ displayName: '   ' }, 'displayName'],
    [{ displayName: 'x'.repeat(10_240) }, 'displayName'],
    [{ initialPassword: 'short' }, 'initialPassword'],
    [{ initialPassword: 'ana.silva-2026' }, 'initialPassword'],
  ])('%o is refused beside its field', (change, field) => {
    const result = addMemberInputSchema.safeParse({ ...member, ...change });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
  });
});

describe('siteInputSchema', () => {
  test.each([
    ['America/New_York', true],
    ['Pacific/Auckland', true],
    ['UTC', true],
    ['New York', false],
    ['', false],
  ])('the zone %s is accepted: %s', (timeZone, accepted) => {
    const result = siteInputSchema.safeParse({ code: 'nyc', name: 'New York', timeZone });
    expect(result.success).toBe(accepted);
  });

  test('the code becomes upper-case', () => {
    const site = siteInputSchema.parse({ code: 'nyc', name: 'New York', timeZone: 'UTC' });
    expect(site.code).toBe('NYC');
  });
});
