import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { type ButtonStyle, buttonStyle } from './button-style';

type Props = ComponentProps<typeof Link> & ButtonStyle;

/** Goes somewhere, and looks like a button because it is the way on. */
export function LinkButton({ variant, size, className, ...rest }: Props) {
  return <Link {...rest} className={clsx(buttonStyle({ variant, size }), className)} />;
}
