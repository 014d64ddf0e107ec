'use client';

import { clsx } from 'clsx';
import { CalendarDays } from 'lucide-react';
import { type ComponentProps, type FocusEvent, type KeyboardEvent, useRef } from 'react';
import { completeIsoDate } from '@/lib/dates/complete-iso-date';
import { controlFrame, focusWithin } from './control-style';

type Props = Omit<ComponentProps<'input'>, 'type' | 'className'> & {
  className?: string | undefined;
  /** The site's own date: typing `t` fills it in. */
  today?: string | undefined;
};

/** A date typed as YYYY-MM-DD (20260331 and 2026-3-1 are completed), or picked from the browser's own
 * calendar. It never guesses at 03/04/2026: which of the two is the month is not ours to say. */
export function DateField({ className, today, ...rest }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const typed = () => text.current?.querySelector<HTMLInputElement>('input[type="text"]') ?? null;

  const complete = (event: FocusEvent<HTMLInputElement>) => {
    enterValue(event.currentTarget, completeIsoDate(event.currentTarget.value));
    rest.onBlur?.(event);
  };
  const fillInToday = (event: KeyboardEvent<HTMLInputElement>) => {
    if (today !== undefined && event.key === 't' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      enterValue(event.currentTarget, today);
    }
    rest.onKeyDown?.(event);
  };
  const openCalendar = () => {
    if (picker.current !== null) {
      picker.current.value = completeIsoDate(typed()?.value ?? '');
      picker.current.showPicker();
    }
  };

  return (
    <span
      ref={text}
      className={clsx(
        'relative flex h-9 min-w-0 items-center',
        controlFrame,
        focusWithin,
        className,
      )}
    >
      <input
        autoComplete="off"
        inputMode="numeric"
        placeholder="YYYY-MM-DD"
        {...rest}
        type="text"
        onBlur={complete}
        onKeyDown={fillInToday}
        className="h-full w-full min-w-0 rounded bg-transparent px-2 outline-none"
      />
      <input
        ref={picker}
        type="date"
        tabIndex={-1}
        aria-hidden
        className="pointer-events-none absolute right-0 bottom-0 size-9 opacity-0"
        onChange={(event) => {
          const input = typed();
          if (input !== null) {
            enterValue(input, event.currentTarget.value);
          }
        }}
      />
      <button
        type="button"
        aria-label="Pick from calendar"
        onClick={openCalendar}
        className="flex size-8 shrink-0 items-center justify-center rounded text-muted hover:text-ink print:hidden"
      >
        <CalendarDays aria-hidden className="size-4" />
      </button>
    </span>
  );
}

/** Sets the value as if it had been typed, so that whoever listens to the field hears of it. */
function enterValue(input: HTMLInputElement, value: string) {
  if (input.value === value) {
    return;
  }
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setter?.call(input, value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
