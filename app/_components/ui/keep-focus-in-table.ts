/** A button that goes away with what it did leaves the focus in its table: at the top of the page the reader starts anew. */
export function keepFocusInTable(): void {
  document.activeElement?.closest<HTMLElement>('[role="region"]')?.focus();
}
