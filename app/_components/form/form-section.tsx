'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';

type Props = {
  title: string;
  /** One line, when closed: what stands there, or that nothing does. */
  summary?: ReactNode;
  /** Beside the title: that it is due. */
  badge?: ReactNode;
  isOpen: boolean;
  onToggle: () => void;
  children: ReactNode;
};

/** A part of a long form that folds to one line. What is typed in it stays when it is closed. */
export function FormSection({ title, summary, badge, isOpen, onToggle, children }: Props) {
  const id = useId();
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className="border-line border-t first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 py-1">
        <h3 className="font-semibold">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={onToggle}
            className="-ml-1 flex min-h-9 items-center gap-1 rounded px-1 hover:bg-hover"
          >
            <Chevron aria-hidden className="size-4 text-muted" />
            {title}
          </button>
        </h3>
        {badge}
        {isOpen ? null : <span className="min-w-0 truncate text-muted">{summary}</span>}
      </div>
      <div id={id} hidden={!isOpen} className="pt-1 pb-5">
        {children}
      </div>
    </section>
  );
}
