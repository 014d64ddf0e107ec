import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { build, isBuildFresh } from '@/scripts/launch/build';
import { inProject } from '@/scripts/launch/project';
import { provideChromium } from './chromium.ts';
import { openTestCluster } from './cluster.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    chromiumPath: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  rmSync(inProject('test-artifacts'), { recursive: true, force: true });
  project.provide('chromiumPath', provideChromium());
  if (!isBuildFresh()) {
    await build();
  }
  const { cluster, close } = await openTestCluster();
  project.provide('cluster', cluster);
  return close;
}
