import { expect, test } from 'vitest';
import { describeSignature } from '@/lib/course/signature-view';

const facts = {
  meaning: 'response-seen',
  printedName: 'Dr. Ana Silva',
  name: 'Dr. Ana Costa',
  role: 'physician',
  at: new Date('2026-05-12T14:03:00Z'),
  timeZone: 'America/New_York',
  transcribed: false,
} as const;
const when = '2026-05-12 14:03 UTC (10:03 at the site)';

test.each([
  [
    'what was signed carries the name of that moment',
    {},
    `Signed by Dr. Ana Silva, physician, ${when}: saw and signed the response`,
  ],
  [
    'what was taken over is signed by nobody',
    { printedName: null, transcribed: true },
    `Taken over from its source by Dr. Ana Costa, physician, ${when}; nobody signed it here`,
  ],
  [
    'what is older than signatures says so',
    { printedName: null },
    `Recorded by Dr. Ana Costa, physician, ${when}, without a password: saw and signed the response`,
  ],
] as const)('%s', (_rule, changes, text) => {
  expect(describeSignature({ ...facts, ...changes })).toBe(text);
});
