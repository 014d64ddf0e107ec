'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { tabStyle } from './tab-style';

type TabLink = {
  href: Route;
  label: string;
  count?: number | undefined;
};

type Props = { label: string; links: readonly TabLink[] };

/** Views with an address each, such as the tabs of one patient. */
export function TabLinks({ label, links }: Props) {
  const pathname = usePathname();
  return (
    <nav
      aria-label={label}
      className="flex gap-4 overflow-x-auto border-line border-b print:hidden"
    >
      {links.map(({ href, label: name, count }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === href ? 'page' : undefined}
          className={tabStyle}
        >
          {name}
          {count === undefined ? null : <span className="text-muted">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
