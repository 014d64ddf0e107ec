import { describe, expect, test } from 'vitest';
import type { SymptomAnswers } from '@/lib/records/symptom-check';
import { type SymptomKey, symptoms, symptomsFor } from '@/lib/records/symptoms';
import { day, evaluate, labResult, symptomCheck, therapy } from '@/tests/support/safety-facts';

type Protocol = Parameters<typeof evaluate>[0];
type Facts = Parameters<typeof evaluate>[1];

const onDrug: Record<Protocol, Facts> = {
  isotretinoin: { therapies: [therapy('isotretinoin', '2026-02-01')] },
  gonadotropins: { therapies: [therapy('hcg', '2026-02-01')] },
  salvage: {},
};

/** "red hold", "amber", "info" of one rule, or "nothing". */
function verdict(protocol: Protocol, ruleId: string, facts: Facts): string {
  const finding = evaluate(protocol, { ...onDrug[protocol], ...facts }).findings.find(
    (candidate) => candidate.ruleId === ruleId,
  );
  return finding === undefined
    ? 'nothing'
    : [finding.severity, finding.proposes].filter((word) => word !== null).join(' ');
}

function unknownReason(protocol: Protocol, ruleId: string, facts: Facts): string | undefined {
  return evaluate(protocol, { ...onDrug[protocol], ...facts }).unknowns.find(
    (unknown) => unknown.ruleId === ruleId,
  )?.reason;
}

/** Everything the therapy asks about, answered with the lowest answer. */
function wellExcept(context: 'isotretinoin' | 'gonadotropins', answers: SymptomAnswers) {
  const well = Object.fromEntries(
    symptomsFor([context]).map((key: SymptomKey) => [
      key,
      symptoms[key].scale === 'severity' ? 'none' : 'no',
    ]),
  );
  return symptomCheck({ ...well, ...answers });
}

describe('triglycerides on isotretinoin', () => {
  test.each([
    ['299', 'mg/dL', 'nothing'],
    ['300', 'mg/dL', 'amber'],
    ['500', 'mg/dL', 'amber'],
    ['501', 'mg/dL', 'red hold'],
    ['999', 'mg/dL', 'red hold'],
    ['1000', 'mg/dL', 'red stop'],
    ['>500', 'mg/dL', 'red hold'],
    ['>1000', 'mg/dL', 'red stop'],
    ['<300', 'mg/dL', 'nothing'],
    // 300 mg/dL is 3.387 mmol/L, 500 is 5.645 and 1000 is 11.29 (C§4.2).
    ['3.38', 'mmol/L', 'nothing'],
    ['3.39', 'mmol/L', 'amber'],
    ['5.64', 'mmol/L', 'amber'],
    ['5.65', 'mmol/L', 'red hold'],
    ['11.3', 'mmol/L', 'red stop'],
  ])('%s %s: %s', (value, unit, expected) => {
    const facts = { labResults: [labResult('triglycerides', value, unit)] };
    expect(verdict('isotretinoin', 'SAF-ISO-TRIGLYCERIDES', facts)).toBe(expected);
  });

  test('">400" is amber, and cannot say whether it is red', () => {
    const facts = { labResults: [labResult('triglycerides', '>400', 'mg/dL')] };
    expect(verdict('isotretinoin', 'SAF-ISO-TRIGLYCERIDES', facts)).toBe('amber');
    expect(unknownReason('isotretinoin', 'SAF-ISO-TRIGLYCERIDES', facts)).toBe(
      'Triglycerides >400 mg/dL: cannot say if above 500 mg/dL; Triglycerides >400 mg/dL: cannot say if from 1000 mg/dL',
    );
  });

  test('a value in a unit that could not be converted is unknown, not normal', () => {
    const converted = labResult('triglycerides', '800', 'mg/dL');
    const labResults = [{ ...converted, standardValue: null, standardUnit: null }];
    expect(verdict('isotretinoin', 'SAF-ISO-TRIGLYCERIDES', { labResults })).toBe('nothing');
    expect(unknownReason('isotretinoin', 'SAF-ISO-TRIGLYCERIDES', { labResults })).toBe(
      'Triglycerides 800 mg/dL could not be converted',
    );
  });

  test('no result at all raises nothing and claims nothing', () => {
    expect(evaluate('isotretinoin', {})).toEqual({ findings: [], unknowns: [] });
  });

  test('a clinic can move a threshold', () => {
    const facts = { labResults: [labResult('triglycerides', '350', 'mg/dL')] };
    const { findings } = evaluate('isotretinoin', facts, { 'triglycerides-amber': 400 });
    expect(findings).toEqual([]);
  });

  test('a finding carries its evidence, source and deadline', () => {
    const facts = { labResults: [labResult('triglycerides', '5.8', 'mmol/L')] };
    expect(evaluate('isotretinoin', facts).findings).toEqual([
      {
        evidenceKey: 'SAF-ISO-TRIGLYCERIDES:lab-1',
        ruleId: 'SAF-ISO-TRIGLYCERIDES',
        ruleVersion: 2,
        topic: 'lipids',
        title: 'Triglycerides',
        source: 'C§2.3 alert ladder; S0; engine §7',
        level: 1,
        severity: 'red',
        message:
          'Triglycerides: 5.8 mmol/L (above 500 mg/dL; it is 514 mg/dL). Notify the prescriber the same day; ask about abdominal pain.',
        whoActs: 'physician',
        proposes: 'hold',
        blocksDispensing: true,
        raisedOn: '2026-03-01',
        actBy: '2026-03-01',
        evidence: [
          {
            recordId: 'lab-1',
            on: '2026-03-01',
            what: 'Triglycerides',
            value: '5.8',
            unit: 'mmol/L',
            limit: 'above 500 mg/dL; it is 514 mg/dL',
          },
        ],
      },
    ]);
  });
});

describe('AST and ALT on isotretinoin', () => {
  test.each([
    ['120', '40', 'nothing'],
    ['120.1', '40', 'amber'],
    ['200', '40', 'amber'],
    ['200.1', '40', 'red hold'],
    // 3 × 41.7 is 125.1; binary floating point says 125.10000000000001.
    ['125.1', '41.7', 'nothing'],
    ['125.2', '41.7', 'amber'],
    ['>200', '40', 'red hold'],
    ['>120', '40', 'amber'],
  ])('ALT %s U/L with an upper limit of %s: %s', (value, upper, expected) => {
    const facts = { labResults: [labResult('alt', value, 'U/L', { upper })] };
    expect(verdict('isotretinoin', 'SAF-ISO-TRANSAMINASES', facts)).toBe(expected);
  });

  test('without the laboratory’s upper limit it cannot say', () => {
    const facts = { labResults: [labResult('ast', '190', 'U/L')] };
    expect(verdict('isotretinoin', 'SAF-ISO-TRANSAMINASES', facts)).toBe('nothing');
    expect(unknownReason('isotretinoin', 'SAF-ISO-TRANSAMINASES', facts)).toBe(
      'AST: the laboratory reported no upper limit',
    );
  });

  test('one high enzyme is enough when the other cannot be judged', () => {
    const labResults = [
      labResult('ast', '190', 'U/L'),
      labResult('alt', '210', 'U/L', { upper: '40' }),
    ];
    expect(verdict('isotretinoin', 'SAF-ISO-TRANSAMINASES', { labResults })).toBe('red hold');
    expect(unknownReason('isotretinoin', 'SAF-ISO-TRANSAMINASES', { labResults })).toBeUndefined();
  });

  test('a later result with a limit answers the earlier unknown, one of the other enzyme does not', () => {
    const unjudged = labResult('ast', '190', 'U/L');
    const later = { recordId: 'lab-2', on: '2026-04-01', upper: '40' };
    const withAlt = [unjudged, labResult('alt', '30', 'U/L', later)];
    const withAst = [unjudged, labResult('ast', '30', 'U/L', later)];
    expect(unknownReason('isotretinoin', 'SAF-ISO-TRANSAMINASES', { labResults: withAlt })).toBe(
      'AST: the laboratory reported no upper limit',
    );
    expect(
      unknownReason('isotretinoin', 'SAF-ISO-TRANSAMINASES', { labResults: withAst }),
    ).toBeUndefined();
  });
});

describe('symptoms on isotretinoin', () => {
  test.each<[string, SymptomAnswers, string]>([
    ['SAF-ISO-PSYCHIATRIC', { 'suicidal-ideation': 'yes' }, 'red stop'],
    ['SAF-ISO-PSYCHIATRIC', { psychosis: 'yes' }, 'red stop'],
    ['SAF-ISO-PSYCHIATRIC', { aggression: 'yes' }, 'red stop'],
    ['SAF-ISO-PSYCHIATRIC', { 'low-mood': 'moderate' }, 'amber'],
    ['SAF-ISO-PSYCHIATRIC', { 'low-mood': 'mild' }, 'nothing'],
    ['SAF-ISO-INTRACRANIAL-PRESSURE', { headache: 'mild', 'visual-symptom': 'yes' }, 'red stop'],
    ['SAF-ISO-INTRACRANIAL-PRESSURE', { headache: 'none', 'visual-symptom': 'yes' }, 'nothing'],
    ['SAF-ISO-INTRACRANIAL-PRESSURE', { headache: 'moderate' }, 'nothing'],
    ['SAF-ISO-INTRACRANIAL-PRESSURE', { headache: 'mild', 'nausea-vomiting': 'mild' }, 'amber'],
    ['SAF-ISO-PANCREATITIS', { 'abdominal-pain': 'mild' }, 'nothing'],
    ['SAF-ISO-PANCREATITIS', { 'abdominal-pain': 'moderate' }, 'amber'],
    ['SAF-ISO-PANCREATITIS', { 'abdominal-pain': 'severe' }, 'red stop'],
    ['SAF-ISO-BOWEL', { diarrhea: 'mild' }, 'nothing'],
    ['SAF-ISO-BOWEL', { diarrhea: 'severe' }, 'red stop'],
    ['SAF-ISO-BOWEL', { diarrhea: 'none', 'bloody-stool': 'yes' }, 'red stop'],
    ['SAF-ISO-HEARING', { 'hearing-loss': 'yes' }, 'amber'],
    ['SAF-ISO-HEARING', { tinnitus: 'mild' }, 'amber'],
    ['SAF-ISO-HEARING', { 'sudden-hearing-loss': 'yes' }, 'red stop'],
    ['SAF-ISO-SKIN', { rash: 'mild' }, 'info'],
    ['SAF-ISO-SKIN', { blistering: 'yes' }, 'red stop'],
    ['SAF-ISO-SKIN', { 'mucosal-lesions': 'yes' }, 'red stop'],
    ['SAF-ISO-HEPATITIS', { jaundice: 'yes' }, 'red stop'],
    ['SAF-ISO-HEPATITIS', { 'dark-urine': 'yes' }, 'red stop'],
    ['SAF-ISO-DRYNESS', { 'dry-lips': 'moderate' }, 'info'],
    ['SAF-ISO-DRYNESS', { 'dry-lips': 'severe' }, 'amber'],
    ['SAF-ISO-EYES', { 'night-vision': 'yes' }, 'amber'],
    ['SAF-ISO-MUSCULOSKELETAL', { 'back-pain': 'moderate' }, 'info'],
    ['SAF-ISO-VASCULAR', { 'neurological-deficit': 'yes' }, 'red hold'],
    ['SAF-ISO-HYPERSENSITIVITY', { 'allergic-reaction': 'yes' }, 'red stop'],
  ])('%s with %o: %s', (ruleId, answers, expected) => {
    const facts = { symptomChecks: [wellExcept('isotretinoin', answers)] };
    expect(verdict('isotretinoin', ruleId, facts)).toBe(expected);
  });

  test('a man with nothing but the usual dry lips raises no flag and no question', () => {
    const symptomChecks = [wellExcept('isotretinoin', { 'dry-lips': 'mild' })];
    const facts = { ...onDrug.isotretinoin, symptomChecks };
    const { findings, unknowns } = evaluate('isotretinoin', facts);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['SAF-ISO-PARTNER', 'SAF-ISO-DRYNESS']);
    expect(unknowns).toEqual([]);
  });

  test('a question that was not asked is unknown, and the next check that asks it answers it', () => {
    const asked = symptomCheck({ 'sudden-hearing-loss': 'no', tinnitus: 'none' });
    expect(unknownReason('isotretinoin', 'SAF-ISO-HEARING', { symptomChecks: [asked] })).toBe(
      'Not asked: Hearing loss, gradual',
    );
    const next = symptomCheck({ 'hearing-loss': 'no' }, '2026-04-01', 'check-2');
    expect(unknownReason('isotretinoin', 'SAF-ISO-HEARING', { symptomChecks: [asked, next] })).toBe(
      'Not asked: Hearing loss, sudden; Not asked: Tinnitus',
    );
  });

  test('an answer that meets several parts of a level is named once', () => {
    const { findings } = evaluate('isotretinoin', {
      ...onDrug.isotretinoin,
      symptomChecks: [wellExcept('isotretinoin', { headache: 'severe' })],
    });
    const messages = findings.map(({ message }) => message).join(' ');
    expect(messages.match(/New headache/g)).toHaveLength(1);
  });

  test('a visual symptom without the question about headache cannot rule out raised pressure', () => {
    const facts = { symptomChecks: [symptomCheck({ 'visual-symptom': 'yes' })] };
    expect(unknownReason('isotretinoin', 'SAF-ISO-INTRACRANIAL-PRESSURE', facts)).toContain(
      'Not asked: New headache',
    );
  });
});

describe('other drugs with isotretinoin', () => {
  const tetracycline = (
    startedOn: string | null,
    stoppedOn: string | null,
    ongoing = false,
  ): Facts => ({
    therapies: [therapy('isotretinoin', '2026-02-01', '2026-08-01')],
    concomitantDrugs: [
      {
        recordId: 'drug-1',
        drugClass: 'tetracycline',
        startedOn: startedOn === null ? null : day(startedOn),
        stoppedOn: stoppedOn === null ? null : day(stoppedOn),
        ongoing,
      },
    ],
  });

  test.each<[string, Facts, string]>([
    [
      'taken before and stopped the day before',
      tetracycline('2026-01-01', '2026-01-31'),
      'nothing',
    ],
    ['taken until the first dose', tetracycline('2026-01-01', '2026-02-01'), 'red hold'],
    ['taken for a week in between', tetracycline('2026-03-01', '2026-03-08'), 'red hold'],
    ['started on the last dose', tetracycline('2026-08-01', null, true), 'red hold'],
    ['started the day after the last dose', tetracycline('2026-08-02', null, true), 'nothing'],
    ['still taken since an unknown day before', tetracycline('2025-12-01', null, true), 'red hold'],
    ['started on therapy, end unknown', tetracycline('2026-03-01', null), 'red hold'],
    ['stopped on therapy, start unknown', tetracycline(null, '2026-03-01'), 'red hold'],
  ])('a tetracycline %s', (_, facts, expected) => {
    expect(verdict('isotretinoin', 'SAF-ISO-TETRACYCLINE', facts)).toBe(expected);
  });

  test.each<[string, Facts]>([
    ['without any date', tetracycline(null, null)],
    ['started before, end unknown', tetracycline('2026-01-01', null)],
    ['stopped after, start unknown', tetracycline(null, '2026-09-01')],
    ['still taken, start unknown, therapy over', tetracycline(null, null, true)],
  ])('a tetracycline %s cannot be excluded', (_, facts) => {
    expect(verdict('isotretinoin', 'SAF-ISO-TETRACYCLINE', facts)).toBe('nothing');
    expect(unknownReason('isotretinoin', 'SAF-ISO-TETRACYCLINE', facts)).toMatch(
      /the dates do not say/,
    );
  });

  test.each([
    ['vitamin-a', 'SAF-ISO-VITAMIN-A', 'red hold'],
    ['methotrexate', 'SAF-ISO-INTERACTIONS', 'amber'],
    ['phenytoin', 'SAF-ISO-INTERACTIONS', 'amber'],
    ['other', 'SAF-ISO-INTERACTIONS', 'nothing'],
  ] as const)('%s: %s is %s', (drugClass, ruleId, expected) => {
    const concomitantDrugs = [
      { recordId: 'd', drugClass, startedOn: day('2026-02-10'), stoppedOn: null, ongoing: true },
    ];
    expect(verdict('isotretinoin', ruleId, { concomitantDrugs })).toBe(expected);
  });

  test('an interaction dates from the first day on both drugs', () => {
    const { findings } = evaluate('isotretinoin', tetracycline('2026-01-01', null, true));
    expect(findings.find(({ ruleId }) => ruleId === 'SAF-ISO-TETRACYCLINE')?.raisedOn).toBe(
      '2026-02-01',
    );
  });

  test('a tetracycline before any therapy is not this rule’s matter', () => {
    const { concomitantDrugs } = tetracycline('2026-01-01', null, true);
    expect(evaluate('isotretinoin', { concomitantDrugs: concomitantDrugs ?? [] }).findings).toEqual(
      [],
    );
  });
});

describe('gonadotropins', () => {
  test.each([
    ['54', '%', 'nothing'],
    ['54.1', '%', 'red hold'],
    ['0.54', 'L/L', 'nothing'],
    ['0.55', 'L/L', 'red hold'],
  ])('hematocrit %s %s: %s', (value, unit, expected) => {
    const facts = { labResults: [labResult('hematocrit', value, unit)] };
    expect(verdict('gonadotropins', 'SAF-GN-HEMATOCRIT', facts)).toBe(expected);
  });

  test.each([
    ['1000', 'nothing'],
    ['1001', 'amber'],
  ])('testosterone %s ng/dL with an upper limit of 1000: %s', (value, expected) => {
    const facts = {
      labResults: [labResult('testosterone_total', value, 'ng/dL', { upper: '1000' })],
    };
    expect(verdict('gonadotropins', 'SAF-GN-TESTOSTERONE', facts)).toBe(expected);
  });

  test.each<[string, SymptomAnswers, string]>([
    ['SAF-GN-CLOT', { 'limb-swelling': 'yes' }, 'red hold'],
    ['SAF-GN-CLOT', { 'chest-pain': 'yes' }, 'red hold'],
    ['SAF-GN-CLOT', { 'neurological-deficit': 'yes' }, 'red hold'],
    ['SAF-GN-BREAST', { 'breast-tenderness': 'mild' }, 'amber'],
    ['SAF-GN-BREAST', { 'breast-growth': 'yes' }, 'amber'],
    ['SAF-GN-INJECTION-SITE', { 'injection-site-reaction': 'mild' }, 'amber'],
    ['SAF-GN-PSYCHIATRIC', { 'suicidal-ideation': 'yes' }, 'red hold'],
    ['SAF-GN-ACNE', { acne: 'mild' }, 'info'],
    ['SAF-GN-SLEEP-APNEA', { 'sleep-apnea': 'yes' }, 'amber'],
    ['SAF-GN-CLOT', {}, 'nothing'],
  ])('%s with %o: %s', (ruleId, answers, expected) => {
    const facts = { symptomChecks: [wellExcept('gonadotropins', answers)] };
    expect(verdict('gonadotropins', ruleId, facts)).toBe(expected);
  });

  // The last injection is on 2026-01-30; 30 days later is 2026-03-01.
  test.each([
    ['2026-01-30', 'red hold'],
    ['2026-01-29', 'nothing'],
  ])('a clot on 2026-03-01 after a last injection on %s: %s', (to, expected) => {
    const facts = {
      therapies: [therapy('hcg', '2025-11-01', to)],
      symptomChecks: [wellExcept('gonadotropins', { 'chest-pain': 'yes' })],
    };
    expect(verdict('gonadotropins', 'SAF-GN-CLOT', facts)).toBe(expected);
  });

  test('the untreated arm has no drug effects, but suicidal thoughts count', () => {
    const symptomChecks = [
      wellExcept('gonadotropins', { 'breast-growth': 'yes', 'suicidal-ideation': 'yes' }),
    ];
    const { findings } = evaluate('gonadotropins', { symptomChecks });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['SAF-GN-PSYCHIATRIC']);
  });
});

describe('after a retrieval', () => {
  test.each<[string, SymptomAnswers, string]>([
    ['SAF-SAL-WOUND', { 'scrotal-swelling': 'mild', 'wound-infection': 'no' }, 'info'],
    ['SAF-SAL-WOUND', { 'scrotal-swelling': 'moderate' }, 'amber'],
    ['SAF-SAL-WOUND', { 'wound-infection': 'yes' }, 'amber'],
    ['SAF-SAL-PAIN', { 'testicular-pain': 'severe' }, 'amber'],
  ])('%s with %o: %s', (ruleId, answers, expected) => {
    expect(verdict('salvage', ruleId, { symptomChecks: [symptomCheck(answers)] })).toBe(expected);
  });
});

describe('evaluateSafety', () => {
  const facts = {
    therapies: [
      therapy('isotretinoin', '2026-02-01', '2026-02-20'),
      therapy('isotretinoin', '2026-03-01'),
    ],
    labResults: [
      labResult('triglycerides', '620', 'mg/dL', { recordId: 'lab-2', on: '2026-03-10' }),
      labResult('triglycerides', '310', 'mg/dL'),
      labResult('alt', '130', 'U/L', { upper: '40' }),
      labResult('triglycerides', '700', 'mg/dL', { recordId: 'lab-3', on: '2026-03-10' }),
    ],
    symptomChecks: [
      symptomCheck({ tinnitus: 'mild', headache: 'severe' }),
      symptomCheck({ tinnitus: 'none' }, '2026-03-10', 'check-2'),
    ],
    concomitantDrugs: [
      { recordId: 'd', drugClass: 'vitamin-a', startedOn: null, stoppedOn: null, ongoing: true },
    ],
  } as const;

  test('the order of the facts does not matter', () => {
    const reversed = {
      therapies: facts.therapies.toReversed(),
      labResults: facts.labResults.toReversed(),
      symptomChecks: facts.symptomChecks.toReversed(),
      concomitantDrugs: facts.concomitantDrugs,
    };
    expect(evaluate('isotretinoin', reversed)).toEqual(evaluate('isotretinoin', facts));
  });

  test('results of one day join in one finding; another day is another finding', () => {
    const keys = evaluate('isotretinoin', facts).findings.map(({ evidenceKey }) => evidenceKey);
    expect(keys.filter((key) => key.startsWith('SAF-ISO-TRIGLYCERIDES'))).toEqual([
      'SAF-ISO-TRIGLYCERIDES:lab-1',
      'SAF-ISO-TRIGLYCERIDES:lab-2:lab-3',
    ]);
  });

  test('findings survive a trip through JSON', () => {
    const { findings } = evaluate('isotretinoin', facts);
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  });
});
