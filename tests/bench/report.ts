import type { Figure } from './figure';

const head = `# Benchmarks

\`npm run bench\` measures, \`npm run bench -- --write\` also writes this page; \`-- --only plans\`, \`today\`, \`flowsheet\`,
\`amendments\`, \`reports\`, \`cohorts\`, \`snapshots\`, \`exports\`, \`imports\`, \`statistics\` or \`start\` measures one part. It ends with an
error where a target is missed.
`;

const foot = `- A plan is built from one man's facts on one thread; a second is one of processor time, collecting garbage included.
  Copies of the finished plan by \`structuredClone\`, measured in the same run, tell a slow machine from a slow program.
- Today: one site, every enrollment active, a throw-away PostgreSQL with the settings that the tests use (the list only
  reads). Its SQL is what the page's query sends, replayed on one connection; page and SQL take turns.
- Flowsheet: the same site and one more man, every other report of his above its ranges. The page loads his whole course,
  as every page of a patient does, and shows a window of his reports; its SQL is what that loading sends.
- Reports: the queries of the deviations and of the outcomes over the whole site, in turns with the query of Today.
- Cohorts: the same site, its men with findings, an earlier operation and an adverse event each; what the screen asks while
  a definition is written, in turns with its one statement on a connection of its own.
- Amendments: the same site and 1,000 men, moved to settings that change everybody's plan. The preview is what the page
  asks; the amendment is one signed command in one transaction, audit trail included.
- Snapshots: the same site and 10,000 men. Beside the wait for the event loop, which on a busy machine is also a wait for
  the processor, stands the processor time of its longest turn.
- Imports: the same site and 1,000 men, and a laboratory's file of ten days of ten results for each. Reading, checking
  and recording in one transaction, every plan made anew, audit trail included; the worker process does it.
- Exports: a snapshot of 20,000 men with fifty results each that are made up, because recording and freezing them is
  measured elsewhere. The export goes through the worker process, from its claim to the stored file, hashed
  and written back to PostgreSQL; the COPY of the results alone goes nowhere. They take turns.
- Statistics: a frozen cohort of generated men, three rows for each of them in the other tables, and the plan of the
  tables page as it asks for it: the data go from PostgreSQL through this process to R. This process stands for the web
  process. More men than a snapshot takes show what happens at the limits of R.
- First start: the tracked files in a new folder, packages as links to the installed ones, an empty data folder. Clock
  from \`npm run demo\` to the printed address.
`;

export function writeReport(figures: readonly Figure[], machine: string, date: string): string {
  const rows = figures.map(
    ({ name, measured, target, isMet }) =>
      `| ${name} | ${measured} | ${target ?? ''} | ${target === null ? '' : isMet ? 'met' : 'missed'} |`,
  );
  return [
    head,
    `${date}, ${machine}.\n`,
    '| measured | figure | target | |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    foot,
  ].join('\n');
}
