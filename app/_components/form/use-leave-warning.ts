'use client';

import { useEffect } from 'react';

const question = 'You have input that is not saved. Leave this page?';

/**
 * Asks once before unsaved input is left behind: on closing or reloading, and on a click that leads to
 * another page. The router offers no hook for this, hence the listener ahead of every link.
 */
export function useLeaveWarning(isUnsaved: boolean) {
  useEffect(() => {
    if (!isUnsaved) {
      return;
    }
    let isLeaving = false;
    const onClick = (event: MouseEvent) => {
      if (!leadsAway(event)) {
        return;
      }
      if (window.confirm(question)) {
        isLeaving = true;
      } else {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isLeaving) {
        event.preventDefault();
      }
    };
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isUnsaved]);
}

function leadsAway(event: MouseEvent): boolean {
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (opensElsewhere || !(link instanceof HTMLAnchorElement)) {
    return false;
  }
  const isSameDocument =
    link.pathname === location.pathname && link.search === location.search && link.hash !== '';
  return link.target !== '_blank' && !link.hasAttribute('download') && !isSameDocument;
}
