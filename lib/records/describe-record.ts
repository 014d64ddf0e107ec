import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';
import {
  adverseEventName,
  ctcaeTermNames,
  outcomeLabels,
  relatednessLabels,
} from './adverse-event';
import { classifySample } from './classify-sample';
import type { ClinicalRecord, RecordContent } from './clinical-record';
import { drugClassLabels } from './concomitant-drug';
import { type FindingDefinition, findings } from './findings';
import { type IcsiCycle, transferOutcomeNames } from './icsi-cycle';
import { complicationNames, type PostOperativeCheck } from './post-operative-check';
import { histologyInWords, overallHistology, procedureNames } from './procedure';
import { isSpermSeen, type SpermFinding } from './sperm-finding';
import type { LabResult } from './standardize-lab-result';
import { symptomAnswerLabels, symptomKeys, symptoms } from './symptoms';
import { type DoseContent, drugNames } from './therapy';
import { totalMotileCount } from './total-motile-count';

export interface RecordDescription {
  readonly title: string;
  /** One line in words; unknown is said, never left blank. */
  readonly summary: string;
}

/** What a record is and says, for lists, the timeline's table and the history of changes. */
export function describeRecord(record: ClinicalRecord): RecordDescription {
  switch (record.kind) {
    case 'lab-report':
      return { title: 'Lab report', summary: describeResults(record.results) };
    case 'semen-analysis':
      return { title: 'Semen analysis', summary: describeSemen(record.content) };
    case 'symptom-check':
      return { title: 'Symptom check', summary: describeSymptoms(record.content) };
    case 'vital-signs':
      return { title: 'Vital signs', summary: describeVitalSigns(record.content) };
    case 'dose':
      return { title: drugNames[record.content.drug], summary: describeDose(record.content) };
    case 'hold':
      return { title: 'Hold', summary: sentence(record.content.reason) };
    case 'resume':
      return { title: 'Resume', summary: record.content.reason };
    case 'stop':
      return {
        title: record.content.drug === null ? 'Stop' : `Stop of ${drugNames[record.content.drug]}`,
        summary: sentence(record.content.reason),
      };
    case 'rems-check':
      return { title: 'REMS check', summary: describeRemsCheck(record.content) };
    case 'dispensing':
      return {
        title: 'Dispensing',
        summary: `${record.content.quantity} × ${record.content.strengthMg} mg, ${record.content.daysSupply} days' supply`,
      };
    case 'procedure':
      return {
        title: procedureNames[record.content.kind],
        summary: describeProcedure(record.content),
      };
    case 'finding':
      return describeFinding(record.content);
    case 'concomitant-drug':
      return {
        title: record.content.name,
        summary: `${drugClassLabels[record.content.drugClass]}; ${record.content.ongoing ? 'still taken' : 'not taken now'}`,
      };
    case 'adverse-event':
      return {
        title: adverseEventName(record.content),
        summary: describeAdverseEvent(record.content),
      };
    case 'adverse-event-dismissal':
      return {
        title: `No adverse event: ${ctcaeTermNames[record.content.term] ?? record.content.term}`,
        summary: record.content.reason,
      };
    case 'questionnaire':
      return {
        title: 'PHQ-9',
        summary: `Total ${record.content.total}, item 9: ${record.content.item9}`,
      };
    case 'drug-return':
      return {
        title: 'Capsules returned',
        summary: `${record.content.quantity} × ${record.content.strengthMg} mg`,
      };
    case 'injection-exception':
      return {
        title: `${drugNames[record.content.drug]} injection`,
        summary: describeException(record.content),
      };
    case 'icsi-cycle':
      return { title: 'ICSI cycle', summary: describeCycle(record.content) };
    case 'post-operative-check':
      return { title: 'Check after the operation', summary: describeCheck(record.content) };
  }
}

function describeAdverseEvent(content: RecordContent<'adverse-event'>): string {
  const { grades, endedOn, serious, relatedness, outcome } = content;
  const course = grades.map(({ from, grade }) => `grade ${grade} from ${from}`).join(', ');
  const parts = [
    endedOn === null ? `${course}, goes on` : `${course}, ended ${endedOn}`,
    serious === 'yes' ? 'serious' : null,
    `related to the drug: ${relatednessLabels[relatedness].toLowerCase()}`,
    outcome === 'unknown' ? null : outcomeLabels[outcome].toLowerCase(),
  ];
  const words = parts.filter((part) => part !== null).join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function describeException(content: RecordContent<'injection-exception'>): string {
  switch (content.kind) {
    case 'missed':
      return `Missed: ${content.reason}`;
    case 'moved':
      return `Given on ${content.givenOn}: ${content.reason}`;
    case 'other-dose':
      return `${content.amount} IU given: ${content.reason}`;
  }
}

export function describeResult(result: LabResult): string {
  return `${analytes[result.analyte].label} ${result.valueText} ${unitLabels[result.unit]}`;
}

function describeResults(results: readonly LabResult[]): string {
  return results.map(describeResult).join(', ');
}

const classNames = {
  motile: 'motile sperm',
  'immotile-only': 'only immotile sperm',
  'no-sperm': 'no sperm seen',
} as const;

function describeSemen(content: RecordContent<'semen-analysis'>): string {
  const sample = classifySample(content);
  const verdict =
    sample.result === 'not-evaluable'
      ? 'not evaluable: pellet not examined'
      : classNames[sample.result];
  const tmc = totalMotileCount(content);
  const count = tmc.known && tmc.sperm > 0 ? `TMC ${tmc.sperm.toLocaleString('en-US')} sperm` : '';
  const parts = [
    verdict,
    `neat ${describeSpermFinding(content.neat)}`,
    `pellet ${describeSpermFinding(content.pellet)}`,
    count,
  ];
  return sentence(parts.filter((part) => part !== '').join('; '));
}

function describeSpermFinding(finding: SpermFinding): string {
  if (!isSpermSeen(finding)) {
    return finding.state === 'not-examined' ? 'not examined' : 'no sperm seen';
  }
  const normal = finding.normal ?? 'not stated';
  return `${finding.motile ?? 'not stated'} motile, ${finding.immotile ?? 'not stated'} immotile, ${normal} normal`;
}

function describeSymptoms(content: RecordContent<'symptom-check'>): string {
  const present = symptomKeys.flatMap((key) => {
    const answer = content.answers[key];
    return answer === undefined || answer === 'none' || answer === 'no'
      ? []
      : [`${symptoms[key].label}: ${symptomAnswerLabels[answer].toLowerCase()}`];
  });
  const asked = Object.keys(content.answers).length;
  return present.length > 0 ? present.join(', ') : `None of ${asked} symptoms asked`;
}

function describeVitalSigns({ weight, bloodPressure }: RecordContent<'vital-signs'>): string {
  const parts = [
    weight ? `weight ${weight.value} ${unitLabels[weight.unit]}` : 'weight not recorded',
    bloodPressure
      ? `blood pressure ${bloodPressure.systolic}/${bloodPressure.diastolic} mmHg`
      : 'blood pressure not recorded',
  ];
  return sentence(parts.join(', '));
}

const timesPerDayWords = ['', 'once', 'twice', 'three times', 'four times'] as const;

export function describeDose({ amount, unit, timesPerDay, everyDays }: DoseContent): string {
  const label = unit === 'mg' ? 'mg' : 'IU';
  const frequency =
    everyDays === 1 ? `${timesPerDayWords[timesPerDay]} daily` : `every ${everyDays} days`;
  return `${amount} ${label} ${frequency}`;
}

function describeRemsCheck(content: RecordContent<'rems-check'>): string {
  const parts = [
    content.enrolledOn === null ? null : `enrolled ${content.enrolledOn}`,
    content.counseledOn === null ? 'counseling not recorded' : `counseled ${content.counseledOn}`,
  ];
  return sentence(parts.filter((part) => part !== null).join(', '));
}

const spermFoundWords = {
  yes: 'sperm found',
  no: 'no sperm found',
  unknown: 'sperm not stated',
} as const;

function describeProcedure(content: RecordContent<'procedure'>): string {
  if (content.kind === 'oocyte-retrieval') {
    return `${content.eggNumber ?? 'Unknown number of'} eggs`;
  }
  const pattern = overallHistology(content) ?? content.histology;
  return sentence(`${spermFoundWords[content.spermFound]}; histology ${histologyInWords(pattern)}`);
}

function describeCycle({ eggsRetrieved, embryos, transfers }: IcsiCycle): string {
  const counts = `${countOf(eggsRetrieved, 'egg')}, ${countOf(embryos, 'embryo')}`;
  if (transfers.length === 0) {
    return sentence(`${counts}; no transfer recorded`);
  }
  const outcomes = transfers.map(
    ({ on, outcome }) => `transfer ${on}: ${transferOutcomeNames[outcome].toLowerCase()}`,
  );
  const words = [counts, ...outcomes].join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function countOf(count: number | null, name: string): string {
  return count === null ? `${name}s not recorded` : `${count} ${name}${count === 1 ? '' : 's'}`;
}

function describeCheck({ noneSeen, complications }: PostOperativeCheck): string {
  if (complications.length > 0) {
    return complications
      .map(({ kind, note }) => (kind === 'other' ? note : complicationNames[kind]))
      .join(', ');
  }
  return noneSeen === 'yes' ? 'No complication seen' : 'Complications: not stated';
}

function describeFinding(content: RecordContent<'finding'>): RecordDescription {
  const definition: FindingDefinition = findings[content.finding];
  return { title: definition.question, summary: describeAnswer(definition, content.answer) };
}

export function describeAnswer(definition: FindingDefinition, answer: string | number): string {
  const { answer: kind } = definition;
  if (kind.kind === 'choice' && typeof answer === 'string') {
    return kind.options[answer] ?? sentence(answer);
  }
  if (kind.kind === 'date') {
    return String(answer);
  }
  return typeof answer === 'number' && kind.kind === 'number'
    ? `${answer} ${kind.unit}`
    : sentence(String(answer));
}

function sentence(words: string): string {
  const spaced = words.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
