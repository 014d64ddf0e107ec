import type { ReactNode } from 'react';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { TimingText } from '@/app/(app)/_components/timing-text';
import { toCivilDate } from '@/lib/dates/civil-date';
import { contactChannelNames, contactOutcomeNames } from '@/lib/enrollment/contact';
import type { Plan } from '@/lib/schedule/occurrence';
import type { ContactEntry, ContactLog } from '@/lib/server/contacts/queries';
import { contactReturn } from '@/lib/worklist/contact-return';
import { describeReturn } from '@/lib/worklist/describe-return';
import { VoidContactButton } from './void-contact-button';

type Props = {
  log: ContactLog;
  plan: Plan;
  titles: Readonly<Record<string, string>>;
  mayVoid: boolean;
  /** The way to write down another one; nothing where the reader may not. */
  action: ReactNode;
};

/** Every attempt to reach him that stands, what came of it, and whether he came back. */
export function ContactList({ log, plan, titles, mayVoid, action }: Props) {
  const { contacts } = log;
  return (
    <section aria-labelledby="contacts-title" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="contacts-title" className="font-semibold">
          Contacts
        </h2>
        {action}
      </div>
      {contacts.length === 0 ? (
        <p className="text-muted">No contact is written down.</p>
      ) : (
        <Table label="Attempts to reach him">
          <TableHead>
            <tr>
              <TableHeader sticky>On</TableHeader>
              <TableHeader>Outcome</TableHeader>
              <TableHeader>About</TableHeader>
              <TableHeader>Came back</TableHeader>
              <TableHeader>Remarks</TableHeader>
              <TableHeader>By</TableHeader>
              {mayVoid ? (
                <TableHeader>
                  <span className="sr-only">Void</span>
                </TableHeader>
              ) : null}
            </tr>
          </TableHead>
          <TableBody>
            {contacts.map((contact) => (
              <TableRow key={contact.id}>
                <TableCell sticky className="whitespace-nowrap">
                  {toCivilDate(contact.on)}
                </TableCell>
                <TableCell className="min-w-32">
                  {contactOutcomeNames[contact.outcome]}{' '}
                  <span className="text-muted">{contactChannelNames[contact.channel]}</span>
                </TableCell>
                <TableCell className="min-w-40">{describeSubject(contact, titles)}</TableCell>
                <TableCell className="min-w-28">
                  <TimingText>
                    {contact.outcome === 'removed'
                      ? 'not asked'
                      : describeReturn(returnOf(contact, plan, log))}
                  </TimingText>
                </TableCell>
                <TableCell className="min-w-40">{describeRemarks(contact)}</TableCell>
                <TableCell>{contact.by}</TableCell>
                {mayVoid ? (
                  <TableCell numeric className="py-0.5!">
                    <VoidContactButton contactId={contact.id} on={toCivilDate(contact.on)} />
                  </TableCell>
                ) : null}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  );
}

function returnOf(contact: ContactEntry, { occurrences }: Plan, { seenOn }: ContactLog) {
  const items = occurrences.filter(({ key }) => contact.occurrenceKeys.includes(key));
  return contactReturn(contact, items, seenOn);
}

function describeSubject(
  { occurrenceKeys }: ContactEntry,
  titles: Readonly<Record<string, string>>,
): string {
  return occurrenceKeys.length === 0
    ? 'him in general'
    : occurrenceKeys.map((key) => titles[key] ?? key).join(', ');
}

/** Entered on another day than it was made, what was agreed, why it was removed, and the note. */
function describeRemarks({
  agreedOn,
  remindOn,
  reason,
  note,
  on,
  recordedOn,
}: ContactEntry): string {
  return [
    agreedOn === null ? null : `agreed ${toCivilDate(agreedOn)}`,
    remindOn === null || remindOn === agreedOn ? null : `snoozed until ${toCivilDate(remindOn)}`,
    reason,
    note,
    recordedOn === toCivilDate(on) ? null : `written down ${recordedOn}`,
  ]
    .filter((remark) => remark !== null)
    .join('; ');
}
