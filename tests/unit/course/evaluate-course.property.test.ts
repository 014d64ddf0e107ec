import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateCourse } from '@/lib/course/evaluate-course';
import { evaluateEligibility } from '@/lib/eligibility/evaluate-eligibility';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { anyDay, courseArbitrary } from '@/tests/support/arbitraries/course';

// Engine §3: total and deterministic, for every course that can be recorded at all.
const runs = { numRuns: 600 };

describe.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  'courses of %s',
  (_code, definition) => {
    const protocol = compileProtocol(definition);
    const shifting = compileProtocol(definition, {
      'hold-shifts-targets': true,
      'hold-counts-toward-minimum': false,
    });
    const courses = courseArbitrary(protocol);

    test('every one has a plan, a response, safety findings and a judged eligibility', () => {
      fc.assert(
        fc.property(courses, anyDay, fc.boolean(), (course, today, shifts) => {
          const { plan } = evaluateCourse(shifts ? shifting : protocol, course, today);
          const keys = plan.occurrences.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
          evaluateEligibility(definition.eligibility, protocol.settings, course.records, {
            on: today,
            arm: course.arm,
          });
        }),
        runs,
      );
    });

    test('the order of entry cannot matter to any of them', () => {
      fc.assert(
        fc.property(courses, anyDay, (course, today) => {
          const reversed = {
            ...course,
            records: course.records.toReversed(),
            decisions: course.decisions.toReversed(),
            adjustments: course.adjustments.toReversed(),
          };
          expect(evaluateCourse(protocol, reversed, today)).toEqual(
            evaluateCourse(protocol, course, today),
          );
        }),
        runs,
      );
    });

    test('what was planned does not depend on the day of asking', () => {
      fc.assert(
        fc.property(courses, anyDay, anyDay, (course, one, other) => {
          expect(evaluateCourse(protocol, course, one).plan).toEqual(
            evaluateCourse(protocol, course, other).plan,
          );
        }),
        runs,
      );
    });
  },
);
