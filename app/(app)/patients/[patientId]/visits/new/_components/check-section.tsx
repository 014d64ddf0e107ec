'use client';

import { useWatch } from 'react-hook-form';
import { PostOperativeCheckFields } from '@/app/_components/records/post-operative-check-fields';
import { recordFields } from '@/app/_components/records/record-field';
import { proseDate } from '@/lib/dates/prose-date';
import { type SectionProps, VisitSection } from './visit-section';

const summaries: Readonly<Record<string, string>> = {
  yes: 'None seen',
  no: 'Complication seen',
  unknown: 'Not looked for',
};

/** Only of a man who has been operated on. */
export function CheckSection({ form, view, errors }: SectionProps) {
  const { noneSeen, complications } = useWatch({
    control: form.control,
    name: 'postOperativeCheck',
  });
  if (view.operatedOn === null) {
    return null;
  }
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Check after the operation"
      name="postOperativeCheck"
      kind="post-operative-check"
      summary={
        complications.length > 0
          ? `${complications.length} entered`
          : (summaries[noneSeen] ?? 'Not asked')
      }
    >
      <p className="pb-2 text-dense text-muted">Last operation {proseDate(view.operatedOn)}</p>
      <PostOperativeCheckFields
        fields={recordFields(form, 'postOperativeCheck')}
        today={view.today}
      />
    </VisitSection>
  );
}
