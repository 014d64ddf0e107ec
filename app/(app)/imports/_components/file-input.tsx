import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { controlFrame } from '@/app/_components/ui/control-style';

/** The browser's own chooser, which takes a file that is dropped on it, too. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      {...rest}
      type="file"
      className={clsx(
        'h-9 w-full min-w-0 cursor-pointer text-dense file:mr-3 file:h-full file:cursor-pointer file:border-0 file:border-line-strong file:border-r file:bg-sunken file:px-3 file:font-medium file:text-ink',
        controlFrame,
        className,
      )}
    />
  );
}
