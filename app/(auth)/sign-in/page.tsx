import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeReturnPath } from '@/lib/auth/return-path';
import { currentActor } from '@/lib/server/session';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  if ((await currentActor()) !== null) {
    redirect('/');
  }
  return (
    <main id="main" className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 p-4">
      <header className="flex flex-col gap-1">
        <p className="font-semibold text-large">Sertoli</p>
        <h1 className="font-semibold text-title">Sign in</h1>
      </header>
      <SignInForm returnPath={safeReturnPath(next)} />
      <p className="text-dense text-muted">
        Forgot your password? An administrator of your site can hand over a new one.
      </p>
    </main>
  );
}
