import { describe, expect, it } from 'vitest';
import { AnalysisResults, type ResultRow } from '@/lib/analysis/results';
import type { ClinicData } from '@/lib/literature/clinic-figure';
import {
  type ComparedFigure,
  clinicFigures,
  comparePaper,
  differencePlan,
} from '@/lib/literature/comparison';
import { paperOf, papers } from '@/lib/literature/papers';
import { printedColumn } from '@/lib/literature/printed-beside';
import { figuresOf, type PublishedPaper } from '@/lib/literature/published-paper';
import { readings } from '@/lib/literature/readings/readings';

function paperFor(protocol: string): PublishedPaper {
  const paper = paperOf(protocol);
  if (paper === null) {
    throw new Error(`no paper for ${protocol}`);
  }
  return paper;
}

const isotretinoin = paperFor('isotretinoin-noa');

const row =
  (at: Pick<ResultRow, 'analysis' | 'row' | 'column'>) => (statistic: string, value: number) => ({
    ...at,
    statistic,
    value,
    text: null,
    reason: null,
    precision: 'closed' as const,
  });

const responded = row({ analysis: 'paper-men', row: 'complete_response', column: 'all' });
const age = row({ analysis: 'paper-baseline', row: 'age_at_consent', column: 'all' });

function clinicOf(rows: readonly ResultRow[], change: Partial<ClinicData> = {}): ClinicData {
  return {
    results: new AnalysisResults(rows),
    groupsBy: () => [],
    screened: {},
    enrolled: 20,
    ...change,
  };
}

const twenty = clinicOf([
  responded('count', 5),
  responded('n', 20),
  age('mean', 35.25),
  age('sd', 4.04),
  age('n', 20),
]);

function compared(
  data: ClinicData,
  {
    differences = [],
    smallestCell = null,
  }: { differences?: readonly ResultRow[]; smallestCell?: number | null } = {},
): ReadonlyMap<string, ComparedFigure> {
  const comparison = comparePaper(isotretinoin, clinicFigures(isotretinoin, data), {
    results: data.results,
    differences: new AnalysisResults(differences),
    smallestCell,
  });
  return new Map(
    comparison.sections.flatMap(({ rows }) =>
      rows.flatMap(({ figures }) => figures.map((figure) => [figure.id, figure])),
    ),
  );
}

describe('a clinic beside a paper', () => {
  it('its share is written with the decimals of the printed one, and differs', () => {
    expect(compared(twenty).get('S0.response_all.value')).toMatchObject({
      printed: '11/30 (37%)',
      clinic: { text: '5/20 (25%)' },
      recomputed: { text: '11/30 (37%)' },
      verdict: 'differs',
    });
  });

  it('its mean is rounded half away from zero', () => {
    expect(compared(twenty).get('S0.age.value')?.clinic.text).toBe('35.3 ± 4.0');
  });

  it('the difference is what R says of both, in percentage points or in the unit of the mean', () => {
    const share = row({
      analysis: 'share-differences',
      row: 'S0.response_all.value',
      column: 'test',
    });
    const mean = row({ analysis: 'mean-differences', row: 'S0.age.value', column: 'test' });
    const figures = compared(twenty, {
      differences: [
        share('risk-difference.value', -0.11667),
        share('risk-difference.low', -0.34),
        share('risk-difference.high', 0.15),
        mean('difference.value', -2.65),
        mean('difference.low', -5.1),
        mean('difference.high', -0.2),
      ],
    });
    expect(figures.get('S0.response_all.value')?.difference).toBe('−11.7 points (−34.0 to 15.0)');
    expect(figures.get('S0.age.value')?.difference).toBe('−2.65 (−5.10 to −0.20)');
  });

  it('R is asked for the difference of both shares and both means', () => {
    const plan = differencePlan(isotretinoin, clinicFigures(isotretinoin, twenty));
    expect(plan.map(({ id, arguments: given }) => [id, given['labels']])).toEqual([
      ['share-differences', ['S0.response_all.value']],
      ['mean-differences', ['S0.age.value']],
    ]);
    expect(plan[0]?.arguments).toMatchObject({
      events: [5],
      totals: [20],
      other_events: [11],
      other_totals: [30],
    });
  });

  it('a figure that R does not have says why instead of a number', () => {
    const reason = { ...age('mean', 0), value: null, reason: 'no-values' as const };
    expect(compared(clinicOf([reason])).get('S0.age.value')?.clinic).toEqual({
      text: null,
      why: 'It is not recorded for anybody.',
    });
  });

  it('where the printed counts do not give the printed percentage, that is a misprint', () => {
    expect(compared(twenty).get('S0.arrest.value')).toMatchObject({
      printed: '6/11 (54%)',
      recomputed: { text: '6/11 (55%)' },
      verdict: 'misprint',
    });
  });

  it('a count below the limit hides every count, share and test of the clinic, and leaves means of enough men', () => {
    const figures = compared(twenty, { smallestCell: 11 });
    expect(figures.get('S0.response_all.value')).toMatchObject({
      clinic: { text: null, why: expect.stringContaining('below the limit') },
      difference: null,
      verdict: 'not compared',
    });
    const told = [...figures.values()].filter(({ clinic }) => clinic.text !== null);
    expect(told.map(({ id }) => id)).toEqual(['S0.age.value']);
  });

  it('a part of the enrolled has no screening log of its own', () => {
    const salvage = paperFor('salvage-micro-tese');
    const figures = clinicFigures(salvage, clinicOf([], { screened: null }));
    expect(figures.get('S2.flow.records.value')).toMatchObject({ kind: 'nowhere' });
  });
});

describe.each(papers)('$id', (paper) => {
  const results = figuresOf(paper).filter(({ value }) => value.kind !== 'rule');

  it('every figure comes from somewhere, and nothing is read that the paper does not print', () => {
    expect(Object.keys(readings[paper.id].sources).sort()).toEqual(
      expect.arrayContaining(results.map(({ id }) => id).sort()),
    );
    const known = new Set(results.map(({ id }) => id));
    const { sources, irreproducible, recomputed } = readings[paper.id];
    const unknown = [sources, irreproducible, recomputed]
      .flatMap((table) => Object.keys(table))
      .filter((id) => !known.has(id));
    expect(unknown).toEqual([]);
  });

  it('computes again from recomputations that are there', () => {
    const ids = paper.recomputations.map(({ id }) => id);
    const named = Object.values(readings[paper.id].recomputed).map((it) => it.recomputation);
    expect(ids).toEqual(expect.arrayContaining(named));
  });
});

it('a protocol without a paper has none', () => {
  expect(paperOf('somebody-elses-protocol')).toBeNull();
});

describe('the printed column of a table', () => {
  it('has the figures of a row under the heads that the paper gives them', () => {
    const labs = printedColumn(isotretinoin, 'labs', null);
    expect(labs?.head).toBe('S0, printed');
    expect(labs?.linesOf('hemoglobin_baseline')).toEqual([
      'Before: 14.9 ± 1.1',
      'At 4 weeks: 14.9 ± 1.3',
      'p, paired t: 0.56',
    ]);
    expect(labs?.linesOf('sodium_baseline')).toEqual([]);
  });

  it('stands at the mean where the paper prints a mean, and at the median where it prints one', () => {
    const baseline = printedColumn(isotretinoin, 'baseline', null);
    expect(baseline?.linesOf('age_at_consent mean')).toEqual(['37.9 ± 4.7']);
    expect(baseline?.linesOf('age_at_consent median')).toEqual([]);
    const gonadotropins = printedColumn(paperFor('gonadotropin-noa'), 'baseline', null);
    expect(gonadotropins?.linesOf('age_at_consent median')).toEqual([
      'All 542: 31.00 [28.00, 34.00]',
      'None, 174: 32.00 [28.00, 35.00]',
      'Gonadotropins, 368: 30.00 [28.00, 33.00]',
    ]);
    expect(gonadotropins?.linesOf('testosterone_total_baseline median')[0]).toBe(
      'All 542: 13.61 [9.21, 18.70] nmol/L',
    );
    const salvage = printedColumn(paperFor('salvage-micro-tese'), 'baseline', null);
    expect(salvage?.linesOf('age_at_consent mean').slice(0, 3)).toEqual([
      'Sperm found, 27: 36.71 ± 8.1',
      'None, 46: 36.50 ± 5.57',
      'Age of all, years (abstract): 36.71 ± 8.1',
    ]);
  });

  it('stands beside outcomes, and beside a table by categories when that counts the outcome of the paper', () => {
    expect(printedColumn(isotretinoin, 'outcomes', null)?.linesOf('complete_response')).toEqual([
      '11/30 (37%)',
    ]);
    const byPattern = printedColumn(isotretinoin, 'by-baseline-histology', 'ejaculated_sperm');
    expect(byPattern?.linesOf('late-maturation-arrest')).toEqual(['Responders: 3/5 (60%)']);
    expect(printedColumn(isotretinoin, 'by-baseline-histology', 'live_birth')).toBeNull();
    const byHistology = printedColumn(
      paperFor('salvage-micro-tese'),
      'by-histology',
      'sperm_retrieved',
    );
    expect(byHistology?.linesOf('sertoli-cell-only')).toContain('Sperm found: 8/43 (18.6%)');
  });

  it('is not there where the paper prints nothing of the table', () => {
    expect(printedColumn(isotretinoin, 'adherence', null)).toBeNull();
  });
});
