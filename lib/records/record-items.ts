import { classifySample } from './classify-sample';
import type { ClinicalRecord } from './clinical-record';
import { isAnswered } from './post-operative-check';

/**
 * The items of content that a record provides, in the words of the requirements: analytes, parts of a
 * semen analysis, drugs, procedures, findings.
 */
export function itemsOf(record: ClinicalRecord): readonly string[] {
  switch (record.kind) {
    case 'lab-report':
      return record.results.map((result) => result.analyte);
    case 'semen-analysis':
      return semenItems(record.content);
    case 'dose':
      return [record.content.drug];
    case 'procedure':
      return [record.content.kind];
    case 'finding':
      return [record.content.finding];
    case 'questionnaire':
      return [record.content.instrument];
    case 'post-operative-check':
      return isAnswered(record.content) ? ['complications'] : [];
    default:
      return [];
  }
}

type SemenContent = Extract<ClinicalRecord, { kind: 'semen-analysis' }>['content'];

/** Motile sperm in the neat sample answer what the pellet is examined for; nothing less does (engine §5). */
function semenItems(content: SemenContent): string[] {
  const items: string[] = [];
  if (content.neat.state !== 'not-examined') {
    items.push('neat');
  }
  if (classifySample(content).result !== 'not-evaluable') {
    items.push('pellet');
  }
  return items;
}
