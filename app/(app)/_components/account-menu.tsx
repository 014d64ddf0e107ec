'use client';

import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Theme } from '@/app/_components/theme/theme';
import { ThemeSelect } from '@/app/_components/theme/theme-select';
import { Button } from '@/app/_components/ui/button';

export type ShellUser = {
  name: string;
  siteNames: readonly string[];
  roleLabels: readonly string[];
};

type Props = { user: ShellUser; theme: Theme; signOut: ReactNode };

export function AccountMenu({ user, theme, signOut }: Props) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <Button variant="quiet" className="min-w-0 px-2">
          <span className="max-w-40 truncate">{user.name}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0" />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Account"
          className="z-50 flex w-72 flex-col gap-3 rounded border border-line bg-raised p-4 shadow-raised"
        >
          <div>
            <p className="break-words font-medium">{user.name}</p>
            <p className="text-muted">{user.roleLabels.join(', ')}</p>
            <p className="text-muted">{user.siteNames.join(', ')}</p>
          </div>
          <ThemeSelect theme={theme} />
          {signOut}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
