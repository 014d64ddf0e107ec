import { toCivilDate } from '@/lib/dates/civil-date';
import { evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import type { SettingValues } from '@/lib/protocols/schema';
import type { ClinicalRecord } from '@/lib/records/clinical-record';
import { day } from './eligibility-records';

/** Judges records by a protocol of the library, on 2026-01-10 and for its first arm unless told. */
export function evaluate(
  code: string,
  records: readonly ClinicalRecord[],
  { on = '2026-01-10', arm = '', settings = {} as SettingValues } = {},
) {
  const definition = protocolLibrary.find((one) => one.code === code);
  if (!definition) {
    throw new Error(`no protocol ${code}`);
  }
  const protocol = compileProtocol(definition, settings);
  const result = evaluateEligibility(definition.eligibility, protocol.settings, records, {
    on: day(on),
    arm: arm || (definition.arms[0]?.key ?? ''),
  });
  const of = (key: string) => result.criteria.find((criterion) => criterion.key === key);
  return {
    result,
    of,
    outcome: result.outcome,
    from: result.eligibleFrom === null ? null : toCivilDate(result.eligibleFrom),
    blocking: result.criteria.filter(({ blocks }) => blocks).map(({ key }) => key),
  };
}
