import { describe, expect, test } from 'vitest';
import type { Actor } from '@/lib/auth/actor';
import { can, canAnywhere, sitesWhere } from '@/lib/auth/can';
import { type Permission, permissions } from '@/lib/auth/permissions';
import { type Role, roles } from '@/lib/auth/roles';

const here = '00000000-0000-7000-8000-000000000001';
const elsewhere = '00000000-0000-7000-8000-000000000002';

function actorWith(role: Role, seesIdentity = false): Actor {
  return {
    userId: '00000000-0000-7000-8000-0000000000aa',
    displayName: 'Test Person',
    memberships: [
      {
        siteId: here,
        siteCode: 'AAA',
        siteName: 'Site A',
        timeZone: 'America/New_York',
        role,
        seesIdentity,
      },
    ],
  };
}

// s = staff, p = physician, c = coordinator, a = administrator
const table: readonly (readonly [Permission, string])[] = [
  ['patient:read', 'spca'],
  ['identity:read', 'sp'],
  ['patient:enroll', 'sp'],
  ['visit:record', 'sp'],
  ['record:amend', 'sp'],
  ['therapy:change', 'sp'],
  ['plan:adjust', 'sp'],
  ['flag:close', 'sp'],
  ['flag:close-red', 'p'],
  ['decision:make', 'p'],
  ['response:confirm', 'p'],
  ['screening:record', 'spc'],
  ['export:study', 'pc'],
  ['audit:read', 'pca'],
  ['site:administer', 'a'],
  ['user:administer', 'a'],
  ['settings:approve', 'p'],
  ['protocol:amend', 'p'],
];

describe('can', () => {
  test('the matrix names every permission once', () => {
    expect(table.map(([permission]) => permission).sort()).toEqual([...permissions].sort());
  });

  test.each(table)('%s is held by exactly the roles %s', (permission, letters) => {
    for (const role of roles) {
      expect([role, can(actorWith(role), permission, here)]).toEqual([
        role,
        letters.includes(role.charAt(0)),
      ]);
    }
  });

  test.each(table)('%s at one site gives nothing at another', (permission) => {
    for (const role of roles) {
      expect(can(actorWith(role, true), permission, elsewhere)).toBe(false);
    }
  });

  test('a coordinator or administrator reads names only with the personal grant', () => {
    expect(can(actorWith('coordinator', true), 'identity:read', here)).toBe(true);
    expect(can(actorWith('administrator', true), 'identity:read', here)).toBe(true);
  });

  test('the identity grant opens nothing else', () => {
    for (const permission of permissions.filter((name) => name !== 'identity:read')) {
      expect(can(actorWith('coordinator', true), permission, here)).toBe(
        can(actorWith('coordinator'), permission, here),
      );
    }
  });

  test('a person without membership is refused everything', () => {
    const stranger: Actor = { userId: 'x', displayName: 'Nobody', memberships: [] };
    for (const permission of permissions) {
      expect(can(stranger, permission, here)).toBe(false);
      expect(canAnywhere(stranger, permission)).toBe(false);
    }
  });
});

describe('sitesWhere', () => {
  test('only the memberships that carry the permission are in scope', () => {
    const both: Actor = {
      ...actorWith('staff'),
      memberships: [
        ...actorWith('staff').memberships,
        ...actorWith('coordinator').memberships.map((membership) => ({
          ...membership,
          siteId: elsewhere,
        })),
      ],
    };
    expect(sitesWhere(both, 'export:study').map((site) => site.siteId)).toEqual([elsewhere]);
    expect(sitesWhere(both, 'identity:read').map((site) => site.siteId)).toEqual([here]);
  });
});
