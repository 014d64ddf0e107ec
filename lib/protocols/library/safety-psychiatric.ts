import type { FlagProposal, SafetyPredicate, SafetyRule } from '../safety-rule-schema';
import type { SettingDefinition } from '../schema';
import { alarms, cautions, limitSetting, proposes } from './safety-vocabulary';

const enrolled = { kind: 'enrolled' } as const;

/** Item 9 asks about self-harm: any positive answer counts like suicidal thoughts that were told. */
const positiveItem9: SafetyPredicate = {
  kind: 'questionnaire',
  instrument: 'phq-9',
  item: 'item9',
  comparison: '>',
  limit: 0,
};

const seeToday = 'See the patient today and arrange psychiatric evaluation.';

/** `proposal` is what a positive item 9 asks about the drug; null where there is none. */
export function phq9Rule(id: string, proposal: FlagProposal | null): SafetyRule {
  return {
    id,
    version: 1,
    title: 'PHQ-9',
    topic: 'psychiatric',
    source: 'C§2.3 psychiatric; engine §7: any suicidal ideation; the total is a proposal',
    appliesWhile: enrolled,
    levels: [
      cautions(
        {
          kind: 'questionnaire',
          instrument: 'phq-9',
          item: 'total',
          comparison: '>=',
          limit: { setting: 'phq-9-total-amber' },
        },
        'Assess mood.',
      ),
      proposal === null
        ? alarms(positiveItem9, seeToday)
        : proposes(proposal, positiveItem9, seeToday),
    ],
  };
}

export const phq9LimitSetting: SettingDefinition = limitSetting(
  'phq-9-total-amber',
  'PHQ-9 total: amber from',
  'points',
  10,
  { from: 1, to: 27 },
  'no source states any',
);
