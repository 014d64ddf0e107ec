import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { controlFrame } from './control-style';

/** Grows with what is typed where the browser can, so that nothing scrolls out of sight. */
export function Textarea({ className, defaultValue, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={3}
      {...rest}
      // React puts a default that is a string back over what was typed before it took over the page.
      defaultValue={defaultValue === undefined ? undefined : [String(defaultValue)]}
      className={clsx('field-sizing-content min-h-18 w-full px-2 py-1.5', controlFrame, className)}
    />
  );
}
