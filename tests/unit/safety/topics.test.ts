import { describe, expect, test } from 'vitest';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { safetyTopics } from '@/lib/protocols/safety-rule-schema';
import { libraryRules, readsOf } from '@/tests/support/safety-rules';

/**
 * The topics of C§2.3 and C§3, read off those pages and not off the rules: what has to be looked at, and the
 * rules that look at it. `reads` is what at least one of them must depend on.
 */
interface Topic {
  readonly where: string;
  readonly topic: string;
  readonly rules: readonly string[];
  readonly reads?: readonly string[];
  /** Criteria or requirements of the plan, where no rule over results can answer. */
  readonly plan?: readonly string[];
  readonly notApplicable?: string;
}

const label = 'C§2.3 label topics';
const interactions = 'C§2.3 interactions';
const monitoringOfIsotretinoin = 'C§2.3 laboratory monitoring';
const monitoring = 'C§3.2 monitoring plan';
const effects = 'C§3.3 side effects';
const elsewhere = 'engine §5, §7; S2; S3';

const topics: readonly Topic[] = [
  // The table of label topics, the section list above it and the contraindications.
  {
    where: label,
    topic: 'psychiatric history before the start',
    rules: [],
    plan: ['psychiatric-history'],
  },
  { where: label, topic: 'low mood', rules: ['SAF-ISO-PSYCHIATRIC'], reads: ['low-mood'] },
  { where: label, topic: 'anxiety', rules: ['SAF-ISO-PSYCHIATRIC'], reads: ['anxiety'] },
  { where: label, topic: 'irritability', rules: ['SAF-ISO-PSYCHIATRIC'], reads: ['irritability'] },
  {
    where: label,
    topic: 'psychosis',
    rules: ['SAF-ISO-PSYCHIATRIC', 'SAF-GN-PSYCHIATRIC', 'SAF-SAL-PSYCHIATRIC'],
    reads: ['psychosis'],
  },
  {
    where: label,
    topic: 'aggression',
    rules: ['SAF-ISO-PSYCHIATRIC', 'SAF-GN-PSYCHIATRIC', 'SAF-SAL-PSYCHIATRIC'],
    reads: ['aggression'],
  },
  {
    where: label,
    topic: 'suicidality',
    rules: ['SAF-ISO-PSYCHIATRIC', 'SAF-GN-PSYCHIATRIC', 'SAF-SAL-PSYCHIATRIC'],
    reads: ['suicidal-ideation'],
  },
  {
    where: label,
    topic: 'suicidality in the PHQ-9',
    rules: ['SAF-ISO-PHQ-9', 'SAF-GN-PHQ-9', 'SAF-SAL-PHQ-9'],
    reads: ['phq-9 item9', 'phq-9 total'],
  },
  {
    where: label,
    topic: 'intracranial hypertension: headache',
    rules: ['SAF-ISO-INTRACRANIAL-PRESSURE'],
    reads: ['headache'],
  },
  {
    where: label,
    topic: 'intracranial hypertension: nausea, vomiting',
    rules: ['SAF-ISO-INTRACRANIAL-PRESSURE'],
    reads: ['nausea-vomiting'],
  },
  {
    where: label,
    topic: 'intracranial hypertension: visual change, papilledema',
    rules: ['SAF-ISO-INTRACRANIAL-PRESSURE'],
    reads: ['visual-symptom'],
  },
  {
    where: label,
    topic: 'pancreatitis: abdominal pain',
    rules: ['SAF-ISO-PANCREATITIS'],
    reads: ['abdominal-pain'],
  },
  {
    where: label,
    topic: 'pancreatitis: lipase and amylase',
    rules: ['SAF-ISO-PANCREATITIS'],
    reads: ['lipase high', 'amylase high'],
  },
  {
    where: label,
    topic: 'lipids: triglycerides',
    rules: ['SAF-ISO-TRIGLYCERIDES'],
    reads: ['triglycerides'],
  },
  {
    where: label,
    topic: 'lipids: cholesterol and HDL',
    rules: ['SAF-ISO-CHOLESTEROL'],
    reads: ['cholesterol_total high', 'ldl high', 'hdl low'],
  },
  {
    where: label,
    topic: 'liver: AST and ALT',
    rules: ['SAF-ISO-TRANSAMINASES'],
    reads: ['ast high', 'alt high'],
  },
  {
    where: label,
    topic: 'liver: hepatitis suspected',
    rules: ['SAF-ISO-HEPATITIS'],
    reads: ['jaundice', 'dark-urine'],
  },
  {
    where: label,
    topic: 'inflammatory bowel disease: severe diarrhea',
    rules: ['SAF-ISO-BOWEL'],
    reads: ['diarrhea'],
  },
  {
    where: label,
    topic: 'inflammatory bowel disease: rectal bleeding',
    rules: ['SAF-ISO-BOWEL'],
    reads: ['bloody-stool'],
  },
  {
    where: label,
    topic: 'inflammatory bowel disease: pain',
    rules: ['SAF-ISO-PANCREATITIS'],
    reads: ['abdominal-pain'],
  },
  {
    where: label,
    topic: 'musculoskeletal: back and joint pain, hyperostosis, bone density',
    rules: ['SAF-ISO-MUSCULOSKELETAL'],
    reads: ['back-pain', 'joint-pain'],
  },
  {
    where: label,
    topic: 'musculoskeletal: muscle pain and CK',
    rules: ['SAF-ISO-MUSCULOSKELETAL'],
    reads: ['muscle-pain', 'ck high'],
  },
  { where: label, topic: 'ocular: night vision', rules: ['SAF-ISO-EYES'], reads: ['night-vision'] },
  {
    where: label,
    topic: 'ocular: dry eye, contact-lens intolerance',
    rules: ['SAF-ISO-EYES'],
    reads: ['dry-eye'],
  },
  {
    where: label,
    topic: 'ocular: opacities, blurred vision',
    rules: ['SAF-ISO-EYES'],
    reads: ['visual-symptom'],
  },
  {
    where: label,
    topic: 'hearing: loss',
    rules: ['SAF-ISO-HEARING'],
    reads: ['hearing-loss', 'sudden-hearing-loss'],
  },
  { where: label, topic: 'hearing: tinnitus', rules: ['SAF-ISO-HEARING'], reads: ['tinnitus'] },
  {
    where: label,
    topic: 'serious skin: blistering',
    rules: ['SAF-ISO-SKIN'],
    reads: ['blistering', 'rash'],
  },
  {
    where: label,
    topic: 'serious skin: mucosal lesions',
    rules: ['SAF-ISO-SKIN'],
    reads: ['mucosal-lesions'],
  },
  {
    where: label,
    topic: 'blood: anemia',
    rules: ['SAF-ISO-BLOOD-COUNT'],
    reads: ['hemoglobin low'],
  },
  {
    where: label,
    topic: 'blood: low and high platelets',
    rules: ['SAF-ISO-BLOOD-COUNT'],
    reads: ['platelets low', 'platelets high'],
  },
  {
    where: label,
    topic: 'blood: low white cells',
    rules: ['SAF-ISO-BLOOD-COUNT'],
    reads: ['wbc low', 'neutrophils low'],
  },
  {
    where: label,
    topic: 'blood: severe neutropenia',
    rules: ['SAF-ISO-BLOOD-COUNT'],
    reads: ['neutrophils'],
  },
  { where: label, topic: 'glucose', rules: ['SAF-ISO-GLUCOSE'], reads: ['glucose high'] },
  { where: label, topic: 'dryness: lips', rules: ['SAF-ISO-DRYNESS'], reads: ['dry-lips'] },
  { where: label, topic: 'dryness: skin', rules: ['SAF-ISO-DRYNESS'], reads: ['dry-skin'] },
  { where: label, topic: 'dryness: nose bleeds', rules: ['SAF-ISO-DRYNESS'], reads: ['epistaxis'] },
  {
    where: label,
    topic: 'vascular: thrombotic disease',
    rules: ['SAF-ISO-VASCULAR'],
    reads: ['limb-swelling', 'chest-pain'],
  },
  {
    where: label,
    topic: 'vascular: stroke',
    rules: ['SAF-ISO-VASCULAR'],
    reads: ['neurological-deficit'],
  },
  {
    where: label,
    topic: 'semen and partner: counseling of the couple',
    rules: ['SAF-ISO-PARTNER'],
    reads: ['first dose of isotretinoin'],
  },
  {
    where: label,
    topic: 'embryo-fetal toxicity',
    rules: ['SAF-ISO-PARTNER'],
    plan: ['rems-check'],
  },
  {
    where: label,
    topic: 'hypersensitivity',
    rules: ['SAF-ISO-HYPERSENSITIVITY'],
    reads: ['allergic-reaction'],
    plan: ['isotretinoin-hypersensitivity'],
  },

  {
    where: interactions,
    topic: 'vitamin A and multivitamins with it',
    rules: ['SAF-ISO-VITAMIN-A'],
    reads: ['vitamin-a'],
    plan: ['vitamin-a'],
  },
  {
    where: interactions,
    topic: 'tetracyclines',
    rules: ['SAF-ISO-TETRACYCLINE'],
    reads: ['tetracycline'],
    plan: ['tetracyclines'],
  },
  {
    where: interactions,
    topic: 'carbamazepine',
    rules: ['SAF-ISO-INTERACTIONS'],
    reads: ['carbamazepine'],
  },
  {
    where: interactions,
    topic: 'phenytoin',
    rules: ['SAF-ISO-INTERACTIONS'],
    reads: ['phenytoin'],
  },
  {
    where: interactions,
    topic: 'systemic corticosteroids',
    rules: ['SAF-ISO-INTERACTIONS'],
    reads: ['systemic-corticosteroid'],
  },
  { where: interactions, topic: 'alcohol', rules: ['SAF-ISO-ALCOHOL'], reads: ['alcohol'] },
  {
    where: interactions,
    topic: 'methotrexate',
    rules: ['SAF-ISO-INTERACTIONS'],
    reads: ['methotrexate'],
  },
  {
    where: interactions,
    topic: 'St John’s wort',
    rules: [],
    notApplicable: 'It weakens hormonal contraception; the patients are men.',
  },
  {
    where: interactions,
    topic: 'missing dryness of the lips; food raises absorption',
    rules: ['SAF-ISO-NO-DRYNESS'],
    reads: ['no dry-lips'],
  },

  {
    where: monitoringOfIsotretinoin,
    topic: 'lipids',
    rules: ['SAF-ISO-TRIGLYCERIDES', 'SAF-ISO-CHOLESTEROL'],
    reads: ['triglycerides'],
    plan: ['baseline-labs', 'week-4-labs', 'post-treatment-lipids', 'high-triglycerides'],
  },
  {
    where: monitoringOfIsotretinoin,
    topic: 'liver',
    rules: ['SAF-ISO-TRANSAMINASES'],
    reads: ['alt high'],
    plan: ['baseline-labs', 'week-4-labs', 'high-liver-tests'],
  },
  {
    where: monitoringOfIsotretinoin,
    topic: 'blood count and chemistry',
    rules: ['SAF-ISO-BLOOD-COUNT', 'SAF-ISO-GLUCOSE'],
    plan: ['baseline-labs', 'week-4-labs'],
  },

  {
    where: monitoring,
    topic: 'testosterone above the range',
    rules: ['SAF-GN-TESTOSTERONE'],
    reads: ['testosterone_total high'],
    plan: ['baseline-hormones', 'monthly-hormones'],
  },
  {
    where: monitoring,
    topic: 'FSH',
    rules: ['SAF-GN-FSH'],
    reads: ['fsh'],
    plan: ['fsh-decision-month-1', 'fsh-decision-month-2'],
  },
  { where: monitoring, topic: 'LH falls', rules: ['SAF-GN-LH'], reads: ['lh low'] },
  { where: monitoring, topic: 'estradiol', rules: ['SAF-GN-ESTRADIOL'], reads: ['estradiol high'] },
  {
    where: monitoring,
    topic: 'testosterone to estradiol below 10',
    rules: ['SAF-GN-TESTOSTERONE-TO-ESTRADIOL'],
    reads: ['testosterone_total/estradiol'],
  },
  {
    where: monitoring,
    topic: 'prolactin at baseline',
    rules: ['SAF-GN-PROLACTIN'],
    reads: ['prolactin high'],
  },
  {
    where: monitoring,
    topic: 'hematocrit above 54%',
    rules: ['SAF-GN-HEMATOCRIT'],
    reads: ['hematocrit'],
    plan: ['hematocrit-month-1', 'hematocrit-month-3'],
  },
  {
    where: monitoring,
    topic: 'baseline hematocrit above 50%',
    rules: [],
    plan: ['high-hematocrit'],
  },
  {
    where: monitoring,
    topic: 'hemoglobin',
    rules: ['SAF-GN-HEMOGLOBIN'],
    reads: ['hemoglobin high'],
  },
  {
    where: monitoring,
    topic: 'lipids',
    rules: ['SAF-GN-LIPIDS'],
    reads: ['triglycerides high', 'ldl high', 'cholesterol_total high'],
  },
  {
    where: monitoring,
    topic: 'liver tests',
    rules: ['SAF-GN-LIVER'],
    reads: ['ast high', 'alt high'],
  },
  { where: monitoring, topic: 'glucose', rules: ['SAF-GN-GLUCOSE'], reads: ['glucose high'] },
  {
    where: monitoring,
    topic: 'semen',
    rules: ['SAF-GN-CRYOPRESERVATION'],
    reads: ['semen'],
    plan: ['semen-end-of-treatment'],
  },
  { where: monitoring, topic: 'review of side effects', rules: [], plan: ['monthly-check'] },

  {
    where: effects,
    topic: 'pain at the injection site, discomfort',
    rules: ['SAF-GN-INJECTION-SITE'],
    reads: ['injection-site-reaction'],
  },
  { where: effects, topic: 'libido', rules: ['SAF-GN-LIBIDO-ENERGY'], reads: ['libido-change'] },
  { where: effects, topic: 'energy', rules: ['SAF-GN-LIBIDO-ENERGY'], reads: ['low-energy'] },
  { where: effects, topic: 'mood', rules: ['SAF-GN-PSYCHIATRIC'], reads: ['low-mood', 'anxiety'] },
  { where: effects, topic: 'irritability', rules: ['SAF-GN-PSYCHIATRIC'], reads: ['irritability'] },
  {
    where: effects,
    topic: 'weight gain',
    rules: ['SAF-GN-WEIGHT'],
    reads: ['weight-gain', 'weight'],
  },
  {
    where: effects,
    topic: 'raised hematocrit',
    rules: ['SAF-GN-HEMATOCRIT'],
    reads: ['hematocrit'],
  },
  {
    where: effects,
    topic: 'risk of a clot',
    rules: ['SAF-GN-CLOT'],
    reads: ['limb-swelling', 'chest-pain'],
  },
  {
    where: effects,
    topic: 'enlarged prostate',
    rules: ['SAF-GN-PROSTATE'],
    reads: ['urinary-symptoms'],
  },
  { where: effects, topic: 'acne', rules: ['SAF-GN-ACNE'], reads: ['acne'] },
  { where: effects, topic: 'gynecomastia', rules: ['SAF-GN-BREAST'], reads: ['breast-growth'] },
  {
    where: effects,
    topic: 'breast tenderness',
    rules: ['SAF-GN-BREAST'],
    reads: ['breast-tenderness'],
  },
  { where: effects, topic: 'headache', rules: ['SAF-GN-HEADACHE'], reads: ['headache'] },
  { where: effects, topic: 'fluid retention', rules: ['SAF-GN-FLUID'], reads: ['fluid-retention'] },
  {
    where: effects,
    topic: 'allergic reaction',
    rules: ['SAF-GN-HYPERSENSITIVITY'],
    reads: ['allergic-reaction'],
  },
  {
    where: effects,
    topic: 'clot warning: pain, warmth or numbness of a limb',
    rules: ['SAF-GN-CLOT'],
    reads: ['limb-swelling'],
  },
  {
    where: effects,
    topic: 'clot warning: confusion, severe dizziness',
    rules: ['SAF-GN-CLOT'],
    reads: ['neurological-deficit'],
  },
  {
    where: effects,
    topic: 'clot warning: severe headache',
    rules: ['SAF-GN-HEADACHE'],
    reads: ['headache'],
  },
  {
    where: effects,
    topic: 'testosterone and estradiol rise together',
    rules: ['SAF-GN-TESTOSTERONE', 'SAF-GN-ESTRADIOL'],
    reads: ['estradiol high'],
  },
  { where: effects, topic: 'hot flushes', rules: ['SAF-GN-HOT-FLUSHES'], reads: ['hot-flushes'] },
  {
    where: effects,
    topic: 'testicular pain',
    rules: ['SAF-GN-TESTICULAR-PAIN'],
    reads: ['testicular-pain'],
  },
  {
    where: effects,
    topic: 'sleep apnea worse',
    rules: ['SAF-GN-SLEEP-APNEA'],
    reads: ['sleep-apnea'],
  },
  {
    where: effects,
    topic: 'false-positive tests based on hCG',
    rules: ['SAF-GN-HCG-TESTS'],
    reads: ['first dose of hcg'],
  },

  {
    where: elsewhere,
    topic: 'androgens from outside',
    rules: ['SAF-GN-ANDROGENS'],
    reads: ['testosterone-or-anabolic-steroid'],
    plan: ['androgens'],
  },
  {
    where: elsewhere,
    topic: 'offer to freeze the first motile sperm',
    rules: ['SAF-ISO-CRYOPRESERVATION'],
    reads: ['semen'],
  },
  {
    where: elsewhere,
    topic: 'wound after a retrieval',
    rules: ['SAF-SAL-WOUND'],
    reads: ['scrotal-swelling', 'wound-infection'],
  },
  {
    where: elsewhere,
    topic: 'pain after a retrieval',
    rules: ['SAF-SAL-PAIN'],
    reads: ['testicular-pain'],
  },
  {
    where: elsewhere,
    topic: 'low testosterone after a retrieval',
    rules: ['SAF-SAL-TESTOSTERONE'],
    reads: ['testosterone_total low'],
    plan: ['post-operative-hormones'],
  },
];

const ruleOf = new Map(libraryRules.map((rule) => [rule.id, rule]));
const planKeys = new Set(
  protocolLibrary.flatMap(({ requirements, eligibility }) =>
    [...requirements, ...eligibility].map(({ key }) => key),
  ),
);

describe.each(topics)('$where, $topic', ({ rules, reads = [], plan = [], notApplicable }) => {
  test('is covered, or it says why it does not apply', () => {
    expect([...rules, ...plan, ...(notApplicable ? [notApplicable] : [])]).not.toEqual([]);
  });

  test('every rule and every part of the plan that it names is there', () => {
    expect(rules.filter((id) => !ruleOf.has(id))).toEqual([]);
    expect(plan.filter((key) => !planKeys.has(key))).toEqual([]);
  });

  test('its rules look at what it is about', () => {
    const read = rules.flatMap((id) => readsOf(ruleOf.get(id) ?? expect.unreachable()));
    expect(reads.filter((word) => !read.includes(word))).toEqual([]);
  });
});

test('every rule belongs to a topic', () => {
  const named = topics.flatMap(({ rules }) => rules);
  expect(libraryRules.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
});

test('everything that a rule looks at belongs to a topic of that rule', () => {
  const unnamed = libraryRules.flatMap((rule) => {
    const named = topics.flatMap(({ rules, reads }) =>
      rules.includes(rule.id) ? (reads ?? []) : [],
    );
    return readsOf(rule)
      .filter((word) => !named.includes(word))
      .map((word) => `${rule.id}: ${word}`);
  });
  expect(unnamed).toEqual([]);
});

test('every topic of the schema is used by some rule', () => {
  const used = new Set(libraryRules.map(({ topic }) => topic));
  expect(safetyTopics.filter((topic) => !used.has(topic))).toEqual([]);
});
