import type { z } from 'zod';
import type { Permission } from '@/lib/auth/permissions';

export const methods = ['GET', 'POST', 'PUT'] as const;
export type Method = (typeof methods)[number];

export const tags = [
  'Account',
  'Patients',
  'Enrollments',
  'Records',
  'Decisions and flags',
  'Working list',
  'Cohorts and snapshots',
  'Imports',
  'Audit trail',
] as const;
export type Tag = (typeof tags)[number];

/** An answer that is a file, by its media type. */
export interface FileAnswer {
  readonly mediaType: string;
  readonly description: string;
}

/** One address and method, as the router, the description for programs and the page for people read it. */
export interface EndpointDescription {
  /** In camel case; generated clients call it so. */
  readonly name: string;
  readonly method: Method;
  /** Below the base, with parameters in braces: `/patients/{patientId}`. */
  readonly path: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** Held at a site at least; the record's own site is asked when it is found. Null: any token. */
  readonly permission: Permission | null;
  /** Asked as well, as scopes of the token. */
  readonly alsoNeeds?: readonly Permission[];
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is a file, described so, and not JSON. */
  readonly upload?: string;
  readonly answer: z.ZodType | FileAnswer;
  readonly status: 200 | 201 | 202;
}

/** The names in braces. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

export function paramsOf(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
}

/** A parameter that ends in Id is an id; any other is a word of a closed list, which the handler asks. */
export function isIdParam(name: string): boolean {
  return name.endsWith('Id');
}

export function isFile(answer: EndpointDescription['answer']): answer is FileAnswer {
  return 'mediaType' in answer;
}
