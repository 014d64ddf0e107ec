'use client';

import { useWatch } from 'react-hook-form';
import { recordFields } from '@/app/_components/records/record-field';
import { VitalSignFields } from '@/app/_components/records/vital-sign-fields';
import { type SectionProps, VisitSection } from './visit-section';

export function VitalsSection({ form, view, errors }: SectionProps) {
  const { weight, systolic } = useWatch({ control: form.control, name: 'vitalSigns' });
  return (
    <VisitSection
      view={view}
      errors={errors}
      title="Weight and blood pressure"
      name="vitalSigns"
      kind="vital-signs"
      summary={weight === '' && systolic === '' ? 'Not measured' : 'Entered'}
      startsOpen
    >
      <VitalSignFields fields={recordFields(form, 'vitalSigns')} last={view.lastVitalSigns} />
    </VisitSection>
  );
}
