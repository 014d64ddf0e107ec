import { z } from 'zod';
import { permissions } from '@/lib/auth/permissions';
import { roles } from '@/lib/auth/roles';
import { named } from '../named';
import { allOf, idView } from './shared';

export const accountView = named('Account', 'Whose token this is, and what it may do', {
  userId: idView,
  name: z.string(),
  scopes: z.array(z.enum(permissions)),
  sites: z.array(
    named('Membership', 'A role at one site', {
      siteId: idView,
      code: z.string(),
      name: z.string(),
      timeZone: z.string(),
      role: z.enum(roles),
      /** What the role and the scopes allow together at this site. */
      permissions: z.array(z.enum(permissions)),
    }),
  ),
});

export const protocolList = allOf(
  'ProtocolList',
  'The newest version of each protocol',
  named('Protocol', 'A protocol with its arms', {
    code: z.string(),
    version: z.string(),
    title: z.string(),
    arms: z.array(named('Arm', 'One arm of a protocol', { key: z.string(), title: z.string() })),
  }),
);
