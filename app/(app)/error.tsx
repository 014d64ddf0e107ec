'use client';

import { FailureMessage } from '@/app/_components/ui/failure-message';

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailureMessage error={error} retry={retry} isInShell />;
}
