import type pg from 'pg';

/**
 * Raw SQL as the application's role, in a transaction of this user (null for nobody) that is rolled
 * back: what somebody could do who got hold of the program's connection.
 */
export async function trySql(
  app: pg.Pool,
  userId: string | null,
  sql: string,
  values: readonly unknown[] = [],
): Promise<
  | { readonly rowCount: number; readonly rows: readonly Record<string, unknown>[] }
  | { readonly refused: string }
> {
  const client = await app.connect();
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.user_id', $1, true)", [userId ?? '']);
    const { rowCount, rows } = await client.query(sql, [...values]);
    return { rowCount: rowCount ?? 0, rows };
  } catch (error) {
    return {
      refused: error instanceof Error && 'code' in error ? String(error.code) : String(error),
    };
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
