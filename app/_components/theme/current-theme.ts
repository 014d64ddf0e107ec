import { cookies } from 'next/headers';
import { parseTheme, type Theme, themeCookie } from './theme';

/** The theme chosen in this browser, for server components. */
export async function currentTheme(): Promise<Theme> {
  return parseTheme((await cookies()).get(themeCookie)?.value);
}
