import { errorCodes } from '@/lib/core/error-code';
import type { JsonObject, JsonValue } from '@/lib/core/json';
import { responseStatusNames } from '@/lib/response/response';
import { analytes } from '@/lib/units/analytes';
import { unitLabels } from '@/lib/units/unit-codes';

/** One event of the audit trail as it is stored: a changed row, or something that was done. */
export interface AuditEvent {
  readonly event: string;
  readonly tableName: string | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** "Record changed", and what exactly. */
export interface AuditEventDescription {
  readonly title: string;
  readonly details: readonly string[];
}

export const auditedTables = {
  patient: 'Patient',
  partner: 'Partner',
  patient_identity: 'Identity',
  enrollment: 'Enrollment',
  eligibility_assessment: 'Eligibility',
  visit: 'Visit',
  record: 'Record',
  dispensing_authorization: 'Authorization of a supply',
  lab_result: 'Lab result',
  plan_adjustment: 'Change of the plan',
  decision: 'Decision',
  flag: 'Flag',
  contact_log: 'Contact',
  screening_log: 'Screening count',
  draft: 'Draft',
  site: 'Site',
  site_membership: 'Membership',
  user_account: 'Account',
  user_credential: 'Password',
  api_token: 'Access token',
  settings_profile: 'Settings profile',
  protocol_version: 'Protocol version',
  job: 'Work for the worker',
  stored_file: 'File',
} as const;
export type AuditedTable = keyof typeof auditedTables;

const verbs: Readonly<Record<string, string>> = {
  insert: 'added',
  update: 'changed',
  delete: 'removed',
};

/** What an added row is about: these columns say it, the rest stands in the record itself. */
const tellingColumns: Readonly<Partial<Record<AuditedTable, readonly string[]>>> = {
  enrollment: ['arm', 'enrolled_on', 'consent_on'],
  eligibility_assessment: ['outcome', 'assessed_on', 'reason'],
  visit: ['visited_on', 'note'],
  record: ['collected_on', 'source'],
  plan_adjustment: ['kind', 'occurrence_key', 'planned_on', 'closed_on', 'reason'],
  decision: ['key', 'computed', 'chosen', 'effective_on', 'reason', 'printed_name'],
  flag: ['severity', 'message'],
  screening_log: ['protocol', 'period_from', 'period_to', 'category', 'men', 'note'],
  contact_log: ['contacted_on', 'channel', 'outcome', 'agreed_on', 'remind_on', 'note'],
  patient: ['study_id'],
  api_token: ['name', 'expires_at'],
};

/** Bookkeeping that says nothing to a reader. */
const silentColumns = [
  'version',
  'updated_at',
  'plan_version',
  'closed_at',
  'voided_at',
  // Who closed a flag stands beside the event; its evidence stands with the flag.
  'closed_by',
  'closed_by_role',
  'evidence',
  // What became of a job stands in its status.
  'finished_at',
  'result',
  'sealed_at',
];

export function describeAuditEvent(event: AuditEvent): AuditEventDescription {
  const verb = verbs[event.event];
  const table = isAudited(event.tableName) ? event.tableName : null;
  if (verb === undefined || table === null) {
    return { title: sentence(event.event), details: whatWasDone(event) };
  }
  const kind = table === 'record' ? event.after?.['kind'] : undefined;
  const subject =
    typeof kind === 'string' ? sentence(kind).replace(/^Rems /, 'REMS ') : auditedTables[table];
  const isVoided = event.after?.['voided_at'] !== undefined && event.event === 'update';
  return {
    title: `${subject} ${isVoided ? voidedVerb(table) : verb}`,
    details: event.event === 'update' ? changes(event) : tellingValues(table, event),
  };
}

/** The word of the button that did it. */
function voidedVerb(table: AuditedTable): string {
  return table === 'plan_adjustment' ? 'withdrawn' : 'voided';
}

function isAudited(name: string | null): name is AuditedTable {
  return name !== null && name in auditedTables;
}

function tellingValues(table: AuditedTable, { before, after }: AuditEvent): string[] {
  const row = after ?? before ?? {};
  if (table === 'lab_result') {
    return [describeLabResult(row)];
  }
  return (tellingColumns[table] ?? []).flatMap((column) => {
    const value = row[column] ?? null;
    return value === null || value === '' ? [] : [shown(inWords(column, value))];
  });
}

function describeLabResult(row: JsonObject): string {
  const known: Readonly<Record<string, { readonly label: string } | undefined>> = analytes;
  const labels: Readonly<Record<string, string | undefined>> = unitLabels;
  const [analyte, value, unit] = [row['analyte'], row['value_text'], row['unit']].map(String);
  return `${known[analyte ?? '']?.label ?? analyte} ${value} ${labels[unit ?? ''] ?? unit}`;
}

/** "chosen: continue, was stop"; an empty old or new value is named as such. */
function changes({ before, after }: AuditEvent): string[] {
  const columns = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
  return columns
    .filter((column) => !silentColumns.includes(column))
    .flatMap((column) => changesOf(column, before?.[column] ?? null, after?.[column] ?? null));
}

/** Content is compared field by field, so that one corrected number reads as one. */
function changesOf(path: string, before: JsonValue, after: JsonValue): string[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      changesOf(`${path} ${key}`, before[key] ?? null, after[key] ?? null),
    );
  }
  const [old, now] = [shown(inWords(path, before)), shown(inWords(path, after))];
  return old === now ? [] : [`${path.replaceAll('_', ' ')}: ${now}, was ${old}`];
}

/** Columns that hold keys of the program, which nobody outside it reads. */
const keyColumns = ['key', 'computed', 'chosen', 'kind', 'outcome', 'disposition', 'category'];

function inWords(column: string, value: JsonValue): JsonValue {
  if (typeof value !== 'string') {
    return value;
  }
  if (column === 'best_response' || column === 'current_status') {
    const names: Readonly<Record<string, string | undefined>> = responseStatusNames;
    return names[value]?.toLowerCase() ?? value;
  }
  return keyColumns.includes(column) ? value.replaceAll('-', ' ') : value;
}

const mostKeys = 6;

/** What was exported, or refused and why; of anything else, which items it touched. */
function whatWasDone(event: AuditEvent): string[] {
  const { after } = event;
  if (event.event === 'exported' || event.event === 'downloaded') {
    return [after?.['protocol'], after?.['format'], after?.['disclosure']].flatMap((value) =>
      typeof value === 'string' ? [value] : [],
    );
  }
  return event.event === 'refused' ? refusal(after) : changedKeys(event);
}

function refusal(after: JsonObject | null): string[] {
  const { command, code, detail } = after ?? {};
  const known: Readonly<Record<string, { readonly message: string } | undefined>> = errorCodes;
  return [
    command,
    typeof code === 'string' ? (known[code]?.message ?? code) : code,
    detail,
  ].flatMap((value) => (typeof value === 'string' && value !== '' ? [value] : []));
}

/** Of something that was done: which items it touched. */
function changedKeys({ before, after }: AuditEvent): string[] {
  const keys = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])];
  const named = keys.slice(0, mostKeys).map((key) => key.replaceAll('_', ' '));
  return keys.length > mostKeys ? [...named, `and ${keys.length - mostKeys} more`] : named;
}

const longest = 120;

function shown(value: JsonValue): string {
  if (value === null || value === '') {
    return 'empty';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sentence(words: string): string {
  const spaced = words.replaceAll('-', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
