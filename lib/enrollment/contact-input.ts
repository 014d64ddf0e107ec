import { z } from 'zod';
import { typedNote, typedReason } from '@/lib/core/typed-text';
import {
  addDays,
  type CivilDate,
  civilDateSchema,
  optionalCivilDateSchema,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { type ContactChannel, contactChannels, contactOutcomes } from './contact';

/** Farther ahead a day is a slip of the pen, in days; a limit of this program (decision 024). */
const longestSnoozeDays = 366;

const mostItems = 50;

/** What a form holds while it is filled in: every field, whatever the outcome. */
const typedContactSchema = z.object({
  /** What it was about, by key; none: about the man in general. */
  occurrenceKeys: z.array(z.string().min(1)).max(mostItems),
  contactedOn: z.string(),
  channel: z.string(),
  outcome: z.string(),
  agreedOn: z.string().nullish(),
  remindOn: z.string().nullish(),
  reason: z.string().default(''),
  note: z.string().default(''),
});

type TypedContact = z.output<typeof typedContactSchema>;

/** What another outcome would have asked for was typed on the way and says nothing. */
function withoutOtherOutcomes<Typed extends TypedContact>(typed: Typed): Typed {
  const isRemoved = typed.outcome === 'removed';
  return {
    ...typed,
    agreedOn: typed.outcome === 'reached-agreed-date' ? typed.agreedOn : null,
    remindOn: isRemoved ? null : typed.remindOn,
    reason: isRemoved ? typed.reason : '',
  };
}

const contactShape = {
  occurrenceKeys: z.array(z.string()),
  contactedOn: civilDateSchema,
  channel: z.enum(contactChannels, 'Choose how he was contacted.'),
  outcome: z.enum(contactOutcomes, 'Choose what came of it.'),
  agreedOn: optionalCivilDateSchema,
  remindOn: optionalCivilDateSchema,
  reason: typedNote(),
  note: typedNote(),
};

interface CheckedContact {
  readonly occurrenceKeys: readonly string[];
  readonly contactedOn: CivilDate;
  readonly channel: ContactChannel;
  readonly outcome: (typeof contactOutcomes)[number];
  readonly agreedOn: CivilDate | null;
  readonly remindOn: CivilDate | null;
  readonly reason: string;
  readonly note: string;
}

function refuseContradictions(contact: CheckedContact, context: z.RefinementCtx): void {
  for (const [field, message] of listContradictions(contact)) {
    context.addIssue({ code: 'custom', path: [field], message });
  }
}

function listContradictions(contact: CheckedContact): (readonly [string, string])[] {
  const { outcome, agreedOn, remindOn, contactedOn, reason, occurrenceKeys } = contact;
  const isAgreed = outcome === 'reached-agreed-date';
  const latest = toCivilDate(addDays(toDay(contactedOn), longestSnoozeDays));
  const checks: readonly (readonly [string, string, boolean])[] = [
    ['agreedOn', 'Enter the date that was agreed.', isAgreed && agreedOn === null],
    [
      'agreedOn',
      `This is before the contact on ${contactedOn}.`,
      agreedOn !== null && agreedOn < contactedOn,
    ],
    ['agreedOn', `Choose a day until ${latest}.`, agreedOn !== null && agreedOn > latest],
    [
      'remindOn',
      `This is not after the contact on ${contactedOn}.`,
      remindOn !== null && remindOn <= contactedOn,
    ],
    ['remindOn', `Choose a day until ${latest}.`, remindOn !== null && remindOn > latest],
    ['reason', 'Say why nobody waits for this any longer.', outcome === 'removed' && reason === ''],
    [
      'occurrenceKeys',
      'Choose what this is about.',
      occurrenceKeys.length === 0 && (isAgreed || outcome === 'removed' || remindOn !== null),
    ],
  ];
  return checks.flatMap(([field, message, isWrong]) => (isWrong ? [[field, message]] : []));
}

/** An agreed date is the day on which the item comes back to the list, unless another is named. */
function withReminder<Contact extends CheckedContact>(contact: Contact): Contact {
  const { agreedOn, remindOn, contactedOn } = contact;
  const byAgreement = agreedOn !== null && agreedOn > contactedOn ? agreedOn : null;
  return { ...contact, remindOn: remindOn ?? byAgreement };
}

/** One contact, as it is typed, or as it comes with an imported course. */
export const contactSchema = typedContactSchema
  .transform(withoutOtherOutcomes)
  .pipe(z.object(contactShape).superRefine(refuseContradictions).transform(withReminder));

export const recordContactInputSchema = typedContactSchema
  .extend({ enrollmentId: z.string() })
  .transform(withoutOtherOutcomes)
  .pipe(
    z
      .object({ ...contactShape, enrollmentId: z.uuid() })
      .superRefine(refuseContradictions)
      .transform(withReminder),
  );
export type RecordContactInput = z.input<typeof recordContactInputSchema>;

export const voidContactInputSchema = z.object({
  contactId: z.uuid(),
  reason: typedReason('Say why the contact is voided.'),
});

const channelPhrases: Readonly<Record<ContactChannel, string>> = {
  phone: 'by phone',
  'e-mail': 'by e-mail',
  letter: 'by letter',
  'in-person': 'in person',
};

/** What a contact changes about each item of the plan that it was about; null when nothing. */
export function adjustmentOfContact({
  outcome,
  channel,
  contactedOn,
  agreedOn,
  reason,
}: CheckedContact):
  | { readonly kind: 'reschedule'; readonly plannedOn: CivilDate; readonly reason: string }
  | { readonly kind: 'closure'; readonly closedOn: CivilDate; readonly reason: string }
  | null {
  if (agreedOn !== null) {
    const agreed = `Agreed ${channelPhrases[channel]} on ${contactedOn}`;
    return { kind: 'reschedule', plannedOn: agreedOn, reason: agreed };
  }
  return outcome === 'removed' ? { kind: 'closure', closedOn: contactedOn, reason } : null;
}
