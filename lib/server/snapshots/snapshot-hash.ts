import 'server-only';
import { createHash } from 'node:crypto';
import type { FrozenRow } from '@/lib/analysis/freeze-case';
import { canonicalJson } from '@/lib/core/canonical-json';
import type { JsonObject } from '@/lib/core/json';
import type { SourceCase, SourceHead } from '@/lib/export/source-case';

/** What the hash covers beside the members. */
export interface SealedHead {
  readonly name: string;
  readonly note: string;
  readonly siteIds: readonly string[];
  readonly protocolCode: string;
  readonly definition: unknown;
  readonly programVersion: string;
  readonly cutOff: string;
  readonly screening: JsonObject;
}

export interface SealedMember {
  readonly studyId: string;
  readonly siteId: string;
  readonly enrollmentId: string;
  readonly subject: FrozenRow;
  readonly data: Readonly<Record<string, readonly FrozenRow[]>>;
  /** Null in a snapshot that was taken before records were kept; the hash is then the one of that time. */
  readonly source: SourceCase | null;
}

/**
 * SHA-256 over one line of canonical JSON for the head, one for each member in their order, and one for the head of
 * the records where they were kept.
 */
export class SnapshotHash {
  readonly #hash = createHash('sha256');

  constructor(head: SealedHead) {
    this.#add(head);
  }

  add({ studyId, siteId, enrollmentId, subject, data, source }: SealedMember): void {
    const kept = source === null ? {} : { source };
    this.#add({ studyId, siteId, enrollmentId, subject, data, ...kept });
  }

  /** After the last member. */
  addSourceHead(head: SourceHead): void {
    this.#add(head);
  }

  /** In hexadecimal; nothing can be added after it. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  #add(line: unknown): void {
    this.#hash.update(`${canonicalJson(line)}\n`);
  }
}
