import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '@/scripts/launch/project';

type Lock = {
  readonly packages: Readonly<
    Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
};

const { packages } = JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')) as Lock;

test('the lock names the package of every platform, or npm ci refuses where one was not to be had', () => {
  const locked = Object.keys(packages);
  const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((optional) => !locked.some((place) => place.endsWith(`node_modules/${optional}`)))
      .map((optional) => `${name} needs ${optional}`),
  );
  expect(missing).toEqual([]);
});
