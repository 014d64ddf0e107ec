import 'server-only';
import { changeMembershipInputSchema } from '@/lib/auth/member';
import { defineCommand } from '../command';
import { findMembershipSite, requireAdministrator } from './membership';

/** Acts on the person's next request: rights are read every time. */
export const changeMembership = defineCommand({
  name: 'account.change-membership',
  schema: changeMembershipInputSchema,
  permission: 'user:administer',
  findSite: findMembershipSite,
  run: async ({ tx, site, now }, { membershipId, role, seesIdentity, isEnded }) => {
    // Two administrators who end each other at the same moment would both find the other still there.
    await tx.$queryRaw`SELECT id FROM site WHERE id = ${site.siteId}::uuid FOR UPDATE`;
    await tx.siteMembership.update({
      where: { id: membershipId },
      data: { role, seesIdentity, validTo: isEnded ? now : null },
    });
    await requireAdministrator(tx, site.siteId, now);
    return { membershipId };
  },
});
