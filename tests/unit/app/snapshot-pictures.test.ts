// The SVG itself: what a file saved from the page must hold, and nothing that only a page gives.
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { FlowPicture } from '@/app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/_components/pictures/flow-picture';
import {
  type DrawnPicture,
  StandardPictureSvg,
} from '@/app/(app)/cohorts/[cohortId]/snapshots/[snapshotId]/_components/pictures/standard-picture-svg';
import type { Flow } from '@/lib/analysis/flow';
import { ratioTicks } from '@/lib/analysis/pictures/scale';
import { tmcByResponder } from '@/lib/analysis/pictures/tmc-by-responder';

const head = { title: 'A title', description: 'What is <shown> & how.' };

const responders = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    subject: `S-${index}`,
    tmcResponse: index === 0 ? null : 10 * index,
  }));

function tmc(count: number): DrawnPicture {
  const men = responders(count);
  const view = tmcByResponder(
    men,
    men.flatMap(({ subject, tmcResponse }) => [
      { subject, studyDay: 30, result: 'none' as const, tmc: null },
      { subject, studyDay: 60, result: 'not-evaluable' as const, tmc: null },
      { subject, studyDay: 90, result: 'motile' as const, tmc: tmcResponse },
    ]),
  );
  if (view === null) {
    throw new Error('nobody responded');
  }
  return { ...head, key: 'tmc', kind: 'tmc', view };
}

const month = { month: 3, responders: 1, cumulative: 1 };
const point = { time: 40, atRisk: 1, events: 0, censored: 1, cumulative: 0, low: null, high: null };
const ratio = { kind: 'ratio', value: 2, low: 0.001, high: 900 } as const;

const pictures: readonly (readonly [string, DrawnPicture])[] = [
  ['one responder', tmc(1)],
  ['200 responders', tmc(200)],
  [
    'one month',
    {
      ...head,
      key: 'response-time',
      kind: 'response-time',
      view: { months: [month], responders: 1, undated: 0 },
    },
  ],
  [
    'a curve of one censored man',
    {
      ...head,
      key: 'first-motile',
      kind: 'kaplan-meier',
      event: 'Share',
      timeAxis: 'Days',
      test: null,
      view: {
        times: [0, 90],
        logRank: { kind: 'cannot-say', reason: 'one-group' },
        curves: [
          {
            key: 'all',
            label: 'All men',
            men: 1,
            events: 0,
            points: [point],
            atRisk: [{ time: 0, men: 1 }],
            median: { kind: 'cannot-say', reason: 'no-events' },
          },
        ],
      },
    },
  ],
  [
    'a forest with an interval beyond the axis and a row without a ratio',
    {
      ...head,
      key: 'odds-ratios',
      kind: 'forest',
      axisText: 'Above 1: more often',
      view: {
        axis: ratioTicks([0.01, 100]),
        rows: [
          { key: 'a', label: 'Crude', method: 'Wald', origin: 'snapshot', ratio },
          {
            key: 'b',
            label: 'Adjusted',
            method: 'profile',
            origin: 'snapshot',
            ratio: { kind: 'cannot-say', reason: 'separation' },
          },
          { key: 'c', label: 'S1', method: 'as printed', origin: 'published', ratio },
        ],
      },
    },
  ],
  [
    'a panel of one pair',
    {
      ...head,
      key: 'laboratory',
      kind: 'laboratory',
      panels: [
        {
          key: 'ldl',
          label: 'LDL',
          unit: 'mg/dL',
          lines: [{ subject: 'A', before: 100, after: 100 }],
          pairs: 1,
          before: { mean: 100, sd: null },
          after: { mean: 100, sd: null },
          axis: [80, 100, 120],
        },
      ],
    },
  ],
];

const flow: Flow = {
  root: {
    key: 'enrolled',
    branch: 'enrolled',
    label: 'Enrolled',
    count: 1,
    lines: [],
    beside: [],
    below: [],
  },
  joined: null,
};

const drawn: readonly (readonly [string, string])[] = [
  ...pictures.map(
    ([name, picture]) =>
      [
        name,
        renderToStaticMarkup(createElement(StandardPictureSvg, { id: 'p', picture })),
      ] as const,
  ),
  [
    'a flow of one man',
    renderToStaticMarkup(
      createElement(FlowPicture, { id: 'p', ...head, flow, countText: ({ count }) => `${count}` }),
    ),
  ],
];

describe.each(drawn)('the picture of %s', (_name, svg) => {
  test('stands alone: a size, a name space and white paper, no class, style or variable', () => {
    expect(svg).toMatch(
      /^<svg id="p" xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img"[^>]* width="\d+" height="\d+" viewBox="0 0 \d+ \d+"/,
    );
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).not.toMatch(/ class=| style=|var\(|currentColor|<style|href=/);
  });

  test('says what it is and shows', () => {
    expect(svg).toContain('<title id="p-title">A title</title>');
    expect(svg).toContain('<desc id="p-text">What is &lt;shown&gt; &amp; how.</desc>');
  });

  test('has no number that is none', () => {
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});
