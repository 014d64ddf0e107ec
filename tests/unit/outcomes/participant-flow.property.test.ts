import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enrollmentOutcomes, withdrawalCategories } from '@/lib/enrollment/enrollment-outcome';
import { screeningCategories } from '@/lib/enrollment/screening';
import type { Arm, OutcomeCase } from '@/lib/outcomes/outcome-case';
import { summarizeOutcomes } from '@/lib/outcomes/outcome-summary';
import { type FlowNode, participantFlow } from '@/lib/outcomes/participant-flow';
import { responseStatuses } from '@/lib/response/response';
import { outcomeCase } from '@/tests/support/builders/outcome-case';

const arms: readonly Arm[] = [
  { key: 'drug', title: 'Drug', treated: true },
  { key: 'none', title: 'No drug', treated: false },
];

const man: fc.Arbitrary<OutcomeCase> = fc
  .record({
    // Also an arm that only an older version had.
    arm: fc.constantFrom('drug', 'none', 'former'),
    status: fc.constantFrom('active' as const, ...enrollmentOutcomes),
    endCategory: fc.option(fc.constantFrom(...withdrawalCategories)),
    endAdverseEvent: fc.option(fc.constantFrom('Anxiety', 'Headache')),
    firstDoseOn: fc.option(fc.constant(outcomeCase().firstDoseOn)),
    bestResponse: fc.constantFrom(...responseStatuses),
  })
  .map((change) => outcomeCase({ ...change, firstDoseOn: change.firstDoseOn ?? null }));

const men = fc.array(man, { maxLength: 40 });
const screening = fc.dictionary(
  fc.constantFrom(...screeningCategories),
  fc.integer({ min: 0, max: 600 }),
);

function everyNode(node: FlowNode): FlowNode[] {
  return [node, ...node.parts.flatMap(everyNode)];
}

const total = (nodes: readonly { readonly count: number }[]) =>
  nodes.reduce((sum, { count }) => sum + count, 0);

describe('the participant flow', () => {
  test('adds up at every box', () => {
    fc.assert(
      fc.property(men, screening, (cases, counts) => {
        for (const node of everyNode(participantFlow(arms, cases, counts))) {
          expect([node.key, node.parts.length === 0 || total(node.parts) === node.count]).toEqual([
            node.key,
            true,
          ]);
        }
      }),
    );
  });

  test('loses nobody: screened = enrolled + never enrolled, and each enrolled man is in one leaf', () => {
    fc.assert(
      fc.property(men, screening, (cases, counts) => {
        const flow = participantFlow(arms, cases, counts);
        const never = Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(flow.count).toBe(cases.length + never);
        const leaves = everyNode(flow).filter(({ parts }) => parts.length === 0);
        expect(total(leaves)).toBe(flow.count);
      }),
    );
  });

  test('names each box once and shows none that is empty', () => {
    fc.assert(
      fc.property(men, screening, (cases, counts) => {
        const [, ...nodes] = everyNode(participantFlow(arms, cases, counts));
        expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length);
        expect(nodes.filter(({ count }) => count === 0)).toEqual([]);
      }),
    );
  });

  test('does not depend on the order of the men', () => {
    fc.assert(
      fc.property(men, screening, (cases, counts) => {
        expect(participantFlow(arms, [...cases].reverse(), counts)).toEqual(
          participantFlow(arms, cases, counts),
        );
      }),
    );
  });

  test('agrees with the outcome table about who enrolled and who completed', () => {
    fc.assert(
      fc.property(men, (cases) => {
        const flow = participantFlow(arms, cases, {});
        const [everybody, completers] = summarizeOutcomes(arms, cases).columns;
        const completed = everyNode(flow).filter(({ key }) => key.endsWith(':completed'));
        expect([flow.count, total(completed)]).toEqual([everybody?.men, completers?.men]);
      }),
    );
  });
});

/** Two spaces for each level. */
function linesOf(node: FlowNode, depth = 0): string[] {
  return [
    `${'  '.repeat(depth)}${node.label} ${node.count}`,
    ...node.parts.flatMap((part) => linesOf(part, depth + 1)),
  ];
}

test('names the drop-out as S0 does: 31 enrolled, one withdrew because of anxiety, 30 analyzed', () => {
  const cases = [
    ...Array.from({ length: 30 }, () => outcomeCase()),
    outcomeCase({
      status: 'withdrawn',
      endCategory: 'adverse-event',
      endAdverseEvent: 'Anxiety',
      bestResponse: 'no-sperm',
    }),
  ];
  expect(linesOf(participantFlow(arms, cases, { declined: 2 }))).toEqual([
    'Screened 33',
    '  Never enrolled 2',
    '    Declined 2',
    '  Enrolled 31',
    '    Drug 31',
    '      First dose 31',
    '        Ended early 1',
    '          Withdrawn, adverse event: Anxiety 1',
    '        Completed 30',
    '          Analyzed as completers 30',
  ]);
});
