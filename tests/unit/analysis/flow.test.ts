import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildFlow,
  everyBox,
  type Flow,
  type FlowBox,
  type FlowFork,
  type FlowGroup,
  type FlowPlan,
  type FlowStep,
  flowColumns,
} from '@/lib/analysis/flow';
import { flowDataColumns, flowPlanOf, withEndReasons } from '@/lib/analysis/flow-plans';
import { flowCountText, hideSmallInFlow } from '@/lib/analysis/flow-suppression';
import { screeningCategories } from '@/lib/enrollment/screening';
import type { CountsByCategory } from '@/lib/enrollment/screening-summary';

const labels: Readonly<Record<string, string>> = {
  azoospermia: 'Azoospermia',
  cryptozoospermia: 'Cryptozoospermia',
  'micro-tese': 'Micro-TESE',
  tese: 'Conventional TESE',
};

const labelOf = (_column: string, value: unknown) => labels[String(value)] ?? String(value);

const protocols = ['isotretinoin-noa', 'gonadotropin-noa', 'salvage-micro-tese', 'another'];

const flag = fc.constantFrom(true, false, null);
const group: fc.Arbitrary<FlowGroup> = fc.record({
  values: fc.record(
    {
      arm: fc.constantFrom('gonadotropins', 'none', 'former'),
      status: fc.constantFrom('active', 'completed', 'withdrawn', 'died', null),
      end_category: fc.constantFrom('adverse-event', 'patient-decision', null),
      end_adverse_event: fc.constantFrom('Anxiety', 'Headache', null),
      first_dose_given: flag,
      semen_category: fc.constantFrom('azoospermia', null),
      prior_retrieval_kind: fc.constantFrom('micro-tese', 'tese', 'other', null),
      ejaculated_sperm: flag,
      retrieval_attempted: flag,
      retrieval_sufficient: flag,
      sperm_retrieved: flag,
      icsi_done: flag,
      live_birth: flag,
    },
    { requiredKeys: ['arm', 'status'] },
  ),
  men: fc.integer({ min: 0, max: 400 }),
});
const groups = fc.array(group, { maxLength: 40 });
const screening = fc.dictionary(
  fc.constantFrom(...screeningCategories),
  fc.integer({ min: 0, max: 600 }),
);
const protocol = fc.constantFrom(...protocols);

const flowOf = (code: string, own: readonly FlowGroup[], counts: CountsByCategory) =>
  buildFlow(flowPlanOf(code), withEndReasons(own), counts, labelOf);

const total = (lines: readonly { readonly count: number }[]) =>
  lines.reduce((sum, { count }) => sum + count, 0);

const menOf = (own: readonly FlowGroup[]) => own.reduce((sum, { men }) => sum + men, 0);

function endsOf(box: FlowBox): FlowBox[] {
  const parts = [...box.beside, ...box.below];
  return parts.length === 0 ? [box] : parts.flatMap(endsOf);
}

describe('the flow of a snapshot', () => {
  test('adds up at every box: the boxes beside and below, and the lines inside', () => {
    fc.assert(
      fc.property(protocol, groups, screening, (code, own, counts) => {
        for (const { key, count, lines, beside, below } of everyBox(flowOf(code, own, counts))) {
          const parts = [...beside, ...below];
          expect([key, parts.length === 0 ? count : total(parts)]).toEqual([key, count]);
          expect([key, lines.length === 0 ? count : total(lines)]).toEqual([key, count]);
        }
      }),
    );
  });

  test('has every man of the snapshot and of the screening log in exactly one end', () => {
    fc.assert(
      fc.property(protocol, groups, screening, (code, own, counts) => {
        const { root } = flowOf(code, own, counts);
        const screened = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(root.count).toBe(menOf(own) + screened);
        expect(total(endsOf(root))).toBe(root.count);
      }),
    );
  });

  test('counts in the joined box exactly the men of the boxes that lead to it', () => {
    fc.assert(
      fc.property(groups, (own) => {
        const flow = flowOf('gonadotropin-noa', own, {});
        const sources = everyBox(flow).filter(({ branch }) => branch === 'sperm-found');
        expect(flow.joined?.box.count ?? 0).toBe(total(sources));
      }),
    );
  });

  test('names each box once', () => {
    fc.assert(
      fc.property(protocol, groups, screening, (code, own, counts) => {
        const keys = everyBox(flowOf(code, own, counts)).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  test('does not depend on the order of the groups', () => {
    fc.assert(
      fc.property(protocol, groups, (code, own) => {
        expect(flowOf(code, [...own].reverse(), {})).toEqual(flowOf(code, own, {}));
      }),
    );
  });

  test('adds up for a plan of any depth and breadth', () => {
    fc.assert(
      fc.property(anyPlan, groups, screening, (plan, own, counts) => {
        const flow = buildFlow(plan, own, counts, labelOf);
        expect(total(endsOf(flow.root))).toBe(flow.root.count);
        expect(flow.root.count - menOf(own)).toBe(
          Object.values(counts).reduce((sum, count) => sum + count, 0),
        );
      }),
    );
  });

  test('of nobody is one box with nobody in it', () => {
    expect(flowOf('isotretinoin-noa', [], {})).toMatchObject({
      root: { label: 'Enrolled', count: 0, beside: [], below: [] },
      joined: null,
    });
  });
});

const columns = ['first_dose_given', 'ejaculated_sperm', 'sperm_retrieved', 'icsi_done'] as const;

const branchFields = {
  label: fc.string({ maxLength: 60 }),
  where: fc.dictionary(fc.constantFrom(...columns), fc.subarray([true, false, null])),
};

const { step } = fc.letrec<{ step: FlowStep; fork: FlowFork }>((tie) => ({
  step: fc
    .record(
      {
        ...branchFields,
        linesBy: fc.constantFrom('status', 'arm'),
        onlyIfSomebodyLeaves: fc.constant(true as const),
        next: fc.option(tie('fork'), { nil: undefined, maxDepth: 5 }),
      },
      { requiredKeys: ['label', 'where'] },
    )
    .map(({ next, ...fields }) => ({
      key: 'step',
      ...fields,
      ...(next === undefined ? {} : { next }),
    })),
  fork: fc
    .record({
      beside: fc.array(fc.record({ key: fc.constant('side'), ...branchFields }), { maxLength: 2 }),
      below: fc.array(tie('step'), { minLength: 1, maxLength: 3 }),
      otherwise: fc.constant('Not recorded'),
    })
    .map(({ beside, below, otherwise }) => ({
      beside: beside.map((branch, index) => ({ ...branch, key: `side-${index}` })),
      below: below.map((branch, index) => ({ ...branch, key: `step-${index}` })),
      otherwise,
    })),
}));

const anyPlan: fc.Arbitrary<FlowPlan> = step.map((enrolled) => ({
  screened: 'Screened',
  screening: [{ categories: null, label: 'Not enrolled', remaining: null }],
  enrolled,
}));

test('the columns to count by are those that the plan asks for, the end reason as its three', () => {
  expect(flowColumns(flowPlanOf('salvage-micro-tese'))).toEqual([
    'end_reason',
    'prior_retrieval_kind',
    'retrieval_attempted',
    'sperm_retrieved',
  ]);
  expect(flowDataColumns(flowPlanOf('salvage-micro-tese'))).toEqual([
    'status',
    'end_category',
    'end_adverse_event',
    'prior_retrieval_kind',
    'retrieval_attempted',
    'sperm_retrieved',
  ]);
});

/** Two spaces for each level; `>` is a box at the side, brackets hold the lines inside a box. */
function drawn({ root, joined }: Flow): string[] {
  return [
    ...boxLines(root, 0),
    ...(joined === null ? [] : [`from ${joined.from.length} boxes`, ...boxLines(joined.box, 0)]),
  ];
}

function boxLines({ label, count, lines, beside, below }: FlowBox, depth: number): string[] {
  const inside = lines.map((line) => `${line.label} ${line.count}`).join(', ');
  return [
    `${'  '.repeat(depth)}${label} ${count}${inside === '' ? '' : ` [${inside}]`}`,
    ...beside.flatMap((box) => boxLines({ ...box, label: `> ${box.label}` }, depth + 1)),
    ...below.flatMap((box) => boxLines(box, depth + 1)),
  ];
}

const of = (men: number, values: FlowGroup['values']): FlowGroup => ({ men, values });

const completed = {
  status: 'completed',
  end_category: null,
  end_adverse_event: null,
  first_dose_given: true,
};
const azoospermia = { ...completed, semen_category: 'azoospermia' };
const cryptozoospermia = { ...completed, semen_category: 'cryptozoospermia' };

describe('the three published flows (C§7.7)', () => {
  test('S0: a drop-out, 30 completers, 11 responders, 7 operated again, 6 with sufficient sperm', () => {
    const none = { ...azoospermia, ejaculated_sperm: false, retrieval_attempted: false };
    const operated = { ...none, retrieval_attempted: true };
    const flow = flowOf(
      'isotretinoin-noa',
      [
        of(1, {
          ...azoospermia,
          status: 'withdrawn',
          end_category: 'adverse-event',
          end_adverse_event: 'Anxiety',
        }),
        of(7, { ...azoospermia, ejaculated_sperm: true, retrieval_attempted: false }),
        of(4, { ...cryptozoospermia, ejaculated_sperm: true, retrieval_attempted: false }),
        of(12, none),
        of(6, { ...operated, retrieval_sufficient: true }),
        of(1, { ...operated, retrieval_sufficient: false }),
      ],
      {},
    );
    expect(drawn(flow)).toEqual([
      'Enrolled 31',
      '  > Ended early 1 [Withdrawn, adverse event: Anxiety 1]',
      '  Completed 30 [Azoospermia 26, Cryptozoospermia 4]',
      '    Response: sperm in the ejaculate 11 [Azoospermia 7, Cryptozoospermia 4]',
      '    No response: no sperm in the ejaculate 19 [Azoospermia 19]',
      '      Repeat micro-TESE or other retrieval 7',
      '        Sufficient sperm (partial response) 6',
      '        No sufficient sperm 1',
      '      No repeat retrieval 12',
    ]);
  });

  test('S1: donor sperm and the excluded above; both arms; the retrieved of both down to live birth', () => {
    const treated = { ...completed, arm: 'gonadotropins', ejaculated_sperm: false };
    const untreated = { ...completed, arm: 'none', first_dose_given: false };
    const operated = { retrieval_attempted: true, sperm_retrieved: false, icsi_done: false };
    const found = { retrieval_attempted: true, sperm_retrieved: true, icsi_done: true };
    const flow = flowOf(
      'gonadotropin-noa',
      [
        of(27, { ...treated, ejaculated_sperm: true, retrieval_attempted: false }),
        of(253, { ...treated, ...operated }),
        of(8, { ...treated, ...found, icsi_done: false }),
        of(54, { ...treated, ...found, live_birth: true }),
        of(53, { ...treated, ...found, live_birth: false }),
        of(140, { ...untreated, ...operated }),
        of(3, { ...untreated, ...found, icsi_done: false }),
        of(14, { ...untreated, ...found, live_birth: true }),
        of(17, { ...untreated, ...found, live_birth: false }),
      ],
      { 'donor-sperm': 539, 'not-eligible': 210 },
    );
    expect(drawn(flow)).toEqual([
      'Screened 1318',
      '  > Chose donor sperm 539',
      '  Proposed for micro-TESE 779',
      '    > Excluded 210 [Criteria not met 210]',
      '    Enrolled 569',
      '      Gonadotropins 395',
      '        > Sperm in the ejaculate 27',
      '        Micro-TESE after gonadotropins 368',
      '          Sperm retrieved 115',
      '          No sperm retrieved 253',
      '      No gonadotropins 174',
      '        Micro-TESE 174',
      '          Sperm retrieved 34',
      '          No sperm retrieved 140',
      'from 2 boxes',
      'Sperm retrieved, both arms 149',
      '  ICSI 138',
      '    Live birth 68',
      '    No live birth 70',
      '  No ICSI 11',
    ]);
  });

  test('S2: 310 records, 73 after a failed retrieval, sperm in 27 by the earlier procedure', () => {
    const man = (kind: string, found: boolean) => ({
      ...completed,
      prior_retrieval_kind: kind,
      retrieval_attempted: true,
      sperm_retrieved: found,
    });
    const flow = flowOf(
      'salvage-micro-tese',
      [
        of(8, man('micro-tese', true)),
        of(25, man('micro-tese', false)),
        of(19, man('tese', true)),
        of(21, man('tese', false)),
      ],
      { 'no-failed-retrieval': 237 },
    );
    expect(drawn(flow)).toEqual([
      'Screened 310',
      '  > No earlier failed retrieval 237',
      '  Enrolled after a failed retrieval 73 [Conventional TESE 40, Micro-TESE 33]',
      '    Sperm found 27 [Conventional TESE 19, Micro-TESE 8]',
      '    No sperm found 46 [Conventional TESE 21, Micro-TESE 25]',
    ]);
  });
});

test('men who have not come to an end yet are beside the way down, with what is known of them', () => {
  const flow = flowOf(
    'isotretinoin-noa',
    [
      of(3, { ...azoospermia, status: 'active', first_dose_given: false }),
      of(4, { ...azoospermia, status: 'active' }),
      of(2, { ...azoospermia, ejaculated_sperm: null }),
    ],
    { declined: 5, 'not-eligible': 2 },
  );
  expect(drawn(flow)).toEqual([
    'Screened 16',
    '  > Not enrolled 7 [Criteria not met 2, Declined 5]',
    '  Enrolled 9',
    '    > No first dose 3 [Still on the protocol 3]',
    '    First dose 6',
    '      > Still on the protocol 4',
    '      Completed 2 [Azoospermia 2]',
    '        > Response not evaluable 2',
    '        Response: sperm in the ejaculate 0',
    '        No response: no sperm in the ejaculate 0',
  ]);
});

describe('small counts', () => {
  const responders = [
    of(7, { ...azoospermia, ejaculated_sperm: true }),
    of(4, { ...cryptozoospermia, ejaculated_sperm: true }),
    of(19, { ...azoospermia, ejaculated_sperm: false }),
  ];

  test('are written as below the limit, and what would tell them is withheld', () => {
    const flow = flowOf('isotretinoin-noa', responders, {});
    const text = flowCountText(hideSmallInFlow(flow, 11), 11);
    const written = everyBox(flow).map((box) => [
      box.label,
      text(box),
      ...box.lines.map((line) => `${line.label} ${text(line)}`),
    ]);
    expect(written).toEqual([
      ['Enrolled', '30'],
      ['Completed', '30', 'Azoospermia withheld', 'Cryptozoospermia < 11'],
      ['Response: sperm in the ejaculate', '11', 'Azoospermia < 11', 'Cryptozoospermia < 11'],
      ['No response: no sperm in the ejaculate', '19', 'Azoospermia 19'],
      ['No repeat retrieval', '19'],
    ]);
  });

  test('do not come out of the number of men, which the report prints', () => {
    const flow = flowOf(
      'isotretinoin-noa',
      [
        ...responders,
        of(1, { ...azoospermia, status: 'withdrawn', end_category: 'adverse-event' }),
      ],
      {},
    );
    const text = flowCountText(hideSmallInFlow(flow, 11), 11);
    const written = new Map(everyBox(flow).map((box) => [box.label, text(box)]));
    expect(written.get('Enrolled')).toBe('31');
    expect(written.get('Ended early')).toBe('< 11');
    expect(written.get('Completed')).toBe('withheld');
    expect([...written.values()]).not.toContain('30');
  });

  test('are shown where the cohort sets no limit', () => {
    const flow = flowOf('isotretinoin-noa', responders, {});
    const text = flowCountText(hideSmallInFlow(flow, null), null);
    expect(everyBox(flow).map(text)).toEqual(everyBox(flow).map(({ count }) => String(count)));
  });

  test('never stand in a box, whatever the flow', () => {
    fc.assert(
      fc.property(protocol, groups, screening, (code, own, counts) => {
        const flow = flowOf(code, own, counts);
        const text = flowCountText(hideSmallInFlow(flow, 11), 11);
        const shown = everyBox(flow)
          .flatMap((box) => [box, ...box.lines])
          .filter(({ count }) => count > 0 && count < 11)
          .map(text);
        expect(shown.filter((it) => /^\d/.test(it))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
