'use client';

import './globals.css';
import { FailureMessage } from '@/app/_components/ui/failure-message';

/** Replaces the root layout when that fails itself, hence its own `<html>`; the theme is the system's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-US">
      <body>
        <title>Error · Sertoli</title>
        <FailureMessage error={error} retry={retry} />
      </body>
    </html>
  );
}
