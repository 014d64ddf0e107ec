import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adverseEventSuggestions } from '@/lib/course/adverse-event-suggestions';
import { therapyOf } from '@/lib/course/therapy';
import { type Day, toCivilDate } from '@/lib/dates/civil-date';
import { type ClinicalRecord, recordContentSchemas } from '@/lib/records/clinical-record';
import { severities } from '@/lib/records/symptoms';
import { aCourse, clinicalRecord, isotretinoin } from '@/tests/support/builders/course';
import { day } from '@/tests/support/builders/plan-facts';

const start = day('2026-01-10');
const days = fc.integer({ min: -10, max: 300 }).map((offset) => (start + offset) as Day);
const asked = ['dry-lips', 'dry-skin', 'irritability'] as const;
const termsAsked = ['cheilitis', 'dry_skin', 'irritability'] as const;
const grades = fc.integer({ min: 1, max: 3 });

const checks = fc
  .record({
    on: days,
    answers: fc.dictionary(fc.constantFrom(...asked), fc.constantFrom(...severities), {
      minKeys: 1,
    }),
  })
  .map(({ on, answers }) => clinicalRecord('symptom-check', toCivilDate(on), { answers }));

const events = fc
  .record({
    on: days,
    term: fc.constantFrom(...termsAsked),
    grade: grades,
    lasts: fc.option(fc.nat(200)),
  })
  .map(({ on, term, grade, lasts }) =>
    clinicalRecord('adverse-event', toCivilDate(on), {
      term,
      grades: [{ from: toCivilDate(on), grade }],
      endedOn: lasts === null ? null : toCivilDate((on + lasts) as Day),
    }),
  );

const dismissals = fc
  .record({ on: days, term: fc.constantFrom(...termsAsked), grade: grades, suggestedBy: fc.uuid() })
  .map(({ on, ...content }) =>
    clinicalRecord('adverse-event-dismissal', toCivilDate(on), { ...content, reason: 'Seen' }),
  );

const recordSets = fc.array(fc.oneof(checks, events, dismissals), { maxLength: 25 });

function suggestionsOf(records: readonly ClinicalRecord[]) {
  const all = [isotretinoin('2026-01-10', { id: 'dose' }), ...records];
  return adverseEventSuggestions(aCourse('2026-01-01', { records: all }), therapyOf(all), '5.0');
}

test('the order of entry cannot matter', () => {
  fc.assert(
    fc.property(
      recordSets.chain((records) =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
      ),
      ([records, shuffled]) => {
        expect(suggestionsOf(shuffled)).toEqual(suggestionsOf(records));
      },
    ),
  );
});

test('dismissing a suggestion as it is shown answers it, and only it', () => {
  fc.assert(
    fc.property(recordSets, (records) => {
      const before = suggestionsOf(records);
      const [shown] = before;
      const first = shown?.evidence[0];
      if (shown === undefined || first === undefined) {
        return;
      }
      const dismissed = {
        ...clinicalRecord('symptom-check', toCivilDate(first.on), { answers: { anxiety: 'none' } }),
        kind: 'adverse-event-dismissal',
        content: recordContentSchemas['adverse-event-dismissal'].parse({
          term: shown.term,
          grade: shown.grade,
          suggestedBy: '00000000-0000-7000-8000-000000000001',
          reason: 'Seen',
        }),
      } as ClinicalRecord;
      const after = suggestionsOf([...records, dismissed]);
      expect(after.map(({ key }) => key)).not.toContain(shown.key);
      const ofOthers = before.filter(({ term }) => term !== shown.term);
      expect(after.filter(({ term }) => term !== shown.term)).toEqual(ofOthers);
    }),
  );
});

test('confirming a suggestion with its grades answers it', () => {
  fc.assert(
    fc.property(fc.array(checks, { maxLength: 15 }), (records) => {
      const [shown] = suggestionsOf(records);
      if (shown === undefined) {
        return;
      }
      const confirmed = clinicalRecord(
        'adverse-event',
        toCivilDate(shown.steps[0]?.from ?? start),
        {
          term: shown.term,
          grades: shown.steps.map(({ from, grade }) => ({ from: toCivilDate(from), grade })),
        },
      );
      const after = suggestionsOf([...records, confirmed]);
      expect(after.map(({ term }) => term)).not.toContain(shown.term);
    }),
  );
});
