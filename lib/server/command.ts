import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Actor, Membership } from '@/lib/auth/actor';
import { membershipWith } from '@/lib/auth/can';
import type { Permission } from '@/lib/auth/permissions';
import type { JsonValue } from '@/lib/core/json';
import type { CivilDate } from '@/lib/dates/civil-date';
import { AppError } from './app-error';
import { type RefusalPlace, recordRefusal } from './audit/record-refusal';
import { now, siteToday } from './clock';
import { translateDatabaseError } from './db/database-error';
import { inTransaction, type Transaction } from './db/transaction';
import { parseInput } from './parse-input';
import { claimSubmission, storeResult } from './submission';

/** What every command runs with: it never reads the session or the clock itself. */
export type AccountContext = {
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  readonly submissionId: string;
};

export type CommandContext = AccountContext & {
  /** The actor's membership at the record's site. */
  readonly site: Membership;
  /** The civil date at that site. */
  readonly today: CivilDate;
};

export type ExecuteOptions = {
  /** Made by the client, one per intended write; a repeat returns the first result. */
  readonly submissionId: string;
  readonly requestId?: string;
  /** With an idempotency key: a repeat that asks for something else is refused, not answered with the first result. */
  readonly inputHash?: string;
  /** For the audit trail; a string `reason` in the input goes before it. */
  readonly reason?: string;
};

export type Command<Result extends JsonValue> = {
  readonly name: string;
  /** @throws AppError; nothing has been written then. */
  readonly execute: (actor: Actor, input: unknown, options: ExecuteOptions) => Promise<Result>;
};

type AccountCommand<Schema extends z.ZodType, Result extends JsonValue> = {
  /** Stable, as `visit.record`: it stands in submissions and in the audit trail. */
  readonly name: string;
  readonly schema: Schema;
  readonly run: (context: AccountContext, input: z.output<Schema>) => Promise<Result>;
};

type SiteCommand<Schema extends z.ZodType, Result extends JsonValue> = {
  readonly name: string;
  readonly schema: Schema;
  readonly permission: Permission;
  /** The site of the record that the input names; null when the actor cannot see such a record. */
  readonly findSite: (tx: Transaction, input: z.output<Schema>) => Promise<string | null>;
  /** For what changes many records at once. */
  readonly timeoutMs?: number;
  readonly run: (context: CommandContext, input: z.output<Schema>) => Promise<Result>;
};

/** A write on a record of one site: permission is checked on the loaded record, inside the transaction. */
export function defineCommand<Schema extends z.ZodType, Result extends JsonValue>(
  command: SiteCommand<Schema, Result>,
): Command<Result> {
  const { name, schema, permission, findSite, timeoutMs, run } = command;
  return buildCommand({
    name,
    schema,
    ...(timeoutMs !== undefined && { timeoutMs }),
    run: async (context, input, refusal) => {
      const siteId = await findSite(context.tx, input);
      const site = requireMembership(context.actor, permission, siteId, refusal);
      return run({ ...context, site, today: siteToday(site.timeZone) }, input);
    },
  });
}

/** A write on the actor's own account, which needs no permission. */
export function defineAccountCommand<Schema extends z.ZodType, Result extends JsonValue>(
  command: AccountCommand<Schema, Result>,
): Command<Result> {
  return buildCommand(command);
}

type Pipeline<Schema extends z.ZodType, Result extends JsonValue> = {
  readonly name: string;
  readonly schema: Schema;
  readonly timeoutMs?: number;
  readonly run: (
    context: AccountContext,
    input: z.output<Schema>,
    refusal: RefusalPlace,
  ) => Promise<Result>;
};

function buildCommand<Schema extends z.ZodType, Result extends JsonValue>(
  command: Pipeline<Schema, Result>,
): Command<Result> {
  const { name, schema, timeoutMs, run } = command;
  const limits = timeoutMs === undefined ? {} : { timeoutMs };
  const execute = async (actor: Actor, rawInput: unknown, options: ExecuteOptions) => {
    const { submissionId, requestId = randomUUID() } = options;
    const refusal: RefusalPlace = { name, requestId, siteId: null };
    const input = parseInput(schema, rawInput);
    const reason = reasonOf(input) ?? options.reason;
    const scope = { requestId, ...(reason !== undefined && { reason }) };
    try {
      const work = async (tx: Transaction) => {
        const claim = await claimSubmission<Result>(tx, {
          id: submissionId,
          userId: actor.userId,
          command: name,
          inputHash: options.inputHash ?? null,
        });
        if (claim.isRepeat) {
          return claim.result;
        }
        const result = await run(
          { tx, actor, now: now(), requestId, submissionId },
          input,
          refusal,
        );
        await storeResult(tx, submissionId, result);
        return result;
      };
      return await inTransaction(actor, scope, work, limits);
    } catch (failure) {
      const error = translateDatabaseError(failure);
      await recordRefusal(actor, refusal, error);
      throw error;
    }
  };
  return { name, execute };
}

function requireMembership(
  actor: Actor,
  permission: Permission,
  siteId: string | null,
  refusal: RefusalPlace,
): Membership {
  if (siteId === null || !actor.memberships.some((membership) => membership.siteId === siteId)) {
    throw new AppError('NOT_FOUND');
  }
  refusal.siteId = siteId;
  const site = membershipWith(actor, permission, siteId);
  if (site === undefined) {
    throw new AppError('FORBIDDEN', { detail: permission });
  }
  return site;
}

function reasonOf(input: unknown): string | undefined {
  const hasReason = typeof input === 'object' && input !== null && 'reason' in input;
  return hasReason && typeof input.reason === 'string' ? input.reason : undefined;
}
