'use client';

import { useWatch } from 'react-hook-form';
import type { RecordKind } from '@/lib/records/record';
import { type SymptomKey, symptomKeys } from '@/lib/records/symptoms';
import type { LabFormView } from '@/lib/visits/lab-form-view';
import { AdverseEventFields } from './adverse-event-fields';
import { CycleFields } from './cycle-fields';
import { DispensingFields } from './dispensing-fields';
import { DrugFields } from './drug-fields';
import { DrugReturnFields } from './drug-return-fields';
import { FindingFields } from './finding-fields';
import { InjectionExceptionFields } from './injection-exception-fields';
import { LabReportFields } from './lab-report-fields';
import { PostOperativeCheckFields } from './post-operative-check-fields';
import { ProcedureFields } from './procedure-fields';
import { QuestionnaireFields } from './questionnaire-fields';
import {
  DateInput,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  TextField,
  within,
} from './record-field';
import { RemsFields } from './rems-fields';
import { SemenFields } from './semen-fields';
import { SymptomFields } from './symptom-fields';
import { DoseFields, HoldFields, ResumeFields, StopFields } from './therapy-fields';
import { VitalSignFields } from './vital-sign-fields';

type Props = {
  /** Of the entry: `entry` of an amendment, `entries.0` of a history. */
  fields: RecordFields;
  kind: RecordKind;
  today: string;
  /** History says where it comes from. */
  needsSource: boolean;
  /** What the form for a laboratory report starts from; null asks for nothing beside it. */
  labs: LabFormView | null;
};

type ContentProps = Omit<Props, 'needsSource'> & { datePath: string };

const dateLabels: Partial<Record<RecordKind, string>> = {
  'lab-report': 'Collected on',
  'semen-analysis': 'Collected on',
  dose: 'From',
  hold: 'First day without the drug',
  resume: 'First day with the drug again',
  stop: 'Last dose on',
  dispensing: 'Dispensed on',
  procedure: 'Performed on',
  finding: 'Found on',
  'concomitant-drug': 'Reported on',
  'adverse-event': 'Onset',
  questionnaire: 'Answered on',
  'drug-return': 'Returned on',
  'injection-exception': 'Planned for',
  'icsi-cycle': 'Oocyte retrieval on',
  'post-operative-check': 'Seen on',
};

const collected: readonly RecordKind[] = ['lab-report', 'semen-analysis'];

/** One record of any kind: when, from where, and the fields of its kind. */
export function EntryFields({ fields, kind, today, needsSource, labs }: Props) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <DateInput fields={fields} name="on" label={dateLabels[kind] ?? 'Date'} today={today} />
        {collected.includes(kind) ? (
          <TextField fields={fields} name="time" label="At" unit="HH:MM" optional />
        ) : null}
        <TextField fields={fields} name="source" label="Source" optional={!needsSource} />
      </div>
      <ContentFields
        fields={within(fields, 'content')}
        kind={kind}
        today={today}
        labs={labs}
        datePath={pathOf(fields, 'on')}
      />
      <RareFields fields={within(fields, 'content')} kind={kind} />
    </div>
  );
}

function ContentFields({ fields, kind, today, labs, datePath }: ContentProps) {
  switch (kind) {
    case 'lab-report':
      return <LabReportFields fields={fields} datePath={datePath} labs={labs} />;
    case 'semen-analysis':
      return <SemenFields fields={fields} />;
    case 'symptom-check':
      return <SymptomEntry fields={fields} />;
    case 'vital-signs':
      return <VitalSignFields fields={fields} />;
    case 'dose':
      return <DoseFields fields={fields} />;
    case 'hold':
      return <HoldFields fields={fields} />;
    case 'resume':
      return <ResumeFields fields={fields} />;
    case 'stop':
      return <StopFields fields={fields} />;
    case 'rems-check':
      return <RemsFields fields={fields} today={today} documented={null} />;
    case 'dispensing':
      return <DispensingFields fields={fields} today={today} authorization="presence" />;
    case 'procedure':
      return <ProcedureFields fields={fields} />;
    case 'finding':
      return <FindingFields fields={fields} today={today} />;
    case 'concomitant-drug':
      return <DrugFields fields={fields} today={today} />;
    case 'adverse-event':
      return <AdverseEventFields fields={fields} today={today} />;
    case 'adverse-event-dismissal':
      return <NoteField fields={fields} name="reason" label="Reason" />;
    case 'questionnaire':
      return (
        <div className="flex flex-col gap-4">
          <QuestionnaireFields fields={fields} />
          <NoteField fields={fields} name="note" label="Note" optional />
        </div>
      );
    case 'drug-return':
      return <DrugReturnFields fields={fields} />;
    case 'injection-exception':
      return <InjectionExceptionFields fields={fields} today={today} />;
    case 'icsi-cycle':
      return <CycleFields fields={fields} today={today} partners={null} />;
    case 'post-operative-check':
      return <PostOperativeCheckFields fields={fields} today={today} />;
  }
}

/** What the form of a visit leaves out to stay short. */
function RareFields({ fields, kind }: Pick<Props, 'fields' | 'kind'>) {
  switch (kind) {
    case 'procedure':
      return <OperatingTime fields={fields} />;
    case 'vital-signs':
    case 'rems-check':
    case 'dispensing':
    case 'concomitant-drug':
      return <NoteField fields={fields} name="note" label="Note" optional />;
    default:
      return null;
  }
}

function OperatingTime({ fields }: { fields: RecordFields }) {
  const kind: unknown = useWatch({ control: fields.form.control, name: pathOf(fields, 'kind') });
  return kind === 'oocyte-retrieval' ? null : (
    <NumberField
      fields={fields}
      name="minutes"
      label="Operating time"
      unit="min"
      className="sm:max-w-60"
      optional
    />
  );
}

/** Everything that was asked comes first; what was forgotten can be added. */
function SymptomEntry({ fields }: { fields: RecordFields }) {
  const answers = useWatch({ control: fields.form.control, name: pathOf(fields, 'answers') });
  const isAnswered = (key: SymptomKey) => Boolean((answers as Record<string, unknown>)[key]);
  const keys = symptomKeys.filter(isAnswered);
  const rest = symptomKeys.filter((key) => !isAnswered(key));
  return (
    <div className="flex flex-col gap-4">
      <SymptomFields fields={fields} keys={keys} last={{}} />
      <details>
        <summary className="min-h-7 py-1 text-muted">Symptoms that were not asked about</summary>
        <SymptomFields fields={fields} keys={rest} last={{}} />
      </details>
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}
