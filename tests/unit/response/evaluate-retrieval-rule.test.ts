import { describe, expect, test } from 'vitest';
import { civilDate, toCivilDate, toDay } from '@/lib/dates/civil-date';
import { gonadotropinNoa } from '@/lib/protocols/library/gonadotropin-noa';
import { salvageMicroTese } from '@/lib/protocols/library/salvage-micro-tese';
import { protocolDefinitionSchema } from '@/lib/protocols/schema';
import { type ProcedureInput, procedureContentSchema } from '@/lib/records/procedure';
import { evaluateResponse } from '@/lib/response/evaluate-response';
import type { PlannedSemen } from '@/lib/response/response';
import { sampleOf } from '@/tests/support/response-case';

const day = (text: string) => toDay(civilDate(text));
const gonadotropins = protocolDefinitionSchema.parse(gonadotropinNoa).response;
const salvage = protocolDefinitionSchema.parse(salvageMicroTese).response;

interface Facts {
  readonly samples?: readonly string[];
  /** Names of the samples that the plan has linked to the end-of-treatment semen analysis. */
  readonly linked?: readonly string[];
  readonly requirement?: string;
  readonly firstDose?: string | null;
  readonly procedures?: readonly (ProcedureInput & { readonly on: string })[];
}

function evaluate(
  rule: typeof gonadotropins,
  { samples = [], linked = [], requirement, firstDose = '2026-01-10', procedures = [] }: Facts,
) {
  const planned: PlannedSemen = {
    requirement: requirement ?? 'semen-end-of-treatment',
    kind: 'semen-analysis',
    ordinal: 1,
    triggerRecordId: null,
    target: day('2026-04-10'),
    opensOn: day('2026-03-27'),
    closesOn: day('2026-04-24'),
    notApplicableReason: null,
    recordIds: linked,
  };
  return evaluateResponse(
    rule,
    {},
    {
      today: day('2026-06-01'),
      enrolledOn: day('2026-01-01'),
      firstDoseOn: firstDose === null ? null : day(firstDose),
      lastDoseOn: null,
      samples: samples.map(sampleOf),
      occurrences: [planned],
      eggNumbers: [],
      adequateRecordIds: [],
      procedures: procedures.map(({ on, ...content }, index) => ({
        id: `procedure-${index + 1}`,
        on: day(on),
        content: procedureContentSchema.parse(content),
      })),
    },
  );
}

const microTese = (on: string, spermFound: 'yes' | 'no' | 'unknown') =>
  ({ kind: 'micro-tese', spermFound, on }) as const;

describe('gonadotropins (S1)', () => {
  test.each<[string, Facts, string, string[]]>([
    ['nothing yet', {}, 'awaiting-semen', []],
    [
      'sperm in one sample',
      { samples: ['P2 2026-04-10'], linked: ['a'] },
      'ejaculated-sperm',
      ['a'],
    ],
    [
      'immotile sperm are sperm',
      { samples: ['I 2026-04-10'], linked: ['a'] },
      'ejaculated-sperm',
      ['a'],
    ],
    [
      'a negative calls for micro-TESE',
      { samples: ['N 2026-04-10'], linked: ['a'] },
      'awaiting-retrieval',
      ['a'],
    ],
    [
      'a sample without a pellet does not',
      { samples: ['X 2026-04-10'], linked: ['a'] },
      'awaiting-semen',
      [],
    ],
    ['sperm outside the planned analysis', { samples: ['P2 2026-02-10'] }, 'awaiting-semen', []],
    [
      'sperm at micro-TESE',
      { samples: ['N 2026-04-10'], linked: ['a'], procedures: [microTese('2026-05-01', 'yes')] },
      'retrieved',
      ['procedure-1'],
    ],
    [
      'sperm in the ejaculate after micro-TESE do not change what it gave',
      {
        samples: ['P2 2026-04-20'],
        linked: ['a'],
        procedures: [microTese('2026-04-10', 'no')],
      },
      'not-retrieved',
      ['procedure-1'],
    ],
    [
      'sperm in the ejaculate on the day of micro-TESE were there before it',
      {
        samples: ['P2 2026-04-10'],
        linked: ['a'],
        procedures: [microTese('2026-04-10', 'yes')],
      },
      'ejaculated-sperm',
      ['a'],
    ],
    [
      'no sperm at micro-TESE',
      { samples: ['N 2026-04-10'], linked: ['a'], procedures: [microTese('2026-05-01', 'no')] },
      'not-retrieved',
      ['procedure-1'],
    ],
    [
      'one of two operations found sperm',
      { procedures: [microTese('2026-05-01', 'no'), microTese('2026-05-20', 'yes')] },
      'retrieved',
      ['procedure-2'],
    ],
    [
      'an operation without a stated result',
      { procedures: [microTese('2026-05-01', 'unknown')] },
      'not-evaluable',
      ['procedure-1'],
    ],
    [
      'ejaculated sperm outrank the operation',
      { samples: ['P2 2026-04-10'], linked: ['a'], procedures: [microTese('2026-05-01', 'no')] },
      'ejaculated-sperm',
      ['a'],
    ],
    [
      'an operation before the first dose does not count',
      { procedures: [microTese('2026-01-10', 'yes')] },
      'awaiting-semen',
      [],
    ],
    [
      'the untreated arm from enrollment on',
      {
        firstDose: null,
        samples: ['N 2026-01-05'],
        linked: ['a'],
        requirement: 'semen-before-surgery',
        procedures: [microTese('2026-01-20', 'yes')],
      },
      'retrieved',
      ['procedure-1'],
    ],
    [
      'the branch that ends after month 2',
      { samples: ['P2 2026-03-10'], linked: ['a'], requirement: 'semen-end-of-month-2' },
      'ejaculated-sperm',
      ['a'],
    ],
  ])('%s', (_rule, facts, status, evidence) => {
    const response = evaluate(gonadotropins, facts);
    expect([response.currentStatus, response.bestResponse, response.evidence]).toEqual([
      status,
      status,
      evidence,
    ]);
  });

  test('the response is dated by the sample, and what does not decide is listed', () => {
    const response = evaluate(gonadotropins, {
      samples: ['P2 2026-04-10', 'P2 2026-02-10', 'N 2025-12-20'],
      linked: ['a'],
    });
    expect(response.responseOn && toCivilDate(response.responseOn)).toBe('2026-04-10');
    expect(response.excluded).toEqual([
      { id: 'c', reason: 'before-therapy' },
      { id: 'b', reason: 'not-end-of-treatment' },
    ]);
  });
});

describe('salvage (S2)', () => {
  const failed = { ...microTese('2025-05-01', 'no'), histology: 'sertoli-cell-only' } as const;

  test.each([
    ['before the operation', [failed], 'awaiting-retrieval', 'sertoli-cell-only'],
    ['sperm found', [failed, microTese('2026-01-20', 'yes')], 'retrieved', 'sertoli-cell-only'],
    [
      'no sperm, with a histology of its own',
      [failed, { ...microTese('2026-01-20', 'no'), histology: 'hypospermatogenesis' as const }],
      'not-retrieved',
      'hypospermatogenesis',
    ],
    [
      'histology not done at the operation',
      [failed, { ...microTese('2026-01-20', 'no'), histology: 'not-done' as const }],
      'not-retrieved',
      'sertoli-cell-only',
    ],
    [
      'a biopsy is no operation',
      [failed, { ...microTese('2026-01-20', 'yes'), kind: 'biopsy' as const }],
      'awaiting-retrieval',
      'sertoli-cell-only',
    ],
  ])('%s', (_rule, procedures, status, histology) => {
    const response = evaluate(salvage, { procedures, firstDose: null });
    expect(response.currentStatus).toBe(status);
    expect(response.strata).toEqual({ priorProcedure: 'micro-tese', histology });
  });

  test('the last operation before enrollment is the prior one', () => {
    const tese = { kind: 'tese', spermFound: 'no', on: '2025-08-01' } as const;
    const { strata } = evaluate(salvage, { procedures: [tese, failed], firstDose: null });
    expect(strata?.priorProcedure).toBe('tese');
  });
});
