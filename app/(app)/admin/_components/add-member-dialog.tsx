'use client';

import { useState } from 'react';
import { GuardedDialog } from '@/app/_components/form/guarded-dialog';
import { Button } from '@/app/_components/ui/button';
import type { Option } from '@/app/_components/ui/select';
import { AddMemberForm } from './add-member-form';

export function AddMemberDialog({ sites }: { sites: readonly Option[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <GuardedDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={<Button variant="primary">Add person</Button>}
      title="Add person"
      description="Someone who already works at another site keeps name and password."
    >
      <AddMemberForm sites={sites} onDone={() => setIsOpen(false)} />
    </GuardedDialog>
  );
}
