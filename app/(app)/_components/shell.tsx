import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Theme } from '@/app/_components/theme/theme';
import { KeyboardShortcutProvider } from '@/app/_components/ui/keyboard-shortcuts';
import { ToastProvider } from '@/app/_components/ui/toast';
import { AccountMenu, type ShellUser } from './account-menu';
import type { NavigationItem } from './navigation';
import { NavigationLinks } from './navigation-links';
import { ShellShortcuts } from './shell-shortcuts';

type Props = {
  user: ShellUser;
  navigation: readonly NavigationItem[];
  theme: Theme;
  siteSwitcher?: ReactNode;
  search?: ReactNode;
  signOut: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page. It decides nothing: what it shows is handed to it. */
export function Shell(props: Props) {
  const { user, navigation, theme, siteSwitcher, search, signOut, children } = props;
  return (
    <KeyboardShortcutProvider>
      <ToastProvider>
        <a href="#main" className="skip-link">
          Skip to content
        </a>
        <div className="lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
          <header className="sticky top-0 z-30 flex h-12 items-center gap-3 border-line border-b bg-surface px-4 lg:col-span-2 print:hidden">
            <Link href="/" className="font-semibold text-large">
              Sertoli
            </Link>
            {siteSwitcher}
            <div className="flex min-w-0 flex-1 justify-end sm:justify-center">{search}</div>
            <AccountMenu user={user} theme={theme} signOut={signOut} />
          </header>
          <NavigationLinks items={navigation} />
          <main
            id="main"
            tabIndex={-1}
            className="min-w-0 px-4 py-4 outline-none lg:px-6 print:p-0"
          >
            {children}
          </main>
        </div>
        <ShellShortcuts items={navigation} />
      </ToastProvider>
    </KeyboardShortcutProvider>
  );
}
