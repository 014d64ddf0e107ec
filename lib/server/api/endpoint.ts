import 'server-only';
import type { z } from 'zod';
import type { EndpointDescription, FileAnswer, ParamsOf } from '@/lib/api/endpoint';
import { paramsOf } from '@/lib/api/endpoint';
import type { Actor, Membership } from '@/lib/auth/actor';
import type { JsonValue } from '@/lib/core/json';
import type { Command, ExecuteOptions } from '../command';

export interface EndpointContext<Query, Param extends string> {
  readonly actor: Actor;
  /** Where the actor holds the endpoint's permission; all of his where it asks for none. */
  readonly sites: readonly Membership[];
  readonly params: Readonly<Record<Param, string>>;
  readonly query: Query;
  /** What was sent, as JSON; the command parses it. Null without a body. */
  readonly body: Readonly<Record<string, unknown>> | null;
  /** The body of an upload as it arrives; empty for everything else. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly requestId: string;
  /** For the command of a write. */
  readonly options: ExecuteOptions;
}

type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

type Answered<Answer> = Answer extends z.ZodType ? Frozen<z.input<Answer>> : Response;

type Definition<
  Path extends string,
  Query extends z.ZodObject,
  Answer extends z.ZodType | FileAnswer,
> = Omit<EndpointDescription, 'path' | 'query' | 'answer' | 'status'> & {
  readonly path: Path;
  readonly query?: Query;
  readonly answer: Answer;
  readonly status?: EndpointDescription['status'];
  /** @throws AppError */
  readonly run: (
    context: EndpointContext<z.output<Query>, ParamsOf<Path>>,
  ) => Promise<Answered<Answer>>;
};

export interface Endpoint extends EndpointDescription {
  readonly run: (context: EndpointContext<unknown, string>) => Promise<unknown>;
}

export function defineEndpoint<
  Path extends string,
  Answer extends z.ZodType | FileAnswer,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
>(definition: Definition<Path, Query, Answer>): Endpoint {
  // The router has parsed the query with this schema and found these parameters in the path.
  const run = definition.run as Endpoint['run'];
  return { ...definition, status: definition.status ?? 200, run };
}

type CommandDefinition<Path extends string, Answer extends z.ZodType> = Omit<
  EndpointDescription,
  'path' | 'query' | 'answer' | 'status' | 'permission' | 'body'
> & {
  readonly path: Path;
  readonly permission: NonNullable<EndpointDescription['permission']>;
  /** The schema that the command parses with. */
  readonly body: z.ZodType;
  readonly command: {
    readonly execute: (
      ...asked: Parameters<Command<JsonValue>['execute']>
    ) => Promise<Answered<Answer>>;
  };
  readonly answer: Answer;
  readonly status?: EndpointDescription['status'];
};

/** A write through the command of the screen; parameters of the path are fields of its input. */
export function commandEndpoint<Path extends string, Answer extends z.ZodType>({
  command,
  ...definition
}: CommandDefinition<Path, Answer>): Endpoint {
  const names = paramsOf(definition.path);
  return {
    ...definition,
    status: definition.status ?? 200,
    run: ({ actor, params, body, options }) => {
      const fixed = Object.fromEntries(names.map((name) => [name, params[name]]));
      return command.execute(actor, { ...body, ...fixed }, options);
    },
  };
}
