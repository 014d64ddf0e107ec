import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { programVersion } from '@/lib/core/program-version';
import { inProject } from '@/scripts/launch/project';

test('the version that is kept with a snapshot is that of the package', () => {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  expect(programVersion).toBe(version);
});
