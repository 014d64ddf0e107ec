'use client';

import {
  type Drug,
  doseRoutes,
  doseUnits,
  drugNames,
  drugs,
  holdReasons,
  stopReasons,
} from '@/lib/records/therapy';
import {
  doseRouteLabels,
  doseUnitLabels,
  holdReasonLabels,
  stopReasonLabels,
} from '@/lib/records/therapy-labels';
import { optionsOf } from './options-of';
import { NoteField, NumberField, type RecordFields, SelectField } from './record-field';

export function DoseFields({ fields }: { fields: RecordFields }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <SelectField
          fields={fields}
          name="drug"
          label="Drug"
          options={optionsOf(drugs, drugNames)}
        />
        <NumberField fields={fields} name="amount" label="Amount" />
        <SelectField
          fields={fields}
          name="unit"
          label="Unit"
          options={optionsOf(doseUnits, doseUnitLabels)}
        />
        <SelectField
          fields={fields}
          name="route"
          label="Given"
          options={optionsOf(doseRoutes, doseRouteLabels)}
        />
        <DoseRhythm fields={fields} />
      </div>
      <NoteField fields={fields} name="reason" label="Reason for this dose" optional />
    </div>
  );
}

/** How often; injections that take turns start on days of their own. */
export function DoseRhythm({ fields }: { fields: RecordFields }) {
  return (
    <>
      <NumberField fields={fields} name="timesPerDay" label="On a day" unit="times" />
      <NumberField fields={fields} name="everyDays" label="Every" unit="days" />
      <NumberField fields={fields} name="startsAfterDays" label="First one after" unit="days" />
    </>
  );
}

export function HoldFields({ fields }: { fields: RecordFields }) {
  return <ReasonWithNote fields={fields} reasons={optionsOf(holdReasons, holdReasonLabels)} />;
}

export function ResumeFields({ fields }: { fields: RecordFields }) {
  return <NoteField fields={fields} name="reason" label="Reason" />;
}

type StopProps = { fields: RecordFields; given?: readonly Drug[] };

/** Asks what is stopped only where there is a choice; without one, all therapy is. */
export function StopFields({ fields, given = drugs }: StopProps) {
  return (
    <div className="flex flex-col gap-4">
      {given.length > 1 ? (
        <SelectField
          fields={fields}
          name="drug"
          label="What is stopped"
          options={[{ value: '', label: 'All therapy' }, ...optionsOf(given, drugNames)]}
        />
      ) : null}
      <ReasonWithNote fields={fields} reasons={optionsOf(stopReasons, stopReasonLabels)} />
    </div>
  );
}

type ReasonProps = { fields: RecordFields; reasons: ReturnType<typeof optionsOf> };

function ReasonWithNote({ fields, reasons }: ReasonProps) {
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        fields={fields}
        name="reason"
        label="Reason"
        placeholder="Choose…"
        options={reasons}
      />
      <NoteField fields={fields} name="note" label="Note" optional />
    </div>
  );
}
