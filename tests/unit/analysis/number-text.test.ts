import { expect, test } from 'vitest';
import { digitsFor, percentText, pText, ratioText, roundedText } from '@/lib/analysis/number-text';

test.each([
  [0.25, 1, '0.3'],
  [-0.25, 1, '−0.3'],
  [2.675, 2, '2.68'],
  [1.005, 2, '1.01'],
  [-0.04, 1, '0.0'],
  [0.1 + 0.2, 1, '0.3'],
  [12.5, 0, '13'],
  [0.5, 0, '1'],
  [0, 2, '0.00'],
  [999.96, 1, '1000.0'],
  [123456789, 0, '123456789'],
  [1e21, 0, '1000000000000000000000'],
  [4e-9, 3, '0.000'],
])('%f to %i decimals is %s', (value, digits, text) => {
  expect(roundedText(value, digits)).toBe(text);
});

test.each([
  [115 / 368, '31.3%'],
  [7 / 26, '26.9%'],
  [1 / 3, '33.3%'],
  [0.0005, '0.1%'],
  [0, '0.0%'],
  [1, '100.0%'],
])('%f is %s', (proportion, text) => {
  expect(percentText(proportion)).toBe(text);
});

test('every half of a percentage digit goes up', () => {
  for (let tenths = 1; tenths < 2000; tenths += 2) {
    expect(percentText(tenths / 2000)).toBe(
      `${Math.trunc((tenths + 1) / 20)}.${((tenths + 1) / 2) % 10}%`,
    );
  }
});

test.each([
  [0.0009999, '<0.001'],
  [0.001, '0.001'],
  [0.006001, '0.006'],
  [0.0405, '0.041'],
  [0.9985, '0.999'],
  [0.9999, '>0.999'],
  [1, '>0.999'],
])('p of %f is written %s', (p, text) => {
  expect(pText(p)).toBe(text);
});

test('a row has as many decimals as its largest number needs', () => {
  expect([[444, 463], [17.5, -3], [0.95, 9.9], []].map(digitsFor)).toEqual([0, 1, 2, 2]);
});

test.each([
  [1.7234, '1.72'],
  [0.0456, '0.046'],
  [0.00001, '<0.001'],
  [0, '0.00'],
  [250.4, '250'],
  [1e6, '>999'],
])('a ratio of %f is written %s', (ratio, text) => {
  expect(ratioText(ratio)).toBe(text);
});
