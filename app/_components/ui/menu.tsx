'use client';

import { clsx } from 'clsx';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

type Props = {
  trigger: ReactNode;
  align?: 'start' | 'end' | undefined;
  /** `MenuItem`, `MenuLink` and `MenuSeparator`. */
  children: ReactNode;
};

export function Menu({ trigger, align = 'end', children }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      {/* In place rather than in a portal: it stays inside the landmark that it belongs to. */}
      <DropdownMenu.Content
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="z-50 min-w-40 rounded border border-line bg-raised p-1 shadow-raised"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

const itemStyle =
  'flex h-8 w-full cursor-pointer select-none items-center gap-2 rounded-sm px-2 outline-none data-disabled:text-muted data-highlighted:bg-hover';

type ItemProps = {
  onSelect: () => void;
  isDangerous?: boolean | undefined;
  children: ReactNode;
};

export function MenuItem({ onSelect, isDangerous, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className={clsx(itemStyle, isDangerous === true && 'text-red')}
    >
      {children}
    </DropdownMenu.Item>
  );
}
