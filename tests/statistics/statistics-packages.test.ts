import path from 'node:path';
import { expect, test } from 'vitest';
import { runScript } from '@/tests/support/r';

const checks = path.join(import.meta.dirname, 'r');
const methods = path.resolve('lib/server/statistics/r');

test.each([
  ['Kaplan–Meier and log-rank equal the survival package', 'survival.R'],
  ['logistic regression equals glm, and weighting the sandwich written out', 'models.R'],
])('%s, over generated studies', (_rule, script) => {
  expect(runScript(checks, script, methods, checks)).toMatch(/^\d+ alike$/);
});
