import type { ProtocolDefinitionInput } from '../schema';
import { windowOf } from './shared-settings';

/** Requirements that a hold, or a stop for an adverse event, creates by itself (engine §3). */
export const followUps: ProtocolDefinitionInput['requirements'] = [
  {
    key: 'hold-follow-up',
    title: 'Follow-up after hold',
    kind: 'follow-up',
    anchor: 'record:hold',
    offset: { setting: 'hold-follow-up-after' },
    window: windowOf('follow-up'),
    therapyBound: false,
    content: { record: 'symptom-check', items: [] },
    source: 'engine §3',
  },
  {
    key: 'stop-follow-up',
    title: 'Follow-up after stop',
    kind: 'follow-up',
    anchor: 'record:adverse-event-stop',
    offset: { setting: 'hold-follow-up-after' },
    window: windowOf('follow-up'),
    therapyBound: false,
    content: { record: 'symptom-check', items: [] },
    source: 'engine §3',
  },
];
