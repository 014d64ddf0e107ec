import { describe, expect, test } from 'vitest';
import { listUnstorableText } from '@/lib/core/storable-text';

describe('listUnstorableText', () => {
  test.each([
    ['plain text'],
    ["Robert'); DROP TABLE patient;--"],
    ['<script>alert(1)</script>'],
    ['👨‍⚕️ sperm found 🙂'],
    ['naïve Ünïcödé\n\ttabs'],
    ['x'.repeat(10_240)],
    [''],
    [null],
    [3],
  ])('%j can be stored', (value) => {
    expect(listUnstorableText({ note: value })).toEqual([]);
  });

  test('a zero character and half of an emoji are named by their paths', () => {
    expect(
      listUnstorableText({
        note: 'a\0b',
        labs: [{ unit: 'mL' }, { unit: '\ud83d' }],
        reason: 'ok',
      }),
    ).toEqual(['note', 'labs.1.unit']);
  });
});
