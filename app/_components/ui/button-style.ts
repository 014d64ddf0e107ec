import { cva, type VariantProps } from 'class-variance-authority';

/** Shared by buttons and by links that look like them. 36 px high, or 28 px inside rows and tools. */
export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded font-medium transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60 print:hidden',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:not-aria-disabled:brightness-110',
        secondary: 'border border-line-strong bg-surface text-ink hover:not-aria-disabled:bg-hover',
        quiet: 'text-ink hover:not-aria-disabled:bg-hover',
        danger: 'border border-red bg-red-soft text-red hover:not-aria-disabled:brightness-95',
      },
      size: {
        regular: 'h-9 px-4',
        small: 'h-7 px-2 text-dense',
        icon: 'size-9',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'regular' },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
