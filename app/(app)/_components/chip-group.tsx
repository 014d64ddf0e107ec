import type { ReactNode } from 'react';

/** Filters of one kind: one line that scrolls on a phone, the active ones first; wrapped where there is room. */
export function ChipGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls of a form
    <div
      role="group"
      aria-label={label}
      className="flex items-center gap-1 overflow-x-auto p-0.5 sm:flex-wrap sm:overflow-visible max-sm:[&>[aria-current]]:-order-1"
    >
      <span aria-hidden className="whitespace-nowrap pr-1 text-dense text-muted max-sm:-order-2">
        {label}
      </span>
      {children}
    </div>
  );
}
