import 'server-only';
import { now } from './clock';

type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const levels = ['info', 'warn', 'error'] as const;
type Level = (typeof levels)[number];

/**
 * One JSON object per line on the standard error stream. Callers pass codes, ids of requests and events, and counts:
 * never a name, a date of birth, a record number or a clinical value. Texts of unknown errors may quote such values
 * (PostgreSQL's do), so `logFailure` keeps only their class and the frames of the stack.
 */
function write(level: Level, event: string, fields: LogFields): void {
  const entry = { time: now().toISOString(), level, event, ...fields };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

export function logInfo(event: string, fields: LogFields = {}): void {
  write('info', event, fields);
}

export function logWarning(event: string, fields: LogFields = {}): void {
  write('warn', event, fields);
}

export function logFailure(event: string, error: unknown, fields: LogFields = {}): void {
  write('error', event, { ...fields, ...describeError(error) });
}

function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) {
    return { error: typeof error };
  }
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: error.name,
    code,
    invariant: error.message.startsWith('Invariant broken') ? error.message : undefined,
    stack: frames?.map((line) => line.trim()).join(' | '),
  };
}
