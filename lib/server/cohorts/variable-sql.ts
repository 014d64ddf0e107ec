import 'server-only';
import type { EnrollmentFact } from '@/lib/cohort/cohort-case';
import type { LabMoment, Source } from '@/lib/cohort/variable';
import { relatedToDrug } from '@/lib/records/adverse-event';
import { unknownAnswer } from '@/lib/records/finding';
import { findings } from '@/lib/records/findings';
import { isHistoryKind } from '@/lib/records/history';
import type { RecordKind } from '@/lib/records/record';
import { Prisma } from '../db/generated/client';

type SourceOf<Kind extends Source['kind']> = Extract<Source, { kind: Kind }>;

/** Of enrollment `e`, its protocol version `v` and its site `s`. */
const enrollmentFacts: Readonly<Record<EnrollmentFact, Prisma.Sql>> = {
  site: Prisma.sql`s.code`,
  protocolVersion: Prisma.sql`v.version`,
  arm: Prisma.sql`e.arm`,
  status: Prisma.sql`e.status`,
  endCategory: Prisma.sql`e.end_category`,
  cohortTag: Prisma.sql`e.cohort_tag`,
  simulated: Prisma.sql`e.simulated`,
  ageAtConsent: Prisma.sql`e.age_at_consent`,
  consentOn: Prisma.sql`e.consent_on`,
  enrolledOn: Prisma.sql`e.enrolled_on`,
  endedOn: Prisma.sql`e.ended_on`,
  bestResponse: Prisma.sql`e.best_response`,
  currentStatus: Prisma.sql`e.current_status`,
  responseOn: Prisma.sql`e.response_on`,
  responseMonth: Prisma.sql`(e.response ->> 'responseMonth')::float8`,
  responseMaintained: Prisma.sql`(e.response ->> 'maintained')::boolean`,
  tmcResponse: Prisma.sql`(e.response -> 'tmcResponse' ->> 'meanSperm')::float8`,
};

export function enrollmentValue({ fact }: SourceOf<'enrollment'>): Prisma.Sql {
  return enrollmentFacts[fact];
}

/** From the days of the first and the last dose of a man `m`. */
const therapyDayFacts: Readonly<Record<SourceOf<'therapy-day'>['fact'], Prisma.Sql>> = {
  'first-dose': Prisma.sql`m.first_dose_on`,
  'last-dose': Prisma.sql`m.last_dose_on`,
  days: Prisma.sql`CASE
    WHEN m.last_dose_on IS NULL AND m.ended_on IS NOT NULL THEN NULL
    ELSE coalesce(m.last_dose_on, m.today) - m.first_dose_on + 1 END`,
};

export function therapyDayValue({ fact }: SourceOf<'therapy-day'>): Prisma.Sql {
  return therapyDayFacts[fact];
}

/** What is aggregated over the records of each man. */
export type RecordSource = Exclude<Source, { kind: 'enrollment' | 'therapy-day' }>;
export type RecordSourceKind = RecordSource['kind'];

export function isRecordSource(source: Source): source is RecordSource {
  return source.kind !== 'enrollment' && source.kind !== 'therapy-day';
}

/** Whether it reads the day of the first dose, `m.first_dose_on`, and the last one. */
export function needsTherapy({ kind }: Source): boolean {
  return kind !== 'enrollment' && kind !== 'finding' && kind !== 'adverse-event';
}

/** Joins the records `r` that it reads to the men `m`. */
export function recordsOfSource(
  kind: RecordSourceKind,
  sources: readonly RecordSource[],
): Prisma.Sql {
  switch (kind) {
    case 'therapy':
      return Prisma.sql`LEFT JOIN record r ON r.enrollment_id = m.id
        AND r.kind IN ('dose', 'hold') AND r.voided_at IS NULL`;
    case 'finding': {
      const keys = sources.flatMap((one) => (one.kind === 'finding' ? [one.finding] : []));
      return Prisma.sql`${joinRecords('finding')} AND r.content ->> 'finding' = ANY (${keys}::text[])`;
    }
    case 'laboratory': {
      const keys = sources.flatMap((one) => (one.kind === 'laboratory' ? [one.analyte] : []));
      const isAskedBefore = sources.some(
        (one) => one.kind === 'laboratory' && one.moment === 'baseline',
      );
      return Prisma.sql`${isAskedBefore ? untreated : Prisma.empty} ${joinRecords('lab-report')}
        JOIN lab_result l ON l.record_id = r.id AND l.voided_at IS NULL
          AND l.analyte = ANY (${keys}::text[])`;
    }
    case 'procedure':
      return Prisma.sql`${joinRecords('procedure')} AND ${isOfTestis}`;
    case 'cycle':
      return Prisma.sql`${joinRecords('icsi-cycle')} AND ${sinceStart}`;
    case 'semen':
      return Prisma.sql`${joinRecords('semen-analysis')} AND ${sinceStart}`;
    case 'adverse-event':
      return joinRecords('adverse-event');
  }
}

function joinRecords(kind: RecordKind): Prisma.Sql {
  return Prisma.sql`JOIN record r ON ${isRecordOf(kind)}`;
}

/** The records `r` that belong to the enrollment: the rule of lib/server/courses/load-course.ts. */
function isRecordOf(kind: RecordKind): Prisma.Sql {
  const ofEarlierOne = isHistoryKind(kind)
    ? Prisma.sql`r.collected_on < m.enrolled_on`
    : Prisma.sql`FALSE`;
  return Prisma.sql`r.patient_id = m.patient_id AND r.kind = ${kind}
    AND r.voided_at IS NULL
    AND CASE
      WHEN r.enrollment_id = m.id THEN TRUE
      WHEN r.enrollment_id IS NOT NULL THEN ${ofEarlierOne}
      ELSE m.history_until IS NULL OR r.collected_on <= m.history_until
    END`;
}

const isOfTestis = Prisma.sql`r.content ->> 'kind' <> 'oocyte-retrieval'`;

/**
 * The SQL half of lib/course/last-day-untreated.ts, infinity for null. OFFSET keeps it one look at each man, not one
 * at each result; only who has no dose is asked for operations.
 */
const untreated = Prisma.sql`CROSS JOIN LATERAL (
  SELECT coalesce(m.first_dose_on, (
    SELECT min(r.collected_on) FROM record r
    WHERE ${isRecordOf('procedure')} AND ${isOfTestis} AND r.collected_on >= m.enrolled_on
  ), 'infinity') AS until OFFSET 0
) untreated`;

/** After the first dose, or from enrollment on where there is none. */
const sinceStart = Prisma.sql`
  CASE WHEN m.first_dose_on IS NULL THEN r.collected_on >= m.enrolled_on
       ELSE r.collected_on > m.first_dose_on END`;

const newestFirst = Prisma.sql`ORDER BY r.collected_on DESC, r.id DESC`;

/** Over the records `r` of one man `m`, at least one but for therapy. */
export function aggregateSql(source: RecordSource): Prisma.Sql {
  switch (source.kind) {
    case 'therapy':
      return therapySql(source);
    case 'finding':
      return findingSql(source);
    case 'laboratory':
      return laboratorySql(source);
    case 'procedure':
      return procedureSql(source);
    case 'cycle':
      return cycleSql(source);
    case 'semen':
      return semenSql(source);
    case 'adverse-event':
      return adverseEventSql(source);
  }
}

function therapySql({ fact }: SourceOf<'therapy'>): Prisma.Sql {
  switch (fact) {
    case 'held':
      return Prisma.sql`coalesce(bool_or(r.kind = 'hold'
        AND (m.last_dose_on IS NULL OR r.collected_on <= m.last_dose_on)), FALSE)`;
    case 'highest-dose':
      return Prisma.sql`max((r.content ->> 'amount')::float8 * (r.content ->> 'timesPerDay')::float8
          / (r.content ->> 'everyDays')::float8)
        FILTER (WHERE r.kind = 'dose' AND r.content ->> 'drug' = 'isotretinoin')`;
    case 'drugs':
      return Prisma.sql`coalesce(array_agg(r.content ->> 'drug') FILTER (WHERE r.kind = 'dose'), '{}')`;
  }
}

function findingSql({ finding }: SourceOf<'finding'>): Prisma.Sql {
  const newest = Prisma.sql`(array_agg(r.content ->> 'answer' ${newestFirst})
    FILTER (WHERE r.content ->> 'finding' = ${finding}))[1]`;
  const known = Prisma.sql`nullif(nullif(${newest}, ${unknownAnswer}), 'not-tested')`;
  switch (findings[finding].answer.kind) {
    case 'yes-no':
      return Prisma.sql`(${known}) = 'yes'`;
    case 'number':
      return Prisma.sql`(${known})::float8`;
    case 'date':
      return Prisma.sql`(${known})::date`;
    case 'choice':
      return known;
  }
}

/** A value with a comparator is no number. */
const measured = Prisma.sql`CASE WHEN l.comparator IS NULL THEN l.standard_value::float8 END`;

function laboratorySql({ analyte, moment }: SourceOf<'laboratory'>): Prisma.Sql {
  const aggregates: Readonly<Record<LabMoment, Prisma.Sql>> = {
    baseline: Prisma.sql`(array_agg(${measured} ${newestFirst})
      FILTER (WHERE l.analyte = ${analyte} AND r.collected_on <= untreated.until))[1]`,
    highest: Prisma.sql`max(${measured})
      FILTER (WHERE l.analyte = ${analyte} AND r.collected_on > m.first_dose_on)`,
    lowest: Prisma.sql`min(${measured})
      FILTER (WHERE l.analyte = ${analyte} AND r.collected_on > m.first_dose_on)`,
  };
  return aggregates[moment];
}

const isRetrieval = Prisma.sql`r.content ->> 'kind' IN ('tesa', 'tese', 'micro-tese')`;

/** What is stated of both sides together, else what the sides come to (lib/records/procedure.ts). */
const spermFound = Prisma.sql`CASE
  WHEN r.content ->> 'spermFound' <> 'unknown' THEN r.content ->> 'spermFound'
  WHEN 'yes' IN (r.content ->> 'spermFoundLeft', r.content ->> 'spermFoundRight') THEN 'yes'
  WHEN r.content ->> 'spermFoundLeft' = 'no' AND r.content ->> 'spermFoundRight' = 'no' THEN 'no'
  ELSE 'unknown' END`;

const knownPattern = (field: Prisma.Sql) =>
  Prisma.sql`nullif(nullif(${field}, 'not-done'), 'unknown')`;
const left = knownPattern(Prisma.sql`r.content ->> 'histologyLeft'`);
const right = knownPattern(Prisma.sql`r.content ->> 'histologyRight'`);
const histology = Prisma.sql`coalesce(
  ${knownPattern(Prisma.sql`r.content ->> 'histology'`)},
  CASE WHEN ${left} <> ${right} THEN NULL ELSE coalesce(${left}, ${right}) END)`;

function procedureSql({ fact }: SourceOf<'procedure'>): Prisma.Sql {
  switch (fact) {
    case 'operated':
      return Prisma.sql`bool_or(${sinceStart})`;
    case 'retrieval':
      return Prisma.sql`bool_or(${sinceStart} AND ${isRetrieval})`;
    case 'sperm-found':
      return anyOfSql(spermFound, Prisma.sql`${sinceStart} AND ${isRetrieval}`);
    case 'earlier':
      return Prisma.sql`coalesce(array_agg(r.content ->> 'kind') FILTER (WHERE NOT ${sinceStart}), '{}')`;
    case 'histology':
      return Prisma.sql`(array_agg(${histology} ${newestFirst}) FILTER (WHERE ${histology} IS NOT NULL))[1]`;
  }
}

function cycleSql({ fact }: SourceOf<'cycle'>): Prisma.Sql {
  switch (fact) {
    case 'cycle':
      return Prisma.sql`TRUE`;
    case 'transfer':
      return Prisma.sql`bool_or(r.content -> 'transfers' <> '[]')`;
    case 'live-birth':
      return Prisma.sql`bool_or(r.content -> 'transfers' @> '[{"outcome": "live-birth"}]')`;
  }
}

/** lib/records/classify-sample.ts: yes, no, or unknown where the pellet was not examined. */
const motile = Prisma.sql`CASE
  WHEN r.content #>> '{neat,state}' = 'sperm-seen' AND coalesce(
    (r.content #>> '{neat,motile}')::float8,
    (r.content #>> '{motility,total}')::float8,
    (r.content #>> '{motility,progressive}')::float8
      + (r.content #>> '{motility,nonProgressive}')::float8,
    0) > 0 THEN 'yes'
  WHEN r.content #>> '{pellet,state}' = 'sperm-seen'
    AND (r.content #>> '{pellet,motile}')::float8 > 0 THEN 'yes'
  WHEN r.content #>> '{pellet,state}' = 'not-examined' THEN 'unknown'
  ELSE 'no' END`;

function semenSql({ fact }: SourceOf<'semen'>): Prisma.Sql {
  return fact === 'samples' ? Prisma.sql`count(*)::float8` : anyOfSql(motile, Prisma.sql`TRUE`);
}

const related = Prisma.sql`CASE
  WHEN r.content ->> 'relatedness' = 'unknown' THEN 'unknown'
  WHEN r.content ->> 'relatedness' = ANY (${[...relatedToDrug]}::text[]) THEN 'yes'
  ELSE 'no' END`;

function adverseEventSql({ fact }: SourceOf<'adverse-event'>): Prisma.Sql {
  switch (fact) {
    case 'terms':
      return Prisma.sql`array_agg(r.content ->> 'term')`;
    case 'count':
      return Prisma.sql`count(*)::float8`;
    case 'worst-grade':
      return Prisma.sql`max((
        SELECT max((step ->> 'grade')::float8)
        FROM jsonb_array_elements(r.content -> 'grades') AS step))`;
    case 'serious':
      return anyOfSql(Prisma.sql`r.content ->> 'serious'`, Prisma.sql`TRUE`);
    case 'related':
      return anyOfSql(related, Prisma.sql`TRUE`);
  }
}

/** Kleene's "either" over answers yes, no and unknown; NULL where there is none. */
function anyOfSql(answer: Prisma.Sql, among: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN bool_or(${answer} = 'yes') FILTER (WHERE ${among}) THEN TRUE
    WHEN bool_or(${answer} = 'unknown') FILTER (WHERE ${among}) THEN NULL
    WHEN count(*) FILTER (WHERE ${among}) > 0 THEN FALSE END`;
}

const nobody = {
  unknown: Prisma.sql`NULL`,
  no: Prisma.sql`FALSE`,
  zero: Prisma.sql`0`,
  none: Prisma.sql`'{}'::text[]`,
};

const ofNoProcedure: Readonly<Record<SourceOf<'procedure'>['fact'], Prisma.Sql>> = {
  operated: nobody.no,
  retrieval: nobody.no,
  'sperm-found': nobody.unknown,
  earlier: nobody.none,
  histology: nobody.unknown,
};

const ofNoEvent: Readonly<Record<SourceOf<'adverse-event'>['fact'], Prisma.Sql>> = {
  terms: nobody.none,
  count: nobody.zero,
  'worst-grade': nobody.zero,
  serious: nobody.no,
  related: nobody.no,
};

/** What a man without any such record says. */
export function ofNone(source: RecordSource): Prisma.Sql {
  switch (source.kind) {
    case 'procedure':
      return ofNoProcedure[source.fact];
    case 'cycle':
      return nobody.no;
    case 'semen':
      return source.fact === 'samples' ? nobody.zero : nobody.unknown;
    case 'adverse-event':
      return ofNoEvent[source.fact];
    case 'therapy':
    case 'finding':
    case 'laboratory':
      return nobody.unknown;
  }
}
