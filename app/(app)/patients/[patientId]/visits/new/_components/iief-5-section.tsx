'use client';

import { useWatch } from 'react-hook-form';
import { NumberField, recordFields } from '@/app/_components/records/record-field';
import { findings } from '@/lib/records/findings';
import { type SectionProps, VisitSection } from './visit-section';

/** S3: three months after the operation. */
export function Iief5Section({ form, view, errors }: SectionProps) {
  const total = useWatch({ control: form.control, name: 'findings.0.content.answer' });
  const { question, answer } = findings['iief-5'];
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="IIEF-5"
      name="findings"
      kind="finding"
      summary={total === '' ? 'Not asked' : `Total ${total}`}
    >
      <NumberField
        fields={recordFields(form, 'findings.0.content')}
        name="answer"
        label={question}
        unit={`points, ${answer.from} to ${answer.to}`}
        className="sm:max-w-60"
        optional
      />
    </VisitSection>
  );
}
