/** A missing or wrong variable stops the server at start instead of failing the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] === 'nodejs') {
    const { getEnvironment } = await import('@/lib/server/env');
    getEnvironment();
  }
}
