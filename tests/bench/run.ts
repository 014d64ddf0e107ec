// npm run bench [-- --write] [-- --only plans|today|flowsheet|amendments|reports|cohorts|snapshots|exports|imports|statistics|start]
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { now } from '@/lib/server/clock';
import { inProject } from '@/scripts/launch/project';
import { measureAmendments } from './amendments';
import { measureCohorts } from './cohorts';
import { measureExports } from './exports';
import type { Figure } from './figure';
import { measureFirstStart } from './first-start';
import { measureFlowsheet } from './flowsheet';
import { measureImports } from './imports';
import { describeMachine } from './machine';
import { measurePlans } from './plans';
import { writeReport } from './report';
import { measureReports } from './reports';
import { measureSnapshots } from './snapshots';
import { measureStatistics } from './statistics';
import { measureToday } from './today';

const parts = {
  plans: measurePlans,
  today: measureToday,
  flowsheet: measureFlowsheet,
  amendments: measureAmendments,
  reports: measureReports,
  statistics: measureStatistics,
  cohorts: measureCohorts,
  snapshots: measureSnapshots,
  exports: measureExports,
  imports: measureImports,
  start: measureFirstStart,
} as const;

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
});

const machine = describeMachine();
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (values.only === undefined || values.only === name) {
    process.stderr.write(`Measuring ${name} …\n`);
    figures.push(...(await measure()));
  }
}
const report = writeReport(figures, machine, now().toISOString().slice(0, 10));
process.stdout.write(report);
if (values.write) {
  writeFileSync(inProject('docs', 'benchmarks.md'), report);
}
process.exitCode = figures.length > 0 && figures.every(({ isMet }) => isMet) ? 0 : 1;
