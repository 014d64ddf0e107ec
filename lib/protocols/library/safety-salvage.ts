import type { SafetyRule } from '../safety-rule-schema';
import { phq9Rule } from './safety-psychiatric';
import { alarms, anyOf, belowRange, cautions, informs, symptom } from './safety-vocabulary';

const always = { kind: 'enrolled' } as const;

/** After a retrieval: complications for at least 6 weeks (S2), hormones at 6 to 9 months (S2, S3). */
export const salvageSafetyRules: readonly SafetyRule[] = [
  {
    id: 'SAF-SAL-WOUND',
    version: 1,
    title: 'Wound after retrieval',
    topic: 'surgical-wound',
    source: 'S2 complications; S3: hematoma and infection below 5%',
    appliesWhile: always,
    levels: [
      informs(symptom('mild', 'scrotal-swelling'), 'Expected in the first days.'),
      cautions(
        anyOf(symptom('moderate', 'scrotal-swelling'), symptom('yes', 'wound-infection')),
        'Examine today for hematoma or infection.',
        0,
      ),
    ],
  },
  {
    id: 'SAF-SAL-PAIN',
    version: 1,
    title: 'Testicular pain after retrieval',
    topic: 'testicular-pain',
    source: 'S2 complications',
    appliesWhile: always,
    levels: [
      informs(symptom('mild', 'testicular-pain'), 'Expected in the first days.'),
      cautions(symptom('severe', 'testicular-pain'), 'Examine today.', 0),
    ],
  },
  {
    id: 'SAF-SAL-TESTOSTERONE',
    version: 2,
    title: 'Testosterone below range',
    topic: 'testosterone',
    source: 'S2, S3: replace if needed',
    appliesWhile: { kind: 'after-surgery' },
    levels: [
      cautions(
        belowRange('testosterone_total'),
        'Repeat in the morning; consider replacement once no retrieval is planned.',
      ),
    ],
  },
  {
    id: 'SAF-SAL-PSYCHIATRIC',
    version: 1,
    title: 'Mood and behavior',
    topic: 'psychiatric',
    source: 'engine §7: any suicidal ideation, psychosis or aggression',
    appliesWhile: always,
    levels: [
      alarms(
        symptom('yes', 'suicidal-ideation', 'psychosis', 'aggression'),
        'See the patient today and arrange psychiatric evaluation.',
      ),
    ],
  },
  phq9Rule('SAF-SAL-PHQ-9', null),
];
