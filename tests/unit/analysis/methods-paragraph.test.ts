import { expect, test } from 'vitest';
import { type MethodsInput, menText, methodsParagraphs } from '@/lib/analysis/methods-paragraph';

const input: MethodsInput = {
  programVersion: '0.5.0',
  rVersion: '4.6.0',
  snapshot: {
    name: 'S0, frozen',
    members: 31,
    cutOff: '22 Nov 2026',
    takenOn: '2026-11-22',
    hash: 'ab'.repeat(32),
    protocolVersion: '1.2',
  },
  smallestCell: null,
  tables: [
    { id: 'labs', sentence: null, isSuppressed: false },
    { id: 'baseline', sentence: null, isSuppressed: true },
    { id: 'logistic', sentence: 'Nobody had the event.', isSuppressed: false },
  ],
};

test('the methods name data, versions, hash, and only tests that a table shows', () => {
  const [data, software, tests, presentation] = methodsParagraphs(input);
  expect(data).toBe(
    `The data are the snapshot “S0, frozen” of 31 men (columns of protocol version 1.2), taken on 2026-11-22 with what had happened and was recorded up to 22 Nov 2026 (data cut-off). It cannot be changed; its SHA-256 is ${'ab'.repeat(32)}.`,
  );
  expect(software).toContain('Sertoli 0.5.0 prepared the data and R 4.6.0 computed');
  expect(tests).toBe(
    'Laboratory values before and on treatment were compared in the men with both, by the paired t-test and the Wilcoxon signed-rank test, both two-sided. No p-value is corrected for the number of tests.',
  );
  expect(presentation).toContain('half away from zero');
  expect(presentation).not.toContain('not shown');
});

test('hidden counts are told in the methods, and few men are not counted there', () => {
  const paragraphs = methodsParagraphs({
    ...input,
    smallestCell: 11,
    snapshot: { ...input.snapshot, members: 5 },
  });
  expect(paragraphs[0]).toContain('of fewer than 11 men (columns');
  expect(paragraphs.at(-1)).toContain('Counts from 1 to 10 are not shown');
  expect([menText(1, null), menText(11, 11)]).toEqual(['1 man', '11 men']);
});
