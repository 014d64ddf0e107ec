import fc from 'fast-check';
import type { CompiledProtocol, CompiledRequirement } from '@/lib/protocols/compile-protocol';

const noChange = (requirement: CompiledRequirement) => [requirement];

/** What an amendment may do to one requirement: drop it, move it, give it other windows, content or repeats. */
const changes: readonly ((requirement: CompiledRequirement) => readonly CompiledRequirement[])[] = [
  noChange,
  noChange,
  () => [],
  (one) => [{ ...one, key: `${one.key}-renamed` }],
  (one) => [{ ...one, permitted: { before: 1, after: 1 }, optimal: { before: 0, after: 0 } }],
  (one) => [{ ...one, permitted: { before: 20, after: 20 } }],
  (one) => [{ ...one, offset: { ...one.offset, days: one.offset.days + 14 } }],
  (one) => [{ ...one, offset: { ...one.offset, days: one.offset.days - 20 } }],
  (one) => [{ ...one, items: [...one.items, 'something-new'] }],
  (one) => [{ ...one, lateAllowed: !(one.lateAllowed || one.baseline) }],
  (one) => [
    one.every !== null && one.every !== 'supply' ? { ...one, every: { months: 0, days: 14 } } : one,
  ],
  (one) => [
    one.every !== null && one.every !== 'supply' ? { ...one, every: { months: 2, days: 0 } } : one,
  ],
  (one) => [one.count !== null && one.count > 1 ? { ...one, count: one.count - 1 } : one],
];

/** For each requirement which change an amendment makes. */
export function amendmentArbitrary({ requirements }: CompiledProtocol): fc.Arbitrary<number[]> {
  const { length } = requirements;
  const change = fc.nat({ max: changes.length - 1 });
  return fc.array(change, { minLength: length, maxLength: length });
}

/** A later version of the protocol that differs from it where the amendment says. */
export function amendedBy(
  amendment: readonly number[],
  protocol: CompiledProtocol,
): CompiledProtocol {
  return {
    ...protocol,
    requirements: protocol.requirements.flatMap((requirement, index) =>
      (changes[amendment[index] ?? 0] ?? noChange)(requirement),
    ),
  };
}
