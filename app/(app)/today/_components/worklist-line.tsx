import { clsx } from 'clsx';
import { AlarmClock } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { ContactButton } from '@/app/_components/contact/contact-button';
import type { ContactSubject } from '@/app/_components/contact/contact-form';
import type { StoredDraft } from '@/app/_components/form/use-server-draft';
import { SeverityBadge } from '@/app/_components/severity-badge';
import { Chip } from '@/app/_components/ui/chip';
import { LinkButton } from '@/app/_components/ui/link-button';
import { TimingText } from '@/app/(app)/_components/timing-text';
import type { CivilDate } from '@/lib/dates/civil-date';
import { contactOutcomeNames } from '@/lib/enrollment/contact';
import { contactItems } from '@/lib/worklist/contact-items';
import type { WorklistItem, WorklistRow } from '@/lib/worklist/worklist';

/** Shared by the lines and the headings above them. */
export const worklistColumns =
  'lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)_minmax(0,1.95fr)_11rem_5.25rem_5.75rem_7.25rem] lg:gap-x-3';

type Props = {
  row: WorklistRow;
  /** Everything on the list that waits for this man, in any group. */
  waiting: readonly WorklistItem[];
  /** A contact with him that was begun and not saved. */
  draft: StoredDraft | null;
};

/**
 * One patient: a line of 36 px where there is room, a block of lines where there is not. The button at
 * the end is what the keys j and k move to, so that Enter does the usual thing; `c` presses the one before it.
 */
export function WorklistLine({ row, waiting, draft }: Props) {
  const { patientId, name, studyId, items, timing, mayRecord, lastContact } = row;
  const patient = `/patients/${patientId}` as Route;
  return (
    <li
      className={clsx(
        worklistColumns,
        'grid min-h-9 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-line border-b px-2 py-1 text-dense focus-within:bg-hover hover:bg-hover',
      )}
    >
      <span className="wrap-anywhere min-w-0">
        <Link
          href={patient}
          prefetch={false}
          className="font-medium underline-offset-2 hover:underline"
        >
          {name ?? studyId}
        </Link>
        {name === null ? null : (
          <span className="pl-2 hidden text-muted 2xl:inline">{studyId}</span>
        )}
      </span>
      <span className="col-span-2 row-start-2 min-w-0 lg:col-span-1 lg:row-start-auto">
        {row.treatment} <span className="whitespace-nowrap text-muted">{row.month}</span>
      </span>
      <span className="col-span-2 flex min-w-0 flex-wrap gap-1 lg:col-span-1">
        {items.map((item) => (
          <ItemChip key={`${item.source} ${item.id}`} item={item} />
        ))}
      </span>
      <span className="col-span-2 lg:col-span-1">
        <TimingText>{timing}</TimingText>
        {lastContact === null ? null : (
          <span className="block text-muted">
            {contactOutcomeNames[lastContact.outcome]}{' '}
            <span className="whitespace-nowrap">{lastContact.on}</span>
          </span>
        )}
      </span>
      <LabelledDate label="Last visit" date={row.lastVisitOn} absent="no visit yet" />
      <LabelledDate label="Next planned" date={row.nextPlannedOn} absent="none planned" />
      <span className="col-start-2 row-start-1 flex items-center justify-end gap-1 lg:col-start-auto lg:row-start-auto">
        {row.mayContact ? (
          <ContactButton look="icon" subject={contactSubject(row, waiting)} draft={draft} />
        ) : null}
        <LinkButton
          data-row-action
          data-patient={patient}
          href={(mayRecord ? `${patient}/visits/new` : patient) as Route}
          prefetch={false}
          size="small"
          aria-label={`${mayRecord ? 'Log visit' : 'Open'}: ${name ?? studyId}`}
        >
          {mayRecord ? 'Log visit' : 'Open'}
        </LinkButton>
      </span>
    </li>
  );
}

function contactSubject(row: WorklistRow, waiting: readonly WorklistItem[]): ContactSubject {
  const { enrollmentId, siteId, patientId, name, studyId, today } = row;
  const items = contactItems(waiting, row.items).map(({ id, title, closesOn }) => ({
    key: id,
    title,
    hint: closesOn === null ? 'no closing date' : `closes ${closesOn}`,
  }));
  return { enrollmentId, siteId, patientId, who: name ?? studyId, items, today };
}

/** Leads to where it is decided; what is done at a visit leads nowhere else. */
function ItemChip({ item }: { item: WorklistItem }) {
  const { source, title, note, severity, isPartial, path, daysPastTimeToAct, isEscalated } = item;
  const chip = (
    <Chip>
      {severity === null ? null : <SeverityBadge severity={severity} />}
      <span>
        {title}
        {(source === 'decision' || source === 'occurrence') && note !== null ? (
          <span className="line-clamp-2 text-muted">{note}</span>
        ) : null}
      </span>
      {isPartial ? <span className="text-muted">partial</span> : null}
      {daysPastTimeToAct === 0 ? null : (
        <span className="inline-flex items-center gap-1 font-medium text-overdue">
          <AlarmClock aria-hidden className="size-3.5 shrink-0" />
          past its time to act{isEscalated ? ', escalated' : ''}
        </span>
      )}
    </Chip>
  );
  return path === null ? (
    chip
  ) : (
    <Link
      href={path as Route}
      prefetch={false}
      className="min-w-0 max-w-full rounded-xl underline-offset-2 hover:underline"
    >
      {chip}
    </Link>
  );
}

type LabelledDateProps = { label: string; date: CivilDate | null; absent: string };

/** The label is seen on narrow screens and read out on all; wide ones have it at the head of the column. */
function LabelledDate({ label, date, absent }: LabelledDateProps) {
  return (
    <span className={date === null ? 'text-muted' : undefined}>
      <span className="text-muted lg:sr-only">{label}: </span>
      <span className="whitespace-nowrap">{date ?? absent}</span>
    </span>
  );
}
