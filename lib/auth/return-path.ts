const startPath = '/';

/**
 * Where to go after sign-in: the page that was asked for, if it is one of ours. Anything that a browser could read as
 * another site ("//evil.example", "/\evil.example", "https:…") leads to the start page instead.
 */
export function safeReturnPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted) || /[\t\n\r\\]/.test(wanted)) {
    return startPath;
  }
  return wanted.startsWith('/sign-in') || wanted.startsWith('/api/') ? startPath : wanted;
}
