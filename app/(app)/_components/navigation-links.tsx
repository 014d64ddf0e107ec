'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type NavigationItem, navigationAppearance } from './navigation';

/** A column beside the page where there is room, a strip above it where there is not. */
export function NavigationLinks({ items }: { items: readonly NavigationItem[] }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Main"
      className="overflow-x-auto border-line border-b bg-sunken lg:sticky lg:top-12 lg:h-[calc(100dvh-3rem)] lg:border-r lg:border-b-0 print:hidden"
    >
      <ul className="flex gap-1 px-2 py-1 lg:flex-col lg:py-3">
        {items.map((item) => (
          <li key={item.href} className="shrink-0">
            <NavigationLink item={item} isCurrent={isWithin(pathname, item.href)} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NavigationLink({ item, isCurrent }: { item: NavigationItem; isCurrent: boolean }) {
  const { icon: Icon } = navigationAppearance(item.href);
  return (
    <Link
      href={item.href}
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx(
        'flex h-9 items-center gap-2 rounded px-2 -outline-offset-2 hover:bg-hover',
        isCurrent ? 'bg-accent-soft font-medium text-accent' : 'text-ink',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {item.label}
      {item.count === undefined ? null : (
        <span className="ml-auto pl-2 font-medium text-dense">{item.count}</span>
      )}
    </Link>
  );
}

function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
