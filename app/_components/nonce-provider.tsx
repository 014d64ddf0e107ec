'use client';

import { setNonce } from 'get-nonce';
import { useLayoutEffect, useState } from 'react';

/**
 * Radix locks page scroll behind a dialog with a `<style>` of its own; it carries this nonce, or the
 * content security policy refuses it. The first nonce is kept for the life of the document: a later
 * server render brings a new one, but the browser still holds the page to the policy it came with.
 * Renders nothing; place it first in `<body>`, so that it runs before any dialog mounts.
 */
export function NonceProvider({ nonce }: { nonce: string | undefined }) {
  const [documentNonce] = useState(nonce);
  useLayoutEffect(() => {
    if (documentNonce !== undefined) {
      setNonce(documentNonce);
    }
  }, [documentNonce]);
  return null;
}
