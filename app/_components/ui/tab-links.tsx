'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

type TabLink = {
  href: Route;
  label: string;
  count?: number | undefined;
};

/** The chosen tab is marked by weight and an underline, not by color alone. */
const tabStyle =
  'inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent px-1 text-muted -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink';

type Props = { label: string; links: readonly TabLink[] };

/** Views with an address each, such as the tabs of one patient. */
export function TabLinks({ label, links }: Props) {
  const pathname = usePathname();
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    showTab(strip.current, pathname);
  }, [pathname]);
  return (
    <nav
      ref={strip}
      aria-label={label}
      className="flex gap-4 overflow-x-auto border-line border-b print:hidden"
    >
      {links.map(({ href, label: name, count }) => (
        <Link
          key={href}
          href={href}
          aria-current={pathname === pathOf(href) ? 'page' : undefined}
          className={tabStyle}
        >
          {name}
          {count === undefined ? null : <span className="text-muted">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

function pathOf(href: string): string {
  return href.split('?', 1)[0] ?? href;
}

/** On a narrow screen the chosen tab can lie beyond the edge; the page itself does not move. */
function showTab(strip: HTMLElement | null, pathname: string) {
  const links = [...(strip?.querySelectorAll('a') ?? [])];
  const tab = links.find((link) => link.pathname === pathname);
  if (strip && tab) {
    const { left, right } = strip.getBoundingClientRect();
    const box = tab.getBoundingClientRect();
    strip.scrollLeft += Math.max(0, box.right - right) - Math.max(0, left - box.left);
  }
}
