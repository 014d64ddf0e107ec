import type { CompiledProtocol } from '@/lib/protocols/compile-protocol';
import { classifySample } from '@/lib/records/classify-sample';
import { recordsOf } from '@/lib/records/clinical-record';
import { type Course, saysAdequate } from './course';

export const sampleAdequacies = ['signed', 'may-be-signed', 'not-asked'] as const;
export type SampleAdequacy = (typeof sampleAdequacies)[number];

/**
 * Whether a physician can say of a sample that it is adequate for ICSI: where the response asks for
 * enough sperm for every egg, and the sample has motile ones (engine §5).
 */
export function sampleAdequacy(
  { definition }: CompiledProtocol,
  course: Course,
  recordId: string,
): SampleAdequacy {
  const sample = recordsOf(course.records, 'semen-analysis').find(({ id }) => id === recordId);
  if (
    definition.response.kind !== 'consecutive-motile-pair' ||
    sample === undefined ||
    sample.voided ||
    classifySample(sample.content).result !== 'motile'
  ) {
    return 'not-asked';
  }
  const isSigned = course.decisions.some(
    (decision) => saysAdequate(decision) && decision.recordId === recordId,
  );
  return isSigned ? 'signed' : 'may-be-signed';
}
