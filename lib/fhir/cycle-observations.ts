import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import {
  embryoOriginNames,
  embryoStageNames,
  spermSourceNames,
  transferOutcomeNames,
} from '@/lib/records/icsi-cycle';
import { dated, dateExtension, extension, notes, ownConcept, referenceTo, some } from './elements';
import { answerValue, conceptValue, countValue, ownComponent } from './observed-value';
import { type DisclosedRecordOf, observationFacts } from './record-facts';
import type { Extension, Observation } from './resource';

/**
 * A cycle and each of its transfers, as observations of the man whose sperm were used. The partner is another person,
 * with a consent of her own: she is her number among his partners, and no resource.
 */
export function cycleObservations(
  disclosed: DisclosedCase,
  record: DisclosedRecordOf<'icsi-cycle'>,
): Observation[] {
  const { id, content } = record;
  const facts = observationFacts(disclosed, record, 'procedure');
  const partner = partnerExtension(disclosed, content.partnerId);
  return [
    {
      ...facts,
      id,
      extension: some([...(facts.extension ?? []), ...partner]),
      code: ownConcept('test', 'icsi-cycle', 'ICSI cycle'),
      note: notes(content.note),
      component: [
        ...ownComponent(
          'sperm-source',
          'Sperm',
          conceptValue('sperm-source', content.spermSource, spermSourceNames[content.spermSource]),
        ),
        ...ownComponent('eggs-retrieved', 'Eggs retrieved', countValue(content.eggsRetrieved)),
        ...ownComponent('eggs-mature', 'Mature eggs', countValue(content.eggsMature)),
        ...ownComponent('fertilized', 'With two pronuclei', countValue(content.fertilized)),
        ...ownComponent('embryos', 'Embryos', countValue(content.embryos)),
        ...ownComponent('embryos-frozen', 'Embryos frozen', countValue(content.embryosFrozen)),
        ...ownComponent('euploid', 'Euploid embryos', countValue(content.euploid)),
      ],
    },
    ...content.transfers.map((transfer, index): Observation => {
      const { stage, origin, outcome } = transfer;
      return {
        ...facts,
        ...dated('effectiveDateTime', transfer.on),
        id: `${id}.transfer-${index + 1}`,
        extension: some(partner),
        code: ownConcept('test', 'embryo-transfer', 'Embryo transfer'),
        valueCodeableConcept: ownConcept(
          'transfer-outcome',
          outcome,
          transferOutcomeNames[outcome],
        ),
        derivedFrom: [referenceTo('Observation', id)],
        component: [
          ...ownComponent('embryos', 'Embryos transferred', countValue(transfer.embryos)),
          ...ownComponent(
            'origin',
            'Fresh or thawed',
            conceptValue('embryo-origin', origin, embryoOriginNames[origin]),
          ),
          ...ownComponent(
            'stage',
            'Stage',
            conceptValue('embryo-stage', stage, embryoStageNames[stage]),
          ),
          ...ownComponent(
            'biochemical-pregnancy',
            'Biochemical pregnancy',
            answerValue(transfer.biochemicalPregnancy),
          ),
          ...ownComponent(
            'clinical-pregnancy',
            'Clinical pregnancy',
            answerValue(transfer.clinicalPregnancy),
          ),
          ...ownComponent('live-born', 'Children born alive', countValue(transfer.liveBorn)),
          ...(transfer.outcomeOn === null
            ? []
            : ownComponent(
                'outcome-date',
                'Date of the outcome',
                dated('valueDateTime', transfer.outcomeOn),
              )),
        ],
      };
    }),
  ];
}

function partnerExtension(
  { partners }: DisclosedCase,
  partnerId: string | null,
): readonly Extension[] {
  const partner = partners.find(({ id }) => id === partnerId);
  return partner === undefined
    ? []
    : [
        extension('partner', {
          extension: [
            extension('partner', { valuePositiveInt: partner.ordinal }),
            ...dateExtension('consent-date', partner.consentOn),
          ],
        }),
      ];
}
