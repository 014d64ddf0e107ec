import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import { collectionSiteLabels } from '@/lib/records/record-details';
import { type FindingState, isSpermSeen, type SpermFinding } from '@/lib/records/sperm-finding';
import { notes, ownConcept, plainQuantity } from './elements';
import {
  analyteComponent,
  conceptValue,
  countValue,
  ownComponent,
  quantityValue,
} from './observed-value';
import { type DisclosedRecordOf, observationFacts } from './record-facts';
import type { Component, Observation, ObservedValue } from './resource';

export function semenObservation(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'semen-analysis'>,
): Observation {
  const { content } = record;
  const { pellet, motility, whoEdition, collectionSite } = content;
  const isSpun = pellet.state !== 'not-examined';
  return {
    ...observationFacts(disclosed, record, 'laboratory'),
    id: record.id,
    code: ownConcept('test', 'semen-analysis', 'Semen analysis'),
    method: whoEdition === null ? undefined : { text: `WHO manual, edition ${whoEdition}` },
    note: notes(content.note),
    component: [
      ...spermComponents('neat', 'Neat sample', content.neat),
      ...spermComponents('pellet', 'Pellet', pellet),
      ...(isSpun
        ? [
            ...ownComponent('pellet-g-force', 'Pellet: centrifuged at', times(pellet.gForce, 'g')),
            ...ownComponent(
              'pellet-minutes',
              'Pellet: centrifuged for',
              quantityValue(pellet.minutes, 'min'),
            ),
            ...ownComponent('pellet-fields', 'Pellet: fields read', countValue(pellet.fields)),
            ...ownComponent(
              'pellet-volume',
              'Pellet: volume examined',
              quantityValue(pellet.volumeExaminedMl, 'mL'),
            ),
          ]
        : []),
      ...analyteComponent('semen_volume', content.volumeMl),
      ...analyteComponent('semen_concentration', content.concentrationMillionPerMl),
      ...analyteComponent('semen_motility_total', motility.total),
      ...analyteComponent('semen_motility_progressive', motility.progressive),
      ...analyteComponent('semen_motility_nonprogressive', motility.nonProgressive),
      ...analyteComponent('semen_immotile', motility.immotile),
      ...analyteComponent('semen_morphology_normal', content.normalMorphologyPercent),
      ...analyteComponent('semen_abstinence', content.abstinenceDays),
      ...analyteComponent('semen_vitality', content.vitalityPercent),
      ...analyteComponent('semen_ph', content.ph),
      ...analyteComponent('semen_liquefaction_time', content.liquefactionMinutes),
      // A million per mL is a thousand per µL.
      ...analyteComponent('semen_round_cells', content.roundCellsMillionPerMl),
      ...analyteComponent('semen_leukocytes', content.leukocytesMillionPerMl),
      ...ownComponent('eggs-planned', 'Eggs planned', countValue(content.eggNumber)),
      ...ownComponent('vials-frozen', 'Vials frozen', countValue(content.vialsFrozen)),
      ...ownComponent(
        'collected',
        'Collected',
        collectionSite === null
          ? null
          : conceptValue('collection-site', collectionSite, collectionSiteLabels[collectionSite]),
      ),
    ],
  };
}

const stateLabels: Readonly<Record<FindingState, string>> = {
  'not-examined': 'Not examined',
  'no-sperm-seen': 'No sperm seen',
  'sperm-seen': 'Sperm seen',
};

/** Not seen is not zero: what was found and how many were counted are two components. */
function spermComponents(key: string, name: string, found: SpermFinding): Component[] {
  return [
    ...ownComponent(
      key,
      name,
      conceptValue('sperm-finding', found.state, stateLabels[found.state]),
    ),
    ...(isSpermSeen(found)
      ? [
          ...ownComponent(`${key}-motile`, `${name}: motile`, quantityValue(found.motile, '{#}')),
          ...ownComponent(
            `${key}-immotile`,
            `${name}: immotile`,
            quantityValue(found.immotile, '{#}'),
          ),
          ...ownComponent(
            `${key}-normal`,
            `${name}: normal among the motile`,
            quantityValue(found.normal, '{#}'),
          ),
        ]
      : []),
  ];
}

function times(value: number | null, unit: string): ObservedValue | null {
  return value === null ? null : { valueQuantity: plainQuantity(value, unit) };
}
