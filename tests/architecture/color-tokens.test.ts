import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tones } from '@/app/_components/ui/tone';

const css = readFileSync(path.join(import.meta.dirname, '../../app/globals.css'), 'utf8');

const modes = ['light', 'dark'] as const;
const surfaces = ['surface', 'sunken', 'raised', 'hover'];
const inks = ['ink', 'muted', 'accent', ...tones];

/** WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (frames of controls). */
const textContrast = 4.5;
const frameContrast = 3;

const onSurfaces = inks.flatMap((ink) => surfaces.map((surface) => [ink, surface] as const));
const onSoft = [...tones, 'accent'].flatMap((tone) => [
  [tone, `${tone}-soft`] as const,
  ['ink', `${tone}-soft`] as const,
]);

describe.each(modes)('in the %s theme', (mode) => {
  test.each([...onSurfaces, ...onSoft, ['on-accent', 'accent'] as const])(
    '%s can be read on %s',
    (ink, background) => {
      expect(contrast(color(ink, mode), color(background, mode))).toBeGreaterThanOrEqual(
        textContrast,
      );
    },
  );

  test.each(['surface', 'sunken', 'raised'])('the frame of a control is seen on %s', (surface) => {
    expect(contrast(color('border-strong', mode), color(surface, mode))).toBeGreaterThanOrEqual(
      frameContrast,
    );
  });
});

function color(token: string, mode: (typeof modes)[number]): string {
  const pair = new RegExp(`^ {2}--${token}: light-dark\\((#\\w{6}), (#\\w{6})\\);$`, 'm').exec(css);
  const value = pair?.[mode === 'light' ? 1 : 2];
  if (value === undefined) {
    throw new Error(`globals.css has no token --${token}`);
  }
  return value;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it for sRGB. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
