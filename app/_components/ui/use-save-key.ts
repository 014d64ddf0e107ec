import { type RefObject, useEffect } from 'react';

/** Ctrl+Enter or Cmd+Enter anywhere in the form around the element saves it. */
export function useSaveKey(inForm: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const form = inForm.current?.closest('form');
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form?.requestSubmit();
      }
    };
    form?.addEventListener('keydown', onKeyDown);
    return () => form?.removeEventListener('keydown', onKeyDown);
  }, [inForm]);
}
