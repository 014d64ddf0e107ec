'use client';

import { useWatch } from 'react-hook-form';
import type { FindingState } from '@/lib/records/sperm-finding';
import type { SemenValues } from '@/lib/visits/entry-values';
import { ChoiceField, NoteField, NumberField, type RecordFields, within } from './record-field';

const stateNames: Record<FindingState, string> = {
  'sperm-seen': 'Sperm seen',
  'no-sperm-seen': 'No sperm seen',
  'not-examined': 'Not examined',
};

const stateChoices = Object.entries(stateNames).map(([value, label]) => ({ value, label }));

/** A sample: what was seen before and after centrifugation, then what was measured. */
export function SemenFields({ fields }: { fields: RecordFields }) {
  const content = useWatch({
    control: fields.form.control,
    name: fields.prefix,
  }) as SemenValues;
  return (
    <div className="flex flex-col gap-4">
      <SpermFinding
        fields={within(fields, 'neat')}
        legend="Neat sample"
        state={content.neat.state}
      />
      {content.neat.state === 'sperm-seen' ? (
        <Motility fields={within(fields, 'motility')} typed={content.motility} />
      ) : null}
      <SpermFinding
        fields={within(fields, 'pellet')}
        legend="Pellet after centrifugation"
        state={content.pellet.state}
      />
      <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">
        <NumberField fields={fields} name="volumeMl" label="Volume" unit="mL" optional />
        <NumberField
          fields={fields}
          name="concentrationMillionPerMl"
          label="Concentration"
          unit="10⁶/mL"
          optional
        />
        <NumberField
          fields={fields}
          name="abstinenceDays"
          label="Abstinence"
          unit="days"
          optional
        />
        <NumberField fields={fields} name="eggNumber" label="Eggs planned" unit="eggs" optional />
      </div>
      <details>
        <summary className="min-h-7 py-1 text-muted">More about this sample</summary>
        <div className="grid grid-cols-2 items-end gap-4 pt-2 sm:grid-cols-4">
          <NumberField
            fields={fields}
            name="normalMorphologyPercent"
            label="Normal forms"
            unit="%"
            optional
          />
          <NumberField fields={fields} name="vialsFrozen" label="Frozen" unit="vials" optional />
          {content.pellet.state === 'not-examined' ? null : (
            <PelletPreparation fields={within(fields, 'pellet')} />
          )}
        </div>
        <div className="pt-3">
          <NoteField fields={fields} name="note" label="Note on the sample" optional />
        </div>
      </details>
    </div>
  );
}

type FindingProps = { fields: RecordFields; legend: string; state: FindingState | '' };

function SpermFinding({ fields, legend, state }: FindingProps) {
  return (
    <div className="flex flex-col gap-2">
      <ChoiceField fields={fields} name="state" label={legend} choices={stateChoices} />
      {state === 'sperm-seen' ? (
        <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">
          <NumberField fields={fields} name="motile" label="Motile" unit="sperm" optional />
          <NumberField fields={fields} name="immotile" label="Immotile" unit="sperm" optional />
          <NumberField fields={fields} name="normal" label="Normal, motile" unit="sperm" optional />
        </div>
      ) : null}
    </div>
  );
}

type MotilityProps = { fields: RecordFields; typed: SemenValues['motility'] };

function Motility({ fields, typed }: MotilityProps) {
  const parts = [typed.progressive, typed.nonProgressive, typed.immotile];
  const isComplete = parts.every((part) => part.trim() !== '' && Number.isFinite(Number(part)));
  const sum = Math.round(parts.reduce((total, part) => total + Number(part), 0) * 10) / 10;
  return (
    <div className="flex flex-col gap-1">
      <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">
        <NumberField fields={fields} name="progressive" label="Progressive" unit="%" optional />
        <NumberField
          fields={fields}
          name="nonProgressive"
          label="Non-progressive"
          unit="%"
          optional
        />
        <NumberField fields={fields} name="immotile" label="Immotile" unit="%" optional />
        <NumberField fields={fields} name="total" label="Total motility" unit="%" optional />
      </div>
      {isComplete ? (
        <p className="text-dense text-muted">
          Progressive, non-progressive and immotile add up to {sum} %.
        </p>
      ) : null}
    </div>
  );
}

function PelletPreparation({ fields }: { fields: RecordFields }) {
  return (
    <>
      <NumberField fields={fields} name="gForce" label="Centrifuged at" unit="g" optional />
      <NumberField fields={fields} name="minutes" label="Centrifuged for" unit="min" optional />
      <NumberField fields={fields} name="fields" label="Fields read" unit="fields" optional />
      <NumberField
        fields={fields}
        name="volumeExaminedMl"
        label="Volume examined"
        unit="mL"
        optional
      />
    </>
  );
}
