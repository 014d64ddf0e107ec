import type { ReactNode } from 'react';
import { currentTheme } from '@/app/_components/theme/current-theme';
import { describeRoles } from '@/lib/auth/describe-roles';
import { listUnfinishedLoads } from '@/lib/server/loads/queries';
import { requireActor } from '@/lib/server/page';
import { LoadProgress } from './_components/load-progress';
import { navigationFor } from './_components/navigation-for';
import { Shell } from './_components/shell';
import { SignOutButton } from './_components/sign-out-button';

/** Every page asks for the actor itself as well: a layout is not rendered again on each navigation. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const actor = await requireActor();
  return (
    <Shell
      user={{
        name: actor.displayName,
        siteNames: [...new Set(actor.memberships.map((site) => site.siteName))],
        roleLabels: describeRoles(actor),
      }}
      navigation={navigationFor(actor)}
      theme={await currentTheme()}
      signOut={<SignOutButton />}
    >
      <LoadProgress loads={await listUnfinishedLoads(actor)} />
      {children}
    </Shell>
  );
}
