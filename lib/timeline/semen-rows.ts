import { type CivilDate, type Day, toCivilDate } from '@/lib/dates/civil-date';
import { studyDay } from '@/lib/dates/study-day';
import { classifySample } from '@/lib/records/classify-sample';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { totalMotility } from '@/lib/records/semen-analysis';
import { isSpermSeen, type SpermFinding } from '@/lib/records/sperm-finding';
import { totalMotileCount } from '@/lib/records/total-motile-count';
import type { WhoEdition } from '@/lib/records/who-lower-limits';
import type { ExclusionReason, Response } from '@/lib/response/response';

/** One semen analysis in words and numbers; what is not known says so. */
export interface SemenRow {
  readonly recordId: string;
  readonly on: CivilDate;
  readonly time: string | null;
  readonly studyDay: number | null;
  readonly result: string;
  readonly neat: string;
  readonly pellet: string;
  readonly volumeMl: number | null;
  readonly concentration: number | null;
  readonly motilityPercent: number | null;
  readonly totalMotileCount: number | null;
  readonly vialsFrozen: number | null;
  /** Of the manual that the report follows; null where it names none. */
  readonly whoEdition: WhoEdition | null;
  /** What the response rule makes of it: "first of the pair", "before therapy". */
  readonly role: string;
}

const resultNames = {
  motile: 'Motile sperm',
  'immotile-only': 'Only immotile sperm',
  'no-sperm': 'No sperm seen',
  'not-evaluable': 'Not evaluable: pellet not examined',
} as const;

const exclusionNames: Readonly<Record<ExclusionReason, string>> = {
  'before-therapy': 'does not count: before therapy',
  'after-counting-period': 'does not count: after the counting period',
  'not-end-of-treatment': 'does not count: not at the end of treatment',
};

/** The newest first; voided ones are left out. */
export function semenRows(
  records: readonly ClinicalRecord[],
  response: Response,
  firstDoseOn: Day | null,
): SemenRow[] {
  return recordsOf(records, 'semen-analysis')
    .filter(({ voided }) => !voided)
    .sort((one, other) => other.on - one.on || (one.id < other.id ? 1 : -1))
    .map((record) => semenRow(record, response, firstDoseOn));
}

function semenRow(
  { id, on, time, content }: RecordOf<'semen-analysis'>,
  response: Response,
  firstDoseOn: Day | null,
): SemenRow {
  const count = totalMotileCount(content);
  return {
    recordId: id,
    on: toCivilDate(on),
    time,
    studyDay: firstDoseOn === null ? null : studyDay(firstDoseOn, on),
    result: resultNames[classifySample(content).result],
    neat: describeFinding(content.neat),
    pellet: describeFinding(content.pellet),
    volumeMl: content.volumeMl,
    concentration: content.concentrationMillionPerMl,
    motilityPercent: totalMotility(content.motility),
    totalMotileCount: count.known ? count.sperm : null,
    vialsFrozen: content.vialsFrozen,
    whoEdition: content.whoEdition,
    role: roleOf(id, response),
  };
}

function roleOf(id: string, { pair, excluded, countingRecordIds }: Response): string {
  if (pair?.first === id) {
    return 'first of the pair';
  }
  if (pair?.second === id) {
    return 'second of the pair';
  }
  const exclusion = excluded.find((one) => one.id === id);
  if (exclusion !== undefined) {
    return exclusionNames[exclusion.reason];
  }
  return countingRecordIds.includes(id) ? 'counts' : 'not used';
}

function describeFinding(finding: SpermFinding): string {
  if (!isSpermSeen(finding)) {
    return finding.state === 'not-examined' ? 'not examined' : 'no sperm seen';
  }
  const parts = [
    finding.motile === null ? null : `${finding.motile} motile`,
    finding.immotile === null ? null : `${finding.immotile} immotile`,
    finding.normal === null ? null : `${finding.normal} normal`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'sperm seen, not counted' : parts.join(', ');
}
