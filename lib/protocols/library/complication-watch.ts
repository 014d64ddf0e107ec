import type { ProtocolDefinitionInput, SettingDefinition } from '../schema';

type RequirementInput = ProtocolDefinitionInput['requirements'][number];

/**
 * S2 watches for complications for at least six weeks after surgery, so a check completes the follow-up from
 * then on; an earlier one is a contact of its own (C§1.3.1).
 */
export const complicationWatch = {
  key: 'complication-watch',
  title: 'Complication follow-up',
  kind: 'follow-up',
  range: { from: 'P6W', to: { setting: 'complication-follow-up-until' } },
  therapyBound: false,
  content: { record: 'post-operative-check', items: ['complications'] },
} satisfies Partial<RequirementInput>;

/** Of an operation that the plan does not foresee: each retrieval has its own. */
export const complicationWatchAfterRetrieval: RequirementInput = {
  ...complicationWatch,
  anchor: 'record:retrieval',
  source: 'S2, SV-COMP in C§1.3.1: at least 6 weeks; proposal for any other retrieval',
};

export const complicationWatchSetting: SettingDefinition = {
  key: 'complication-follow-up-until',
  title: 'Complication follow-up after surgery: until',
  type: 'duration',
  default: 'P3M',
  allowed: ['P2M', 'P3M', 'P6M'],
  source: 'S2 says from 6 weeks on; no source states an end',
  proposal: true,
};
