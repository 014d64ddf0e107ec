'use client';

import { useWatch } from 'react-hook-form';
import {
  histologies,
  histologyNames,
  procedureKinds,
  procedureNames,
  sides,
  testicularProcedures,
} from '@/lib/records/procedure';
import { optionsOf } from './options-of';
import {
  ChoiceField,
  NoteField,
  NumberField,
  pathOf,
  type RecordFields,
  SelectField,
  TextField,
} from './record-field';

const answers = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Not stated' },
];

const sideOptions = optionsOf(sides, { left: 'Left', right: 'Right', both: 'Both' });

type Props = {
  fields: RecordFields;
  /** Whether the protocol asks for time between operations, so that an earlier one needs a reason. */
  hasInterval?: boolean;
};

/** The short form: what was done, whether sperm were found and whether they sufficed. */
export function ProcedureFields({ fields, hasInterval = false }: Props) {
  const { control } = fields.form;
  const [kind, side] = useWatch({
    control,
    name: [pathOf(fields, 'kind'), pathOf(fields, 'side')],
  }) as [string, string];
  const isOocyteRetrieval = kind === 'oocyte-retrieval';
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        fields={fields}
        name="kind"
        label="Procedure"
        options={optionsOf(
          isOocyteRetrieval ? procedureKinds : testicularProcedures,
          procedureNames,
        )}
        className="sm:max-w-80"
      />
      {isOocyteRetrieval ? (
        <NumberField
          fields={fields}
          name="eggNumber"
          label="Eggs retrieved"
          unit="eggs"
          optional
          className="sm:max-w-60"
        />
      ) : (
        <>
          <div className="grid gap-x-8 gap-y-3 sm:grid-cols-3">
            <ChoiceField fields={fields} name="spermFound" label="Sperm found" choices={answers} />
            <ChoiceField
              fields={fields}
              name="sufficientForAllEggs"
              label="Enough for every egg"
              choices={answers}
            />
            <ChoiceField
              fields={fields}
              name="cryopreserved"
              label="Sperm frozen"
              choices={answers}
            />
          </div>
          <div className="grid gap-4 sm:grid-cols-3">
            <SelectField
              fields={fields}
              name="histology"
              label="Histology"
              options={optionsOf(histologies, histologyNames)}
            />
            <SelectField
              fields={fields}
              name="side"
              label="Side"
              placeholder="Not stated"
              options={sideOptions}
              optional
            />
            <NumberField fields={fields} name="vialsFrozen" label="Frozen" unit="vials" optional />
          </div>
          {hasInterval ? (
            <TextField
              fields={fields}
              name="earlierReason"
              label="Why earlier than the interval"
              hint="Only where the interval since the last retrieval is not over."
              optional
            />
          ) : null}
          {side === 'both' ? <SideResults fields={fields} /> : null}
        </>
      )}
      <NoteField fields={fields} name="note" label="Note on the procedure" optional />
    </div>
  );
}

/** A surgeon reports the sides apart where they differ; one result for both is enough otherwise. */
function SideResults({ fields }: { fields: RecordFields }) {
  return (
    <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
      {(['Left', 'Right'] as const).map((side) => (
        <div key={side} className="flex flex-col gap-3">
          <ChoiceField
            fields={fields}
            name={`spermFound${side}`}
            label={`${side}: sperm found`}
            choices={answers}
          />
          <SelectField
            fields={fields}
            name={`histology${side}`}
            label={`${side}: histology`}
            placeholder="As the overall pattern"
            options={optionsOf(histologies, histologyNames)}
            optional
          />
        </div>
      ))}
    </div>
  );
}
