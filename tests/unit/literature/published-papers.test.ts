import { describe, expect, it } from 'vitest';
import { papers } from '@/lib/literature/papers';
import {
  figuresOf,
  type PublishedPaper,
  type PublishedValue,
} from '@/lib/literature/published-paper';
import { publishedStandard, type StandardCell } from '@/tests/support/published-standard';

const compared = ['mean', 'sd', 'median', 'q1', 'q3', 'k', 'n', 'percentPrinted'] as const;
const estimated = ['or_', 'low', 'high', 'p'] as const;
type Numbers = {
  [key in (typeof compared)[number] | (typeof estimated)[number] | 'value']?:
    | number
    | string
    | undefined;
};

/** The numbers that a value of ours holds, as the table of published figures names them. */
function numbersOf(value: PublishedValue): Numbers {
  switch (value.kind) {
    case 'mean-sd':
      return { mean: Number(value.mean), sd: Number(value.sd) };
    case 'mean-range':
      return { mean: Number(value.mean), low: Number(value.low), high: Number(value.high) };
    case 'range':
      return { low: Number(value.low), high: Number(value.high) };
    case 'quartiles':
      return { median: Number(value.median), q1: Number(value.q1), q3: Number(value.q3) };
    case 'share':
      return {
        k: value.events ?? undefined,
        n: value.total ?? undefined,
        percentPrinted: value.percent ?? undefined,
      };
    case 'number':
      return { value: Number(value.value) };
    case 'p':
      return { value: Number(value.p) };
    case 'odds-ratio':
      return {
        or_: Number(value.oddsRatio),
        low: Number(value.low),
        high: Number(value.high),
        p: value.p === null ? undefined : Number(value.p),
      };
    case 'rule':
      return {};
  }
}

function expectCell(value: PublishedValue | undefined, cell: StandardCell): void {
  const ours: Numbers = value === undefined ? {} : numbersOf(value);
  for (const key of [...compared, ...estimated]) {
    const isCount = key === 'n' && cell.n !== undefined && value?.kind === 'number';
    expect([key, isCount ? ours.value : ours[key]]).toEqual([key, cell[key]]);
  }
  if (cell.value !== undefined && cell.value !== null) {
    expect(ours.value).toBe(cell.value);
  }
}

/** Every number of a statement, whatever the table calls it. */
function statedNumbers(node: unknown): string[] {
  if (typeof node === 'number') {
    return [String(node)];
  }
  if (typeof node === 'object' && node !== null) {
    return Object.entries(node).flatMap(([key, value]) => {
      const isComputed = ['percentExact', 'percentHalfUp', 'candidate', 'trueOnlyAtKg'].includes(
        key,
      );
      return isComputed ? [] : key === 'percentPrinted' ? [String(value)] : statedNumbers(value);
    });
  }
  return [];
}

function ownNumbers(paper: PublishedPaper, statement: string): string[] {
  return figuresOf(paper)
    .filter(({ row }) => row.id === statement)
    .flatMap(({ row, value }) => [
      ...Object.values(numbersOf(value)).map(String),
      ...(value.kind === 'rule' ? (row.label.match(/\d+(\.\d+)?/g) ?? []) : []),
      // A row of the text that prints a percentage prints it as a number there.
      ...(value.kind === 'share' && value.percent !== null ? [String(Number(value.percent))] : []),
    ]);
}

describe.each(papers)('$id', (paper) => {
  const standard = publishedStandard.seeds[paper.id];
  const figures = new Map(figuresOf(paper).map((figure) => [figure.id, figure.value]));

  it('names the same statistical software', () => {
    expect(paper.software).toBe(standard.statisticalSoftware);
  });

  it.each(standard.tables)('$id: every cell', (table) => {
    const cells = table.rows.flatMap((row) =>
      Object.entries(row.cells).map(([column, cell]) => [`${row.id}.${column}`, cell] as const),
    );
    expect(cells.length).toBeGreaterThan(0);
    for (const [id, cell] of cells) {
      expectCell(figures.get(id), cell);
    }
  });

  it.each(standard.statements)('$id: every number of the statement', ({ id, ...statement }) => {
    expect(figuresOf(paper).some(({ row }) => row.id === id)).toBe(true);
    expect(ownNumbers(paper, id)).toEqual(expect.arrayContaining(statedNumbers(statement)));
  });

  it('the flow has every box', () => {
    const { flow } = standard;
    const boxes = [
      ...flow.nodes.map(({ id, n }) => [`${flow.id}.${id}.value`, n] as const),
      ...flow.tail.map(({ n }, index) => [`${flow.id}.tail-${index + 1}.value`, n] as const),
      ...flow.totals.map(({ n }, index) => [`${flow.id}.total-${index + 1}.value`, n] as const),
    ];
    for (const [id, n] of boxes) {
      expect([id, figures.get(id)]).toEqual([id, { kind: 'number', value: String(n) }]);
    }
  });

  it('says of every box that the paper leaves out that it is derived', () => {
    const { flow } = standard;
    const inferred = [
      ...flow.nodes.filter((node) => node['inferred'] === true).map(({ id }) => id),
      ...flow.tail.flatMap((step, index) =>
        step['inferred'] === true ? [`tail-${index + 1}`] : [],
      ),
    ].map((id) => `${flow.id}.${id}`);
    const derived = figuresOf(paper).filter(
      ({ row, section }) => row.isDerived === true && section.id === flow.id,
    );
    expect(derived.map(({ row }) => row.id)).toEqual(inferred);
  });

  it('has every misprint, marked at something that is there', () => {
    expect(paper.issues.map(({ id, kind }) => ({ id, type: kind }))).toEqual(standard.issues);
    const places = new Set([
      ...paper.sections.map(({ id }) => id),
      ...paper.sections.flatMap(({ rows }) => rows.map(({ id }) => id)),
      ...figures.keys(),
    ]);
    const lost = paper.issues.flatMap(({ marks }) => marks.filter((mark) => !places.has(mark)));
    expect(lost).toEqual([]);
  });

  it('computes every printed test again from the same counts', () => {
    const expected = publishedStandard.testVectors
      .filter(({ claim }) => claim.seed === paper.id)
      .flatMap((vector) => [
        ...(vector.parts.length > 0
          ? vector.parts.map(({ expected: methods, input }, index) => ({
              id: `${vector.id}.${index + 1}`,
              verdict: vector.verdict,
              methods: methods.map(({ method }) => method),
              groups: Object.values(input).map(({ mean, sd, n }) => [mean, sd, n]),
            }))
          : [
              {
                id: vector.id,
                verdict: vector.verdict,
                methods: vector.expected.map(({ method }) => method),
                groups: (vector.table?.rows ?? []).map(({ events, n }) => [events, n]),
              },
            ]),
        ...(vector.alternative === undefined
          ? []
          : [
              {
                id: `${vector.id}.alternative`,
                verdict: 'not published',
                methods: vector.alternative.expected.map(({ method }) => method),
                groups: vector.alternative.rows.map(({ events, n }) => [events, n]),
              },
            ]),
      ]);
    const ours = paper.recomputations.map(({ id, verdict, methods, of }) => ({
      id,
      verdict,
      methods,
      groups:
        of.kind === 'counts'
          ? of.groups.map(({ events, total }) => [events, total])
          : of.kind === 'summaries'
            ? of.groups.map(({ mean, sd, total }) => [Number(mean), Number(sd), total])
            : [],
    }));
    expect(ours).toEqual(expected);
  });

  it('names no figure twice', () => {
    const ids = figuresOf(paper).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it.each(
  papers.flatMap((paper) => {
    const { tables } = publishedStandard.seeds[paper.id];
    return tables.map((table) => ({ paper, table, id: table.id }));
  }),
)('$id: the numbers beside its cells', ({ paper, table }) => {
  const value = (id: string) =>
    figuresOf(paper).find((figure) => figure.id.startsWith(`${table.id}.${id}`))?.value;
  if (table.p !== undefined) {
    expect(value('sco_others.p')).toEqual({ kind: 'p', p: '0.01', isBelow: true });
    expect(table.p.printed).toBe('p<0.01');
  }
  if (table.pInteraction !== undefined) {
    expectCell(value('interaction.p'), { value: table.pInteraction.value });
  }
  for (const [block, { p }] of Object.entries(table.blocks ?? {})) {
    expectCell(value(`${block}.p`), p);
  }
  for (const [column, cell] of Object.entries(table.columnHeads ?? {})) {
    expectCell(value(`heads.${column}`), cell);
  }
});
