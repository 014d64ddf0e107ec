import 'server-only';
import { z } from 'zod';
import { defaultSessionLimits, type SessionLimits } from '@/lib/auth/session-lifetime';
import type { RLimits } from './statistics/run-plan';

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'a postgresql:// address' }),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'the http(s) address users type' }),
  NEXTAUTH_SECRET: z.string().min(32, 'at least 32 random characters'),
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(1).max(480).optional(),
  SESSION_MAX_HOURS: z.coerce.number().int().min(1).max(24).optional(),
  R_SECONDS: z.coerce.number().int().min(5).max(600).optional(),
  R_MEGABYTES: z.coerce.number().int().min(700).max(16_384).optional(),
  R_IDLE_SECONDS: z.coerce.number().int().min(1).max(3600).optional(),
  EXPORT_DAYS: z.coerce.number().int().min(1).max(365).optional(),
  IMPORT_MEGABYTES: z.coerce.number().int().min(1).max(1000).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().includes('@', 'the address that mails come from').optional(),
  API_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(100_000).optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** @throws one readable line that names every missing or wrong variable, without its value. */
export function parseEnvironment(
  source: Readonly<Record<string, string | undefined>>,
): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join('.')}: ${issue.message}`,
    );
    throw new Error(`The environment is not complete. ${problems.join('; ')}`);
  }
  return parsed.data;
}

let environment: Environment | undefined;

/** Read on first use, not at import: the build imports routes without an environment. */
export function getEnvironment(): Environment {
  environment ??= parseEnvironment(process.env);
  return environment;
}

export function getSessionLimits(): SessionLimits {
  const { SESSION_IDLE_MINUTES: idle, SESSION_MAX_HOURS: hours } = getEnvironment();
  return {
    idleSeconds: idle === undefined ? defaultSessionLimits.idleSeconds : idle * 60,
    absoluteSeconds: hours === undefined ? defaultSessionLimits.absoluteSeconds : hours * 3600,
  };
}

/** Reasons and measurements: docs/decisions/032-r-in-a-process-of-its-own.md. */
const defaultRLimits: RLimits = { seconds: 60, megabytes: 1536, idleSeconds: 60 };

/** Read alone: the bench and the tests have no other part of the environment. */
export function getRLimits(): RLimits {
  const { R_SECONDS, R_MEGABYTES, R_IDLE_SECONDS } = environmentSchema
    .pick({ R_SECONDS: true, R_MEGABYTES: true, R_IDLE_SECONDS: true })
    .parse(process.env);
  return {
    seconds: R_SECONDS ?? defaultRLimits.seconds,
    megabytes: R_MEGABYTES ?? defaultRLimits.megabytes,
    idleSeconds: R_IDLE_SECONDS ?? defaultRLimits.idleSeconds,
  };
}

export interface MailSettings {
  readonly server: string;
  readonly from: string;
}

/** Null where no mail can be sent: both variables are needed. Read alone, as the worker does. */
export function getMailSettings(): MailSettings | null {
  const { SMTP_URL, MAIL_FROM } = environmentSchema
    .pick({ SMTP_URL: true, MAIL_FROM: true })
    .parse(process.env);
  return SMTP_URL === undefined || MAIL_FROM === undefined
    ? null
    : { server: SMTP_URL, from: MAIL_FROM };
}

/** A proposal: no source says how long a file that was asked for has to wait to be fetched. */
const defaultExportDays = 7;

/** How many days a written file can be downloaded. Read alone: the worker has no other part of the environment. */
export function getExportDays(): number {
  const { EXPORT_DAYS } = environmentSchema.pick({ EXPORT_DAYS: true }).parse(process.env);
  return EXPORT_DAYS ?? defaultExportDays;
}

/** Of one token. proposal: no source says how many; five a second serve a program that copies a clinic over night. */
const defaultApiRequestsPerMinute = 300;

/** Read alone, like the limits of R. */
export function getApiRequestsPerMinute(): number {
  const { API_REQUESTS_PER_MINUTE: most } = environmentSchema
    .pick({ API_REQUESTS_PER_MINUTE: true })
    .parse(process.env);
  return most ?? defaultApiRequestsPerMinute;
}

/** A proposal. */
const defaultImportMegabytes = 100;

/** The most bytes of a file to import. Read alone, as the limits of R are. */
export function getImportBytes(): number {
  const { IMPORT_MEGABYTES: megabytes } = environmentSchema
    .pick({ IMPORT_MEGABYTES: true })
    .parse(process.env);
  return (megabytes ?? defaultImportMegabytes) * 1_048_576;
}
