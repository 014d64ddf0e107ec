'use client';

import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { tabStyle } from './tab-style';

type Tab = { value: string; label: ReactNode; content: ReactNode };

type Props = { label: string; tabs: readonly Tab[]; defaultValue: string };

/** Views of one thing on one page. Where each view has its own address, use `TabLinks`. */
export function Tabs({ label, tabs, defaultValue }: Props) {
  return (
    <Primitive.Root defaultValue={defaultValue}>
      <Primitive.List
        aria-label={label}
        className="flex gap-4 overflow-x-auto border-line border-b print:hidden"
      >
        {tabs.map(({ value, label: name }) => (
          <Primitive.Trigger key={value} value={value} className={tabStyle}>
            {name}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map(({ value, content }) => (
        <Primitive.Content key={value} value={value} className="pt-4">
          {content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
