import { describe, expect, test } from 'vitest';
import { ctcaeClinicalTerms } from '@/lib/ctcae/clinical-terms';
import {
  isAtLeast,
  resolveSymptomCheck,
  symptomCheckContentSchema,
} from '@/lib/records/symptom-check';
import {
  answersOf,
  symptomContexts,
  symptomKeys,
  symptoms,
  symptomsFor,
} from '@/lib/records/symptoms';

function issuesOf(content: unknown): readonly string[] {
  const parsed = symptomCheckContentSchema.safeParse(content);
  return parsed.success ? [] : [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))];
}

describe('the symptom catalog', () => {
  test('names only CTCAE terms that the program has', () => {
    const known: readonly string[] = ctcaeClinicalTerms.map(({ term }) => term);
    const named = symptomKeys.flatMap((key) => symptoms[key].ctcaeTerm ?? []);
    expect(named.filter((term) => !known.includes(term))).toEqual([]);
  });

  test.each(symptomContexts)('asks each question once for %s', (context) => {
    const keys = symptomsFor([context]);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('asks about what either therapy calls for', () => {
    const asked = symptomsFor(['isotretinoin', 'gonadotropins']);
    expect(asked).toContain('dry-lips');
    expect(asked).toContain('breast-growth');
    expect(asked.filter((key) => key === 'suicidal-ideation')).toHaveLength(1);
    expect(symptomsFor(['gonadotropins'])).not.toContain('dry-lips');
  });

  test('every answer is at least itself and never below a milder one', () => {
    for (const key of symptomKeys) {
      const answers = answersOf(key);
      for (const [index, answer] of answers.entries()) {
        const reached = answers.filter((level) => isAtLeast(answer, level));
        expect(reached).toEqual(answers.slice(0, index + 1));
      }
    }
  });
});

describe('symptomCheckContentSchema', () => {
  test.each([
    [{ answers: { headache: 'mild', jaundice: 'no' } }, []],
    [{ unchanged: true }, []],
    [{ answers: { headache: 'mild', rash: '', jaundice: null, acne: undefined } }, []],
    [{ answers: { rash: '' } }, ['answers']],
    [{ answers: {}, unchanged: false }, ['answers']],
    [{}, ['answers']],
    [{ answers: { headache: 'yes' } }, ['answers.headache']],
    [{ answers: { jaundice: 'severe' } }, ['answers.jaundice']],
    [{ answers: { headache: 'awful' } }, ['answers.headache']],
    [{ answers: { boredom: 'mild' } }, ['answers']],
    [{ answers: { headache: 'mild' }, note: 'x'.repeat(10_240) }, ['note']],
  ])('%o has issues at %o', (content, paths) => {
    expect(issuesOf(content)).toEqual(paths);
  });

  test('a form’s blank is a question that was not asked', () => {
    const answers = { headache: 'mild', rash: '', jaundice: null, acne: undefined };
    expect(symptomCheckContentSchema.parse({ answers }).answers).toEqual({ headache: 'mild' });
  });

  test('a note may hold emoji, SQL and HTML as they are', () => {
    const note = "😀 <b>bold</b> '; DROP TABLE record; --";
    const content = symptomCheckContentSchema.parse({ answers: { rash: 'mild' }, note });
    expect(content.note).toBe(note);
  });
});

describe('resolveSymptomCheck', () => {
  const parse = (content: object) => symptomCheckContentSchema.parse(content);

  test('"unchanged" copies the earlier answers; what is answered now wins', () => {
    const content = parse({ unchanged: true, answers: { headache: 'none' } });
    expect(resolveSymptomCheck(content, { headache: 'mild', rash: 'mild' })).toEqual({
      ok: true,
      value: { ...content, answers: { headache: 'none', rash: 'mild' } },
    });
  });

  test('what nobody ever answered stays absent', () => {
    const resolved = resolveSymptomCheck(parse({ unchanged: true }), { rash: 'none' });
    expect(resolved.ok && Object.keys(resolved.value.answers)).toEqual(['rash']);
  });

  test('without "unchanged" nothing is copied', () => {
    const content = parse({ answers: { headache: 'none' } });
    expect(resolveSymptomCheck(content, { rash: 'mild' })).toEqual({ ok: true, value: content });
  });

  test('"unchanged" without an earlier check is refused', () => {
    expect(resolveSymptomCheck(parse({ unchanged: true }), null)).toMatchObject({
      ok: false,
      error: { code: 'no-earlier-check' },
    });
  });
});
