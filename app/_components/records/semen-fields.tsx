'use client';

import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { collectionSiteLabels } from '@/lib/records/record-details';
import { collectionSites, whoEditions } from '@/lib/records/semen-analysis';
import type { FindingState } from '@/lib/records/sperm-finding';
import { isTyped, type SemenValues, type SpermFindingValues } from '@/lib/visits/entry-values';
import { optionsOf } from './options-of';
import {
  ChoiceField,
  NoteField,
  NumberField,
  type RecordFields,
  SelectField,
  within,
} from './record-field';

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
  const { neat, pellet, motility } = content;
  const { gForce, minutes, fields: fieldsRead, volumeExaminedMl } = pellet;
  const isPelletExamined = pellet.state === 'sperm-seen' || pellet.state === 'no-sperm-seen';
  return (
    <div className="flex flex-col gap-4">
      <SpermFinding fields={within(fields, 'neat')} legend="Neat sample" found={neat} />
      {neat.state === 'sperm-seen' || Object.values(motility).some(isTyped) ? (
        <Motility fields={within(fields, 'motility')} typed={motility} />
      ) : null}
      <SpermFinding
        fields={within(fields, 'pellet')}
        legend="Pellet after centrifugation"
        found={pellet}
      />
      {isPelletExamined || [gForce, minutes, fieldsRead, volumeExaminedMl].some(isTyped) ? (
        <PelletPreparation fields={within(fields, 'pellet')} />
      ) : null}
      <Measures>
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
        <NumberField fields={fields} name="vialsFrozen" label="Frozen" unit="vials" optional />
        <NumberField fields={fields} name="eggNumber" label="Eggs planned" unit="eggs" optional />
        <SelectField
          fields={fields}
          name="whoEdition"
          label="WHO manual"
          placeholder="Not stated"
          options={whoEditions.map((edition) => ({
            value: String(edition),
            label: `Edition ${edition}`,
          }))}
          optional="understood"
        />
      </Measures>
      <details>
        <summary className="min-h-7 py-1 text-muted">More about this sample</summary>
        <div className="flex flex-col gap-4 pt-2">
          <Measures>
            <NumberField
              fields={fields}
              name="normalMorphologyPercent"
              label="Normal forms"
              unit="%"
              optional
            />
            <NumberField
              fields={fields}
              name="vitalityPercent"
              label="Vitality"
              unit="%"
              optional
            />
            <NumberField fields={fields} name="ph" label="pH" optional />
            <NumberField
              fields={fields}
              name="liquefactionMinutes"
              label="Liquefaction"
              unit="min"
              optional
            />
            <NumberField
              fields={fields}
              name="roundCellsMillionPerMl"
              label="Round cells"
              unit="10⁶/mL"
              optional
            />
            <NumberField
              fields={fields}
              name="leukocytesMillionPerMl"
              label="Leukocytes"
              unit="10⁶/mL"
              optional
            />
            <SelectField
              fields={fields}
              name="collectionSite"
              label="Collected"
              placeholder="Not stated"
              options={optionsOf(collectionSites, collectionSiteLabels)}
              optional
            />
          </Measures>
          <NoteField fields={fields} name="note" label="Note on the sample" optional />
        </div>
      </details>
    </div>
  );
}

function Measures({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-4">{children}</div>;
}

type FindingProps = { fields: RecordFields; legend: string; found: SpermFindingValues };

/** Counts that were typed stay on the screen beside "no sperm seen", where they are refused. */
function SpermFinding({ fields, legend, found }: FindingProps) {
  const { state, motile, immotile, normal } = found;
  return (
    <div className="flex flex-col gap-2">
      <ChoiceField fields={fields} name="state" label={legend} choices={stateChoices} />
      {state === 'sperm-seen' || [motile, immotile, normal].some(isTyped) ? (
        <Measures>
          <NumberField fields={fields} name="motile" label="Motile" unit="sperm" optional />
          <NumberField fields={fields} name="immotile" label="Immotile" unit="sperm" optional />
          <NumberField fields={fields} name="normal" label="Normal, motile" unit="sperm" optional />
        </Measures>
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
      <Measures>
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
      </Measures>
      {isComplete ? (
        <p className="text-dense text-muted">
          Progressive, non-progressive and immotile add up to {sum} %; from 98 to 102 % is right.
        </p>
      ) : null}
    </div>
  );
}

/** A negative is worth what its preparation is worth. */
function PelletPreparation({ fields }: { fields: RecordFields }) {
  return (
    <Measures>
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
    </Measures>
  );
}
