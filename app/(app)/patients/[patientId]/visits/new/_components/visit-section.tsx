'use client';

import { type ReactNode, useState } from 'react';
import type { FieldErrors, UseFormReturn } from 'react-hook-form';
import { FormSection } from '@/app/_components/form/form-section';
import { OccurrenceStateBadge } from '@/app/_components/occurrence-state-badge';
import type { RecordKind } from '@/lib/records/record';
import type { VisitFormView } from '@/lib/visits/visit-form-view';
import type { VisitValues } from '@/lib/visits/visit-values';

export type SectionProps = {
  form: UseFormReturn<VisitValues, unknown, VisitValues>;
  view: VisitFormView;
  errors: FieldErrors<VisitValues>;
};

type Props = Pick<SectionProps, 'view' | 'errors'> & {
  title: string;
  /** The form's part whose messages open the section. */
  name: keyof VisitValues;
  /** What the plan asks for in this section. */
  kind: RecordKind;
  summary: ReactNode;
  /** Open although nothing is due. */
  startsOpen?: boolean;
  children: ReactNode;
};

/** Open when something is due in it or a field in it needs correction. */
export function VisitSection(props: Props) {
  const { view, errors, title, name, kind, summary, startsOpen = false, children } = props;
  const due = view.due.filter(({ recordKind }) => recordKind === kind);
  const [isOpen, setIsOpen] = useState(due.length > 0 || startsOpen);
  const isOverdue = due.some((item) => item.isOverdue);
  return (
    <FormSection
      title={title}
      summary={summary}
      badge={
        due.length === 0 ? null : <OccurrenceStateBadge state={isOverdue ? 'overdue' : 'due'} />
      }
      isOpen={isOpen || name in errors}
      onToggle={() => setIsOpen(!isOpen)}
    >
      {children}
    </FormSection>
  );
}
