import { type FindingKey, findings } from '@/lib/records/findings';
import { type ProcedureKind, procedureNames } from '@/lib/records/procedure';
import { type Drug, drugNames } from '@/lib/records/therapy';
import { type AnalyteKey, analytes } from '@/lib/units/analytes';
import type { CompiledRequirement } from './compile-protocol';

/** What a requirement's record has to provide, item by item in words; nothing more than the record itself when empty. */
export function describeItems({
  recordKind,
  items,
}: Pick<CompiledRequirement, 'recordKind' | 'items'>): readonly string[] {
  return items.map((item) => nameOf(recordKind, item) ?? item.replaceAll('-', ' '));
}

function nameOf(recordKind: CompiledRequirement['recordKind'], item: string): string | undefined {
  switch (recordKind) {
    case 'lab-report':
      return analytes[item as AnalyteKey]?.label;
    case 'semen-analysis':
      return item === 'pellet' ? 'an examined pellet' : undefined;
    case 'dose':
      return drugNames[item as Drug];
    case 'procedure':
      return procedureNames[item as ProcedureKind];
    case 'finding':
      return findings[item as FindingKey]?.question;
    default:
      return undefined;
  }
}
