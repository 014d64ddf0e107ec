import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/lib/auth/actor';
import type { JobKind } from '@/lib/core/job';
import type { JsonValue } from '@/lib/core/json';

export interface JobProgress {
  readonly done: number;
  readonly total: number;
  /** What is being done, as the page shows it; no names or other identifiers. */
  readonly message?: string;
}

export interface JobRun<Input> {
  /** Who asked, with the rights of the moment in which the job began. */
  readonly actor: Actor;
  readonly jobId: string;
  readonly input: Input;
  /** As often as convenient: only what is newest is stored, a few times in a second. */
  readonly progress: (progress: JobProgress) => void;
  /** Aborted when somebody cancels the job or the worker ends: let go of everything and throw. */
  readonly signal: AbortSignal;
  readonly requestId: string;
}

export interface JobHandler {
  readonly kind: JobKind;
  /** The same job may run again after a worker that died in the middle of it. */
  readonly run: (run: JobRun<unknown>) => Promise<JsonValue>;
}

/** @param job `run` throws AppError for what the person is to read; what it returns is the job's result. */
export function defineJob<Schema extends z.ZodType>(job: {
  readonly kind: JobKind;
  readonly schema: Schema;
  readonly run: (run: JobRun<z.output<Schema>>) => Promise<JsonValue>;
}): JobHandler {
  const { kind, schema, run } = job;
  return { kind, run: (given) => run({ ...given, input: schema.parse(given.input) }) };
}
