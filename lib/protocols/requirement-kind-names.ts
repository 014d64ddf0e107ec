import type { RequirementKind } from './schema';

export const requirementKindNames: Readonly<Record<RequirementKind, string>> = {
  'clinical-check': 'Clinical check',
  'lab-panel': 'Labs',
  'semen-analysis': 'Semen',
  'rems-check': 'REMS check',
  dispensing: 'Dispensing',
  'injection-course': 'Injections',
  questionnaire: 'Questionnaire',
  procedure: 'Procedure',
  decision: 'Decision',
  'follow-up': 'Follow-up',
};
