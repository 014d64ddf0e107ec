import 'server-only';
import { now } from './clock';

type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * A failure as one JSON object on a line of the standard error stream. `fields` are codes, ids of requests and events, and
 * counts: never a name, a date of birth, a record number or a clinical value. The text of an error may quote such values
 * (PostgreSQL's does), so of the error itself only its class and the frames of its stack are kept.
 */
export function logFailure(event: string, error: unknown, fields: LogFields = {}): void {
  const entry = {
    time: now().toISOString(),
    level: 'error',
    event,
    ...fields,
    ...describeError(error),
  };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
}

function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) {
    return { error: typeof error };
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: error.name,
    code,
    invariant: error.message.startsWith('Invariant broken') ? error.message : undefined,
    stack: framesOf(error),
  };
}

/** The stack begins with the message, whose lines may look like frames; without finding it, there is no telling. */
function framesOf({ stack = '', message }: Error): string | undefined {
  const start = stack.indexOf(message);
  if (start < 0) {
    return undefined;
  }
  const lines = stack.slice(start + message.length).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .join(' | ');
}
