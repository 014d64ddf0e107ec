import { addDays, toCivilDate } from '@/lib/dates/civil-date';
import { numberValue } from '@/lib/protocols/compile-protocol';
import type { EligibilityLeaf } from '@/lib/protocols/eligibility-schema';
import { type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { newestFirst } from '@/lib/records/collection-order';
import type { LabResult } from '@/lib/records/standardize-lab-result';
import { analytes } from '@/lib/units/analytes';
import type { BloodAnalyteKey } from '@/lib/units/blood-analytes';
import { compareWithBound } from '@/lib/units/compare-with-bounds';
import { type Judgment, judgment, type KnownFacts } from './judgment';

type Leaf<Kind extends EligibilityLeaf['kind']> = Extract<EligibilityLeaf, { kind: Kind }>;

interface DatedResult {
  readonly report: RecordOf<'lab-report'>;
  readonly result: LabResult;
}

export function judgeLab(
  { analyte, comparison, limit, lookBackDays }: Leaf<'lab'>,
  facts: KnownFacts,
): Judgment {
  const newest = newestResult(analyte, lookBackDays, facts);
  if (newest === null || newest.result.standardValue === null) {
    return notKnown(analyte, newest);
  }
  const { comparator, standardValue } = newest.result;
  const certainty = compareWithBound(
    { comparator, value: standardValue },
    comparison,
    numberValue(limit, facts.settings),
  );
  return judgment(certainty, sentenceOf(newest), [newest.report]);
}

export function judgeLabAboveUpper(
  { analyte, times, lookBackDays }: Leaf<'lab-above-upper'>,
  facts: KnownFacts,
): Judgment {
  const newest = newestResult(analyte, lookBackDays, facts);
  const upper = newest?.result.referenceHigh ?? null;
  if (newest === null || upper === null) {
    return notKnown(analyte, newest);
  }
  const certainty = compareWithBound(
    newest.result,
    '>',
    upper * numberValue(times, facts.settings),
  );
  return judgment(certainty, `${sentenceOf(newest)}, upper limit ${upper}`, [newest.report]);
}

export function judgeLabKnown(
  { analyte, lookBackDays }: Leaf<'lab-known'>,
  facts: KnownFacts,
): Judgment {
  const newest = newestResult(analyte, lookBackDays, facts);
  return newest === null
    ? notKnown(analyte, newest)
    : judgment('yes', sentenceOf(newest), [newest.report]);
}

function newestResult(
  analyte: BloodAnalyteKey,
  lookBackDays: Leaf<'lab'>['lookBackDays'],
  { on, records, settings }: KnownFacts,
): DatedResult | null {
  const from = addDays(on, -numberValue(lookBackDays, settings));
  for (const report of newestFirst(recordsOf(records, 'lab-report'))) {
    const result = report.results.find((row) => row.analyte === analyte);
    if (result && report.on >= from) {
      return { report, result };
    }
  }
  return null;
}

function notKnown(analyte: BloodAnalyteKey, newest: DatedResult | null): Judgment {
  return newest === null
    ? judgment('unknown', `${analytes[analyte].label}: no result in the look-back`)
    : judgment('unknown', `${sentenceOf(newest)}, not comparable`, [newest.report]);
}

function sentenceOf({ report, result }: DatedResult): string {
  return `${analytes[result.analyte].label} ${result.valueText} ${result.unit} (${toCivilDate(report.on)})`;
}
