/** The chosen tab is marked by weight and an underline, not by color alone. */
export const tabStyle =
  'inline-flex h-9 shrink-0 items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent px-1 text-muted -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink';
