import type { Disposition } from './dispositions';

/** The change of therapy that a disposition speaks of; it is recorded on the therapy page. */
export type TherapyStep = 'hold' | 'dose' | 'stop';

interface NextStep {
  readonly change: TherapyStep | null;
  readonly words: string;
}

/** Closing a flag says what was done; what it says is recorded where it belongs. */
export const nextSteps: Readonly<Record<Disposition, NextStep>> = {
  'dose-held': {
    change: 'hold',
    words: 'Record the hold with his therapy; the follow-up then appears by itself.',
  },
  'dose-changed': { change: 'dose', words: 'Record the new dose with his therapy.' },
  'repeat-ordered': {
    change: null,
    words: 'Say below what is repeated and by when. The result is entered as a lab report.',
  },
  referred: { change: null, words: 'Say below to whom.' },
  'therapy-stopped': {
    change: 'stop',
    words: 'Record the stop with his therapy; the follow-up then appears by itself.',
  },
  'no-action': { change: null, words: 'Say below why nothing was done.' },
};

export const therapyStepLabels: Readonly<Record<TherapyStep, string>> = {
  hold: 'Put on hold',
  dose: 'Change the dose',
  stop: 'Stop therapy',
};

/** As it stands in the address; null where it names none. */
export function therapyStepOf(typed: unknown): TherapyStep | null {
  return typed === 'hold' || typed === 'dose' || typed === 'stop' ? typed : null;
}

/** The form of the change, with the flag that it is because of. */
export function therapyStepPath(patientId: string, flagId: string, step: TherapyStep): string {
  return `/patients/${patientId}/therapy?change=${step}&flag=${flagId}`;
}
