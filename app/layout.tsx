import '@fontsource-variable/inter/wght.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { NonceProvider } from '@/app/_components/nonce-provider';
import { currentTheme } from '@/app/_components/theme/current-theme';
import { themeAttribute } from '@/app/_components/theme/theme';

export const metadata: Metadata = {
  title: { default: 'Sertoli', template: '%s · Sertoli' },
  description: 'Protocol tracker for male-infertility clinics',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  colorScheme: 'light dark',
  width: 'device-width',
  initialScale: 1,
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await currentTheme();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en-US" data-theme={themeAttribute(theme)}>
      <body>
        <NonceProvider nonce={nonce} />
        {children}
      </body>
    </html>
  );
}
