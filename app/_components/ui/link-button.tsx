import { clsx } from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style';

type Props<Path extends string> = Omit<ComponentProps<typeof Link>, 'href'> &
  ButtonStyle & { href: Route<Path> };

/** Goes somewhere, and looks like a button because it is the way on. */
export function LinkButton<Path extends string>({
  variant,
  size,
  className,
  ...rest
}: Props<Path>) {
  return <Link {...rest} className={clsx(buttonStyle({ variant, size }), className)} />;
}
