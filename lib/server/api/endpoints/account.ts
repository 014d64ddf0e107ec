import 'server-only';
import { accountView, protocolList } from '@/lib/api/schemas/account';
import { can } from '@/lib/auth/can';
import { permissions } from '@/lib/auth/permissions';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { defineEndpoint } from '../endpoint';

const tag = 'Account';

export const accountEndpoints = [
  defineEndpoint({
    name: 'getAccount',
    method: 'GET',
    path: '/account',
    tag,
    summary: 'Whose token this is, and what it may do',
    permission: null,
    answer: accountView,
    run: async ({ actor }) => ({
      userId: actor.userId,
      name: actor.displayName,
      scopes: [...(actor.scopes ?? [])],
      sites: actor.memberships.map(({ siteId, siteCode, siteName, timeZone, role }) => ({
        siteId,
        code: siteCode,
        name: siteName,
        timeZone,
        role,
        permissions: permissions.filter((permission) => can(actor, permission, siteId)),
      })),
    }),
  }),
  defineEndpoint({
    name: 'listProtocols',
    method: 'GET',
    path: '/protocols',
    tag,
    summary: 'Protocols and their arms, as an enrollment names them',
    permission: 'patient:read',
    answer: protocolList,
    run: async () => ({
      items: protocolLibrary.map(({ code, version, title, arms }) => ({
        code,
        version,
        title,
        arms: arms.map(({ key, title: armTitle }) => ({ key, title: armTitle })),
      })),
    }),
  }),
];
