'use client';

import { Printer } from 'lucide-react';
import { Button } from '@/app/_components/ui/button';

export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden className="size-4" />
      Print
    </Button>
  );
}
