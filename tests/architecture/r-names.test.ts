import { expect, test } from 'vitest';
import { rSources } from '@/lib/server/statistics/r-files';

test('no two files of R give one name to two things', async () => {
  // All of them are read into one place, where the later one would win.
  const files = (await rSources()).filter(({ path }) => path.startsWith('R/'));
  const names = files.flatMap(({ text }) =>
    [...text.matchAll(/^([\w.]+) <- /gm)].map(([, name]) => name),
  );
  expect(names).not.toHaveLength(0);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
