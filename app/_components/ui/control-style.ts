/** The frame of everything that is typed into or chosen from: 36 px, readable border, red when invalid. */
export const controlFrame =
  'rounded border border-line-strong bg-surface has-aria-invalid:border-red aria-invalid:border-red';

export const focusWithin =
  'has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-focus has-[input:focus-visible]:outline-offset-2';
