import { z } from 'zod';
import { decisionMeanings } from '@/lib/course/decision-meaning';
import { flagSeverities } from '@/lib/protocols/safety-rule-schema';
import { evidenceStates } from '@/lib/safety/reconcile-flags';
import { named } from '../named';
import { allOf, dateView, idView } from './shared';

export const decisionList = allOf(
  'DecisionList',
  'Everything decided about an enrollment, the newest first',
  named('Decision', 'What was decided, and what the rule computed', {
    decisionId: idView,
    meaning: z.enum(decisionMeanings),
    key: z.string(),
    computed: z.string().nullable(),
    chosen: z.string(),
    decidedOn: dateView,
    effectiveOn: dateView,
    reason: z.string().nullable(),
    /** Taken over from its source: nobody signed it here. */
    isTranscribed: z.boolean(),
    /** Another decision has taken its place. */
    isSuperseded: z.boolean(),
    /** What it rests on has changed since; in words. */
    reopenReason: z.string().nullable(),
    signature: named('Signature', 'Who, as what, when, and whether it is intact', {
      text: z.string(),
      hash: z.string(),
      isIntact: z.boolean(),
    }),
  }),
);

export const flagList = allOf(
  'FlagList',
  'Flags of an enrollment: open ones first, red before amber',
  named('Flag', 'What a safety rule found', {
    flagId: idView,
    ruleId: z.string(),
    ruleVersion: z.string(),
    title: z.string(),
    severity: z.enum(flagSeverities),
    message: z.string(),
    source: z.string(),
    proposes: z.string().nullable(),
    raisedOn: dateView,
    /** Until when somebody has to act; null where the rule says nothing. */
    actBy: dateView.nullable(),
    whoActs: z.string(),
    blocksDispensing: z.boolean(),
    isOpen: z.boolean(),
    /** To close it, send this: evidence that came later is not closed unseen. */
    version: z.int(),
    evidence: z.array(
      named('FlagEvidence', 'A finding under a flag', {
        key: z.string(),
        message: z.string(),
        state: z.enum(evidenceStates),
      }),
    ),
    closing: named('FlagClosing', 'What was done about a flag', {
      disposition: z.string(),
      reason: z.string().nullable(),
      by: z.string(),
      on: dateView,
    }).nullable(),
  }),
);
