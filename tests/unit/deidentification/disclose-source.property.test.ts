import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  addDays,
  type CivilDate,
  type Day,
  dayOf,
  isCivilDate,
  toCivilDate,
  toDay,
} from '@/lib/dates/civil-date';
import { contentRules, type FieldRule } from '@/lib/deidentification/content-rules';
import { discloseHead, discloseSource } from '@/lib/deidentification/disclose-source';
import type { DisclosedDate } from '@/lib/deidentification/disclosed-case';
import type { DisclosedMember, Disclosure } from '@/lib/deidentification/disclosure';
import { type DisclosureMode, disclosureModes } from '@/lib/export/disclosure-mode';
import type { SourceCase } from '@/lib/export/source-case';
import { recordContentSchemas } from '@/lib/records/clinical-record';
import { recordKinds } from '@/lib/records/record';
import { sourceCase, sourceHead, typedMarker } from '@/tests/support/source-case';

const idOf = (id: string) =>
  createHash('sha256')
    .update(id)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

function disclosed(source: SourceCase, mode: DisclosureMode, shiftDays: number) {
  const coded = mode === 'safe-harbor' || mode === 'date-shifted';
  const member: DisclosedMember = {
    position: 1,
    enrollmentId: source.enrollment.id,
    subject: coded ? 'S0001' : source.enrollment.studyId,
    site: coded ? 'SITE1' : source.enrollment.siteCode,
    shiftDays: mode === 'date-shifted' ? shiftDays : 0,
    identity: null,
  };
  const disclosure: Disclosure = {
    mode,
    members: [member],
    siteCodes: new Map([['NYC', member.site]]),
    idOf: mode === 'identified' ? (id) => id : idOf,
  };
  return {
    man: discloseSource(source, disclosure, member),
    head: discloseHead(sourceHead(), disclosure),
  };
}

const anyMan = fc.record({
  dayOne: fc.integer({ min: dayOf(2019, 6, 1), max: dayOf(2026, 6, 1) }).map((day) => day as Day),
  age: fc.option(fc.integer({ min: 18, max: 99 })),
  treated: fc.boolean(),
  shiftDays: fc.integer({ min: -364, max: 364 }).filter((days) => days % 7 !== 0),
});

/** Every day of the source with what stands in its place, found by walking both side by side. */
function datesOf(
  source: unknown,
  shown: unknown,
  path = '',
): [path: string, CivilDate, DisclosedDate][] {
  if (typeof source === 'string' && isCivilDate(source)) {
    return [[path, source, shown as DisclosedDate]];
  }
  return typeof source === 'object' && source !== null
    ? Object.entries(source).flatMap(([key, value]) =>
        datesOf(value, (shown as Record<string, unknown> | undefined)?.[key], `${path}.${key}`),
      )
    : [];
}

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const deidentified = disclosureModes.filter((mode) => mode !== 'identified');

describe.each(deidentified)('%s', (mode) => {
  test('nothing that somebody typed, no id of a row and no name of staff leaves', () => {
    fc.assert(
      fc.property(anyMan, ({ shiftDays, ...options }) => {
        const source = sourceCase(options);
        const { man, head } = disclosed(source, mode, shiftDays);
        const text = JSON.stringify([man, head]);
        expect(text).not.toContain(typedMarker);
        expect(text).not.toMatch(/Alice|Bob/);
        const own = new Set(JSON.stringify(source).match(uuids));
        expect((text.match(uuids) ?? []).filter((id) => own.has(id))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('every day stands in its study day', () => {
    fc.assert(
      fc.property(anyMan, ({ shiftDays, ...options }) => {
        const source = sourceCase(options);
        const dates = datesOf(source, disclosed(source, mode, shiftDays).man);
        expect(dates.length).toBeGreaterThan(40);
        expect(dates.map(([path, , { studyDay }]) => [path, studyDay])).toEqual(
          dates.map(([path, on]) => {
            const difference = toDay(on) - options.dayOne;
            return [path, difference >= 0 ? difference + 1 : difference];
          }),
        );
      }),
      { numRuns: 20 },
    );
  });

  test('references inside the file still meet', () => {
    const source = sourceCase({ dayOne: dayOf(2026, 1, 1) });
    const { man } = disclosed(source, mode, 10);
    expect(new Set(man.records.map(({ id }) => id)).size).toBe(source.records.length);
    expect(man.records[0]?.id).toBe(idOf(source.records[0]?.id ?? ''));
    expect(man.occurrences[0]?.key).toBe(
      `labs@${idOf(source.occurrences[0]?.key.slice('labs@'.length) ?? '')}`,
    );
  });
});

test('limited keeps the days, the time and the study id', () => {
  const source = sourceCase({ dayOne: dayOf(2026, 1, 10) });
  const { man } = disclosed(source, 'limited', 0);
  const dates = datesOf(source, man);
  expect(dates.map(([path, , { text }]) => [path, text])).toEqual(
    dates.map(([path, on]) => [path, on]),
  );
  expect(man.subject).toBe('DOE-1979');
  expect(man.records[0]).toMatchObject({ time: '08:15', at: source.records[0]?.at });
});

test('identified is everything as recorded', () => {
  const source = sourceCase({ dayOne: dayOf(2026, 1, 10), age: 95 });
  const { man } = disclosed(source, 'identified', 0);
  const { schema: _, ...facts } = source;
  const asText = JSON.parse(JSON.stringify(man), (_key, value) =>
    typeof value === 'object' && value !== null && 'studyDay' in value ? value.text : value,
  );
  expect(asText).toEqual({ ...facts, subject: 'DOE-1979', identity: null, startYear: '2026' });
});

test('shifted dates keep every interval, and all of a man move alike', () => {
  fc.assert(
    fc.property(anyMan, ({ shiftDays, ...options }) => {
      const source = sourceCase(options);
      const { man } = disclosed(source, 'date-shifted', shiftDays);
      const dates = datesOf(source, man);
      expect(dates.map(([path, , { text }]) => [path, text])).toEqual(
        dates.map(([path, on]) => [path, toCivilDate(addDays(toDay(on), shiftDays))]),
      );
      expect(man.records[0]?.at).toBe(
        `${toCivilDate(addDays(options.dayOne, shiftDays - 1))}T13:05:09.120Z`,
      );
    }),
    { numRuns: 20 },
  );
});

test('Safe Harbor has no day of the calendar, no instant and no time, and one year of each man', () => {
  fc.assert(
    fc.property(anyMan, ({ shiftDays, ...options }) => {
      const { man, head } = disclosed(sourceCase(options), 'safe-harbor', shiftDays);
      const text = JSON.stringify([man, head]);
      expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}(?![-0-9a-f])/);
      expect(text).not.toMatch(/\d{2}:\d{2}/);
      const old = options.age !== null && options.age > 89;
      expect(man.startYear).toBe(old ? null : toCivilDate(options.dayOne).slice(0, 4));
    }),
    { numRuns: 60 },
  );
});

test.each(['safe-harbor', 'date-shifted'] as const)(
  '%s groups ages over 89, drops birth years and rare karyotypes, and does not say how far a plan had come',
  (mode) => {
    const shown = (age: number) =>
      disclosed(sourceCase({ dayOne: dayOf(2026, 1, 10), age }), mode, 10);
    expect([88, 89, 90, 97].map((age) => shown(age).man.enrollment.ageAtConsent)).toEqual([
      88, 89, 90, 90,
    ]);
    const { man, head } = shown(40);
    expect(man.partners[0]?.birthYear).toBe(null);
    expect(man.occurrences[0]?.state).toBe('pending');
    expect(
      man.records.flatMap(({ kind, content }) => (kind === 'finding' ? content.answer : [])),
    ).toContain('other-abnormal');
    expect(head.sites).toMatchObject([{ code: 'SITE1', name: 'SITE1', timeZone: 'UTC' }]);
    expect([man.subject, man.enrollment.studyId, man.enrollment.siteCode]).toEqual([
      'S0001',
      'S0001',
      'SITE1',
    ]);
  },
);

// A text that is neither one of a list, nor a date, nor an id is a text that somebody typed.
const closedTexts: readonly string[] = [
  'adverse-event.term',
  'adverse-event.systemOrganClass',
  'adverse-event-dismissal.term',
  'vital-signs.weight.conversionId',
];

interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

function textsOf(schema: JsonSchema, path: string): string[] {
  const { type, properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const isText =
    [type].flat().includes('string') &&
    ![type].flat().includes('number') &&
    schema.enum === undefined &&
    schema.const === undefined;
  return [
    ...(isText ? [path] : []),
    ...Object.entries(properties).flatMap(([name, of]) => textsOf(of, `${path}.${name}`)),
    ...(items ? textsOf(items, path) : []),
    ...[...anyOf, ...oneOf].flatMap((of) => textsOf(of, path)),
  ];
}

test('no text of a record is kept that is not one of a list', () => {
  const kept = recordKinds.flatMap((kind) => {
    const schema = z.toJSONSchema(recordContentSchemas[kind] as z.ZodType, {
      io: 'input',
      unrepresentable: 'any',
    });
    return textsOf(schema as JsonSchema, kind).filter((path) => ruleAt(path) === 'keep');
  });
  expect(kept.filter((path) => !closedTexts.includes(path))).toEqual([]);
});

function ruleAt(path: string): FieldRule | undefined {
  let rule: FieldRule | undefined = contentRules as unknown as FieldRule;
  for (const part of path.split('.')) {
    if (typeof rule !== 'object') {
      return rule;
    }
    rule = rule[part];
  }
  return rule;
}
