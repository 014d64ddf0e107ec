import 'server-only';
import { invariant } from '@/lib/core/invariant';
import { discloseHead } from '@/lib/deidentification/disclose-source';
import { dayStyleOf, type OdmFile, odmClosing, odmOpening } from '@/lib/odm/document';
import { studyOf } from '@/lib/odm/study';
import { subjectData } from '@/lib/odm/subject-data';
import { readDisclosedMembers } from '../deidentification/read-disclosed-members';
import type { ExportFormat, ExportRequest } from './format';
import { releasedDefinitions } from './released-definition';
import { inPieces } from './text-pieces';

/** CDISC ODM-XML 1.3.2, one man after the other. A row of the history is a form that was filled in. */
export const odmExport: ExportFormat = {
  async *write({ actor, snapshot, disclosure }, { progress, signal, countRows }) {
    const file = await openFile({ actor, snapshot, disclosure });
    const days = dayStyleOf(disclosure.mode);
    async function* parts(): AsyncGenerator<string> {
      yield odmOpening(file);
      let done = 0;
      for await (const { disclosed } of readDisclosedMembers(actor, snapshot.id, disclosure)) {
        signal.throwIfAborted();
        invariant(disclosed, 'a snapshot with a head of its records has them');
        const { xml, forms } = subjectData(file.study, disclosed, days);
        yield `${xml}\n`;
        done += 1;
        countRows(forms);
        progress(done, file.members);
      }
      yield odmClosing;
    }
    yield* inPieces(parts());
  },
};

async function openFile({ actor, snapshot, disclosure }: ExportRequest): Promise<OdmFile> {
  const { source, protocolCode, cutOff, takenAt, members, programVersion } = snapshot;
  invariant(source, 'the request asks for records that the snapshot has');
  const { mode, idOf } = disclosure;
  const definitions = await releasedDefinitions(actor, protocolCode, takenAt);
  return {
    study: studyOf(definitions, { identified: mode === 'identified' }),
    head: discloseHead(source, disclosure),
    mode,
    id: idOf(snapshot.id),
    takenAt: takenAt.toISOString(),
    cutOff,
    members,
    programVersion,
  };
}
