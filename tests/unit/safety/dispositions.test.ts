import { describe, expect, test } from 'vitest';
import { permissionRoles } from '@/lib/auth/permissions';
import { roles } from '@/lib/auth/roles';
import { closeFlagInputSchema, permissionToClose } from '@/lib/safety/dispositions';

describe('closing a flag', () => {
  test.each([
    ['amber', ['staff', 'physician']],
    ['red', ['physician']],
  ] as const)('%s is closed by %o only', (severity, expected) => {
    const allowed = permissionRoles[permissionToClose(severity)];
    expect(roles.filter((role) => allowed.includes(role))).toEqual(expected);
  });

  test.each([
    [{ disposition: 'dose-held' }, true],
    [{ disposition: 'no-action', reason: 'Measured after a meal; repeat was normal.' }, true],
    [{ disposition: 'no-action' }, false],
    [{ disposition: 'no-action', reason: '   ' }, false],
    [{ disposition: 'ignored' }, false],
    [{}, false],
  ])('%o is accepted: %s', (closing, expected) => {
    expect(closeFlagInputSchema.safeParse(closing).success).toBe(expected);
  });
});
