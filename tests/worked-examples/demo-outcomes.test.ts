// What the outcomes page shows of the three papers, counted by its own summary (C§1.1.6, C§1.2.5, C§1.3.2).
import { describe, expect, it } from 'vitest';
import { gonadotropinCohort } from '@/lib/demo/gonadotropin-cohort';
import { isotretinoinCohort } from '@/lib/demo/isotretinoin-cohort';
import { salvageCohort } from '@/lib/demo/salvage-cohort';
import { publishedScreening } from '@/lib/demo/screening-counts';
import { outcomeCaseOf } from '@/lib/outcomes/outcome-case';
import { type OutcomeSummary, summarizeOutcomes } from '@/lib/outcomes/outcome-summary';
import { type FlowNode, participantFlow } from '@/lib/outcomes/participant-flow';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { DemoMan } from '../support/demo-man';

function cohort(patients: ReturnType<typeof isotretinoinCohort>) {
  const men = patients.map((patient) => new DemoMan(patient));
  const [first] = patients;
  const definition = protocolLibrary.find(({ code }) => code === first?.protocol);
  const arms = definition?.arms ?? [];
  const cases = men.map((man) =>
    outcomeCaseOf({
      arm: man.patient.arm,
      enrolledOn: man.patient.enrolledOn,
      bestResponse: man.best,
      records: man.course.records,
      status: man.patient.ended?.status ?? 'active',
      endCategory: man.patient.ended?.category ?? null,
      endAdverseEvent: man.patient.ended?.adverseEvent ?? null,
    }),
  );
  const screening = Object.fromEntries(
    publishedScreening
      .filter(({ cohortTag }) => cohortTag === first?.cohortTag)
      .map(({ category, men: count }) => [category, Number(count)]),
  );
  return {
    summary: summarizeOutcomes(arms, cases),
    flow: participantFlow(arms, cases, screening),
  };
}

const s0 = cohort(isotretinoinCohort());
const s1 = cohort(gonadotropinCohort());
const s2 = cohort(salvageCohort());

/** `6/7` of each column: in S1 all arms, treated, untreated, each with intention to treat before completers. */
function line(summary: OutcomeSummary, label: string, denominator: string): string[] {
  const lines = summary.sections.flatMap((section) => section.lines);
  const found = lines.find((one) => one.label === label && one.denominator === denominator);
  return found?.shares.map(({ count, of }) => `${count}/${of}`) ?? [];
}

const inColumn = 'enrolled or completed';

function cyclesOf({ cycles }: OutcomeSummary, label: string) {
  return cycles.find((group) => group.label === label);
}

/** The labels from the root to every leaf that is counted, with the count. */
function leaves(node: FlowNode, path: readonly string[] = []): string[] {
  const here = [...path, node.label];
  return node.parts.length === 0
    ? [`${here.slice(1).join(' > ')}: ${node.count}`]
    : node.parts.flatMap((part) => leaves(part, here));
}

describe('isotretinoin (S0)', () => {
  it('11 of 30 completers and, with the man who dropped out, 11 of 31 have a complete response', () => {
    expect(line(s0.summary, 'Complete response', inColumn)).toEqual(['11/31', '11/30']);
  });

  it('repeat micro-TESE on the drug: a partial response in 6 of 7, sperm frozen in 5 of 7', () => {
    expect(line(s0.summary, 'Partial response', inColumn)).toEqual(['6/31', '6/30']);
    expect(line(s0.summary, 'Sperm enough for every egg', 'men operated')).toEqual(['6/7', '6/7']);
    expect(line(s0.summary, 'Sperm frozen', 'men operated')).toEqual(['5/7', '5/7']);
  });

  it('9 cycles with 13 euploid embryos and 1 live birth in 6 complete responders', () => {
    expect(cyclesOf(s0.summary, 'Complete response')).toMatchObject({
      men: 11,
      menWithCycle: 6,
      totals: { cycles: 9, euploid: 13, liveBirths: 1, liveBorn: 1 },
    });
  });

  it('6 cycles and 1 pregnancy in partial responders', () => {
    expect(cyclesOf(s0.summary, 'Partial response')).toMatchObject({
      men: 6,
      totals: { cycles: 6, clinical: 1, liveBirths: 0 },
    });
  });

  it('the flow names the man who withdrew because of anxiety', () => {
    expect(s0.flow.count).toBe(31);
    const early = leaves(s0.flow).filter((leaf) => leaf.includes('Ended early'));
    expect(early).toHaveLength(1);
    expect(early[0]).toMatch(/anxiety.*: 1$/i);
  });
});

describe('gonadotropins (S1)', () => {
  it('27 of 395 have ejaculated sperm; micro-TESE finds sperm in 149 of 542, 115 of 368 and 34 of 174', () => {
    expect(line(s1.summary, 'Sperm found', 'men operated')).toEqual([
      '149/542',
      '149/542',
      '115/368',
      '115/368',
      '34/174',
      '34/174',
    ]);
    expect(line(s1.summary, 'Sperm ejaculated or retrieved', 'men treated')[2]).toBe('142/395');
  });

  it('138 of the 149 have ICSI, and 68 of the 138 a live birth', () => {
    expect(line(s1.summary, 'ICSI cycle', 'men with sperm retrieved')[0]).toBe('138/149');
    const retrieved = s1.summary.cycles.filter(({ menWithCycle }) => menWithCycle === 138);
    expect(retrieved.map(({ totals }) => totals.liveBirths)).toEqual([68]);
  });

  it('the flow starts with 1318 men: 539 chose donor sperm and 210 were excluded', () => {
    expect(s1.flow.count).toBe(1318);
    const never = leaves(s1.flow).filter((leaf) => leaf.startsWith('Never enrolled'));
    expect(never.filter((leaf) => !leaf.endsWith(': 0'))).toEqual([
      'Never enrolled > Chose donor sperm: 539',
      'Never enrolled > Criteria not met: 210',
    ]);
  });
});

describe('salvage (S2)', () => {
  it('finds sperm in 27 of 73', () => {
    expect(line(s2.summary, 'Sperm found', 'men operated')).toEqual(['27/73', '27/73']);
  });

  it('says nothing of births, which the paper does not print, instead of none', () => {
    const births = s2.summary.sections
      .flatMap(({ lines }) => lines)
      .filter(({ label }) => label === 'Live birth');
    expect(births.flatMap(({ shares }) => shares.map(({ recorded }) => recorded))).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('the flow starts with 310 records', () => {
    expect(s2.flow.count).toBe(310);
  });
});
