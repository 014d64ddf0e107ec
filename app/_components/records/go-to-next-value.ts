import type { KeyboardEvent } from 'react';

/**
 * Enter goes to the next value of the same report, and after the last one to the name of a test to be
 * added: a paper slip is typed downwards, with one hand. The range and the unit are reached by Tab.
 */
export function goToNextValue(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) {
    return;
  }
  event.preventDefault();
  const here = event.currentTarget;
  const stops = here
    .closest('[data-lab-report]')
    ?.querySelectorAll<HTMLInputElement>('[data-lab-value], [data-lab-add]');
  const isAfter = (stop: HTMLInputElement) =>
    Boolean(here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
  Array.from(stops ?? [])
    .find(isAfter)
    ?.focus();
}
