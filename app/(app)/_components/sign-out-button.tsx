'use client';

import { signOut } from 'next-auth/react';
import { useState } from 'react';
import { Button } from '@/app/_components/ui/button';

export function SignOutButton() {
  const [isPending, setIsPending] = useState(false);
  const leave = () => {
    setIsPending(true);
    void signOut({ callbackUrl: '/sign-in' });
  };
  return (
    <Button pending={isPending} onClick={leave}>
      Sign out
    </Button>
  );
}
