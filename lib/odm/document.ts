import { decisionMeaningNames, decisionMeanings } from '@/lib/course/decision-meaning';
import type { CivilDate } from '@/lib/dates/civil-date';
import type { DisclosedHead } from '@/lib/deidentification/disclosed-case';
import { isCoded } from '@/lib/deidentification/disclosure';
import { type DisclosureMode, disclosureModeFacts } from '@/lib/export/disclosure-mode';
import { settingGroup } from './form';
import { itemDataOf } from './item-data';
import { type DayStyle, metaDataVersionOid, studyElement, studyOid } from './metadata';
import type { Study } from './study';
import { locationOid, signatureOid, userOid } from './subject-data';
import { element, startTag, textElement } from './xml';

export interface OdmFile {
  readonly study: Study;
  readonly head: DisclosedHead;
  readonly mode: DisclosureMode;
  /** Of the file, unique in the world, and the same whenever it is written again. */
  readonly id: string;
  /** The moment of the snapshot in UTC, ISO 8601. */
  readonly takenAt: string;
  readonly cutOff: CivilDate;
  readonly members: number;
  readonly programVersion: string;
}

/**
 * The moment of the file as it may be stated: where men are coded it would date them, and only the year is true of it.
 * ODM asks for a whole moment.
 */
function statedMoment({ mode, takenAt, cutOff }: OdmFile): string {
  return isCoded(mode) ? `${statedDay({ mode, cutOff })}T00:00:00Z` : takenAt;
}

function statedDay({ mode, cutOff }: Pick<OdmFile, 'mode' | 'cutOff'>): string {
  return isCoded(mode) ? `${cutOff.slice(0, 4)}-01-01` : cutOff;
}

export function dayStyleOf(mode: DisclosureMode): DayStyle {
  return mode === 'safe-harbor' ? 'study-day' : 'date';
}

/** All before the first man. */
export function odmOpening(file: OdmFile): string {
  const { study, head, mode, id, programVersion } = file;
  const days = dayStyleOf(mode);
  const references = { StudyOID: studyOid(study), MetaDataVersionOID: metaDataVersionOid };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    startTag('ODM', {
      xmlns: 'http://www.cdisc.org/ns/odm/v1.3',
      ODMVersion: '1.3.2',
      FileType: 'Snapshot',
      FileOID: `SERTOLI.${id}.${mode}`,
      CreationDateTime: statedMoment(file),
      AsOfDateTime: isCoded(mode) ? null : file.takenAt,
      Description: disclosureModeFacts[mode].title,
      SourceSystem: 'Sertoli',
      SourceSystemVersion: programVersion,
    }),
    '\n',
    studyElement(study, describe(file), days),
    '\n',
    adminData(file),
    '\n',
    element('ReferenceData', references, ...settings(head, days)),
    '\n',
    startTag('ClinicalData', references),
    '\n',
  ].join('');
}

export const odmClosing = '</ClinicalData></ODM>\n';

function describe({ study, mode, cutOff, members }: OdmFile): string {
  const { title, sentence } = disclosureModeFacts[mode];
  const patients = `${members} ${members === 1 ? 'patient' : 'patients'}`;
  const until = isCoded(mode)
    ? `${cutOff.slice(0, 4)} (the moment of this file is stated to the year)`
    : cutOff;
  return `${patients} of ${study.title}, with what is dated up to ${until}. ${title}: ${sentence}${mode === 'safe-harbor' ? studyDays : ''}`;
}

const studyDays =
  ' Study day 1 is the first dose, or enrollment where there is none; the day before is -1.';

function adminData(file: OdmFile): string {
  const { study, head } = file;
  const reference = element('MetaDataVersionRef', {
    StudyOID: studyOid(study),
    MetaDataVersionOID: metaDataVersionOid,
    EffectiveDate: statedDay(file),
  });
  return element(
    'AdminData',
    { StudyOID: studyOid(study) },
    ...head.people.map(({ id, name, role }) =>
      element(
        'User',
        {
          OID: userOid(id),
          UserType: role.split(',').includes('physician') ? 'Investigator' : 'Other',
        },
        textElement('DisplayName', name),
      ),
    ),
    ...head.sites.map(({ id, name }) =>
      element('Location', { OID: locationOid(id), Name: name, LocationType: 'Site' }, reference),
    ),
    ...decisionMeanings.map((meaning) =>
      element(
        'SignatureDef',
        { OID: signatureOid(meaning), Methodology: 'Electronic' },
        textElement('Meaning', `The signer ${decisionMeaningNames[meaning]}.`),
        textElement('LegalReason', legalReason),
      ),
    ),
  );
}

const legalReason =
  'Signed in the program with the password of the account. The program makes no statement about legal effect.';

function settings({ profiles }: DisclosedHead, days: DayStyle): string[] {
  return profiles
    .flatMap(({ settings: values, ...profile }) =>
      Object.entries(values).map(([setting, value]) => ({
        ...profile,
        setting,
        value: String(value),
      })),
    )
    .map((row, index) =>
      element(
        'ItemGroupData',
        { ItemGroupOID: settingGroup.oid, ItemGroupRepeatKey: index + 1 },
        itemDataOf(settingGroup, row, days),
      ),
    );
}
