import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import { invariant } from '@/lib/core/invariant';
import { discloseSource } from '@/lib/deidentification/disclose-source';
import type { DisclosedCase } from '@/lib/deidentification/disclosed-case';
import type { DisclosedMember, Disclosure } from '@/lib/deidentification/disclosure';
import { readMembers, type SnapshotMember } from '../snapshots/read-members';

export interface ReadMember {
  readonly member: DisclosedMember;
  /** As frozen: nothing of it leaves. */
  readonly frozen: SnapshotMember;
  /** Null in a snapshot that was taken before records were kept. */
  readonly disclosed: DisclosedCase | null;
}

/** The members in the order of the file. */
export async function* readDisclosedMembers(
  actor: Actor,
  snapshotId: string,
  disclosure: Disclosure,
): AsyncGenerator<ReadMember> {
  const { members } = disclosure;
  const positions = members.map(({ position }) => position);
  let place = 0;
  for await (const frozen of readMembers(actor, snapshotId, positions)) {
    const member = members[place];
    invariant(frozen.position === member?.position, 'every member of the disclosure is read');
    place += 1;
    const { source } = frozen;
    yield {
      member,
      frozen,
      disclosed: source === null ? null : discloseSource(source, disclosure, member),
    };
  }
}
