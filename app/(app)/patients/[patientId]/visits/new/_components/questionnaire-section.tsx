'use client';

import { useWatch } from 'react-hook-form';
import { QuestionnaireFields } from '@/app/_components/records/questionnaire-fields';
import { recordFields } from '@/app/_components/records/record-field';
import { proseDate } from '@/lib/dates/prose-date';
import { type SectionProps, VisitSection } from './visit-section';

export function QuestionnaireSection({ form, view, errors }: SectionProps) {
  const { total, item9 } = useWatch({ control: form.control, name: 'questionnaire' });
  const last = view.questionnaire?.last ?? null;
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="PHQ-9"
      name="questionnaire"
      kind="questionnaire"
      summary={total === '' && item9 === '' ? 'Not asked' : `Total ${total}, item 9: ${item9}`}
    >
      <p className="pb-2 text-dense text-muted">
        {last === null
          ? 'None was asked before.'
          : `Last total ${last.total}, item 9: ${last.item9}, ${proseDate(last.on)}`}
      </p>
      <QuestionnaireFields fields={recordFields(form, 'questionnaire')} />
    </VisitSection>
  );
}
