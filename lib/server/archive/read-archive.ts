import 'server-only';
import { createHash, type Hash } from 'node:crypto';
import type { z } from 'zod';
import {
  type ArchiveHead,
  type ArchiveManifest,
  type ArchiveMember,
  archiveHeadSchema,
  archiveManifestSchema,
  archiveMemberSchema,
  archivePaths,
} from '@/lib/archive/archive-file';
import { listUnstorableText } from '@/lib/core/storable-text';
import { readZip, unreadable } from './read-zip';

export type ArchivePart =
  | { readonly kind: 'manifest'; readonly manifest: ArchiveManifest }
  | { readonly kind: 'head'; readonly head: ArchiveHead }
  | { readonly kind: 'member'; readonly member: ArchiveMember };

/** Of one text or one line: a man with every record of ten years has a hundredth of it. */
const mostTextBytes = 64 * 2 ** 20;

/**
 * The parts of an archive in their order: what it is, what its men followed, then the men. The sums at its end are
 * compared before it returns, so that nothing may be kept of what was read until it has.
 *
 * @throws INVALID_INPUT with the place of what cannot be read.
 */
export async function* readArchive(file: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivePart> {
  const sums = new Map<string, string>();
  let hash: Hash = createHash('sha256');
  let text = '';
  let line = 0;
  let decoder = new TextDecoder('utf-8', { fatal: true });
  let stated: string | null = null;
  for await (const { path, bytes, isLast } of readZip(file)) {
    hash.update(bytes);
    const isRead = Object.values(archivePaths).some((known) => known === path);
    text += isRead ? decode(decoder, bytes, isLast) : '';
    if (text.length > mostTextBytes) {
      throw unreadable(`${path} holds a text that is too long.`);
    }
    if (path === archivePaths.members) {
      const lines = text.split('\n');
      text = isLast ? '' : (lines.pop() ?? '');
      for (const one of lines.filter((it) => it !== '')) {
        line += 1;
        yield {
          kind: 'member',
          member: parse(archiveMemberSchema, one, `${path}, line ${line}`),
        };
      }
    }
    if (isLast) {
      if (path === archivePaths.manifest) {
        yield { kind: 'manifest', manifest: parse(archiveManifestSchema, text, path) };
      } else if (path === archivePaths.head) {
        yield { kind: 'head', head: parse(archiveHeadSchema, text, path) };
      } else if (path === archivePaths.sums) {
        stated = text;
      }
      sums.set(path, hash.digest('hex'));
      hash = createHash('sha256');
      decoder = new TextDecoder('utf-8', { fatal: true });
      text = '';
    }
  }
  compareSums(sums, stated);
}

function decode(decoder: TextDecoder, bytes: Uint8Array, isLast: boolean): string {
  try {
    return decoder.decode(bytes, { stream: !isLast });
  } catch {
    throw unreadable('It holds text that is not UTF-8.');
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
  place: string,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(`${place} is not JSON.`);
  }
  const [unstorable] = listUnstorableText(value);
  if (unstorable !== undefined) {
    throw unreadable(`${place}, ${unstorable}: a character that cannot be stored.`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw unreadable(`${place}, ${issue?.path.join('.')}: ${issue?.message}`);
  }
  return parsed.data;
}

function compareSums(sums: ReadonlyMap<string, string>, stated: string | null): void {
  if (stated === null) {
    throw unreadable(`${archivePaths.sums} is missing.`);
  }
  const expected = new Map(
    stated.split('\n').flatMap((line) => {
      const [sum, path] = line.split('  ');
      return sum && path ? [[path, sum] as const] : [];
    }),
  );
  for (const path of [archivePaths.manifest, archivePaths.head, archivePaths.members]) {
    if (sums.get(path) === undefined || sums.get(path) !== expected.get(path)) {
      throw unreadable(`${path} was changed since it was written, or is missing.`);
    }
  }
}
