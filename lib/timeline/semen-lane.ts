import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { classifySample } from '@/lib/records/classify-sample';
import { type ClinicalRecord, type RecordOf, recordsOf } from '@/lib/records/clinical-record';
import { totalMotileCount } from '@/lib/records/total-motile-count';
import { type Response, responseStatusNames } from '@/lib/response/response';
import { markOfRecord } from './mark';
import type { SemenLane, SemenPoint, SemenPointKind } from './timeline-view';

/** "No sperm seen" and "not examined" are findings of their own and never drawn as zero (interface, lane 3). */
export function semenLane(
  records: readonly ClinicalRecord[],
  response: Response,
  firstDoseOn: Day | null,
): SemenLane {
  const samples = recordsOf(records, 'semen-analysis');
  return {
    points: samples.map((sample) => semenPoint(sample, firstDoseOn)),
    pair: pairOf(samples, response),
    response:
      response.responseOn === null
        ? null
        : {
            day: response.responseOn,
            label: `${responseStatusNames[response.bestResponse]}, ${toCivilDate(response.responseOn)}`,
          },
  };
}

const pointKinds: Record<ReturnType<typeof classifySample>['result'], SemenPointKind> = {
  motile: 'motile',
  'immotile-only': 'immotile-only',
  'no-sperm': 'no-sperm-seen',
  'not-evaluable': 'not-examined',
};

function semenPoint(sample: RecordOf<'semen-analysis'>, firstDoseOn: Day | null): SemenPoint {
  const tmc = totalMotileCount(sample.content);
  return {
    ...markOfRecord(sample, firstDoseOn),
    kind: pointKinds[classifySample(sample.content).result],
    tmc: tmc.known ? tmc.sperm : null,
  };
}

function pairOf(samples: readonly RecordOf<'semen-analysis'>[], { pair }: Response) {
  const dayOf = (id: string) => samples.find((sample) => sample.id === id)?.on;
  const from = pair && dayOf(pair.first);
  const to = pair && dayOf(pair.second);
  return from && to ? { from, to } : null;
}
