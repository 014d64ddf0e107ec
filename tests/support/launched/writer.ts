import pg from 'pg';

const client = new pg.Client({ connectionString: process.env['DATABASE_OWNER_URL'] });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS launch_probe (id bigint PRIMARY KEY)');
const { rows } = await client.query<{ next: string }>(
  'SELECT coalesce(max(id), 0) + 1 AS next FROM launch_probe',
);
const { rows: servers } = await client.query<{ port: number }>('SELECT inet_server_port() AS port');
const first = Number(rows[0]?.next);
process.stdout.write(
  `${JSON.stringify({ writer: process.pid, port: servers[0]?.port, kept: first - 1 })}\n`,
);

for (let id = first; ; id++) {
  await client.query('INSERT INTO launch_probe VALUES ($1)', [id]);
  process.stdout.write(`${JSON.stringify({ written: id })}\n`);
}
