import type { ProtocolDefinitionInput, SettingDefinition } from '../schema';
import { noSource, windowOf, windowSettings } from './shared-settings';

const content = { record: 'questionnaire' as const, items: ['phq-9'] };
const isAsked = { settings: [{ setting: 'phq-9', equals: true }] };

/** The label asks about mood at each visit (C§2.3); the questionnaire itself is the clinic's own choice. */
export const phq9Requirements: ProtocolDefinitionInput['requirements'] = [
  {
    key: 'baseline-phq-9',
    title: 'Baseline PHQ-9',
    kind: 'questionnaire',
    anchor: 'enrollment',
    baseline: { lookBackDays: { setting: 'baseline-phq-9-look-back' }, until: 'first-dose' },
    late: 'never',
    therapyBound: false,
    when: isAsked,
    content,
    source: 'C§2.3 psychiatric: history before the start; the questionnaire is a proposal',
  },
  {
    key: 'phq-9',
    title: 'PHQ-9',
    kind: 'questionnaire',
    anchor: 'first-dose',
    offset: { setting: 'phq-9-every' },
    repeat: { every: { setting: 'phq-9-every' }, until: 'while-on-therapy' },
    window: windowOf('phq-9'),
    therapyBound: true,
    when: isAsked,
    content,
    source:
      'C§2.3 psychiatric: mood at each visit; no source states an interval of the questionnaire',
  },
];

export const phq9Settings: SettingDefinition[] = [
  {
    key: 'phq-9',
    title: 'PHQ-9 before the first dose and while on isotretinoin',
    type: 'boolean',
    default: true,
    source: 'C§2.3 asks about mood at each visit; no source asks for the questionnaire',
    proposal: true,
  },
  {
    key: 'phq-9-every',
    title: 'Time between two PHQ-9',
    type: 'duration',
    default: 'P3M',
    allowed: ['P1M', 'P2M', 'P3M', 'P6M'],
    source: noSource,
    proposal: true,
  },
  {
    key: 'baseline-phq-9-look-back',
    title: 'Baseline PHQ-9: oldest, days before the start',
    type: 'days',
    default: 28,
    allowed: { from: 0, to: 365 },
    source: noSource,
    proposal: true,
  },
  ...windowSettings('phq-9', 'PHQ-9', 14, 14, noSource),
];
