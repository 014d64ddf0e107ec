import 'server-only';
import { acceptTransferInputSchema } from '@/lib/enrollment/site-transfer';
import { AppError } from '../app-error';
import { defineCommand } from '../command';
import { lockPatient } from '../courses/lock-patient';
import { replanAll } from '../courses/replan';
import { findOfferedSite, refuseAnswered } from './find-transfer';

export type AcceptedTransfer = { readonly patientId: string };

type Answer = 'moved' | 'answered' | 'study-id' | 'record-number';

/** The man moves with everything recorded about him; his plan then follows the calendar of his new site. */
export const acceptTransfer = defineCommand({
  name: 'transfer.accept',
  schema: acceptTransferInputSchema,
  permission: 'patient:enroll',
  findSite: findOfferedSite,
  run: async ({ tx, today }, input): Promise<AcceptedTransfer> => {
    const { transferId, studyId, recordNumber } = input;
    await refuseAnswered(tx, input);
    const [row] = await tx.$queryRaw<{ answer: Answer }[]>`
      SELECT app.accept_transfer(${transferId}::uuid, ${studyId}, ${recordNumber || null}::text) AS answer`;
    refuse(row?.answer ?? 'answered');
    const { patientId } = await tx.siteTransfer.findUniqueOrThrow({
      where: { id: transferId },
      select: { patientId: true },
    });
    const enrollments = await lockPatient(tx, patientId);
    await replanAll(
      tx,
      today,
      enrollments.map(({ id }) => id),
    );
    return { patientId };
  },
});

function refuse(answer: Answer): void {
  switch (answer) {
    case 'moved':
      return;
    case 'study-id':
      throw new AppError('DUPLICATE', {
        fields: { studyId: 'Another patient of your site has this study id.' },
      });
    case 'record-number':
      throw new AppError('DUPLICATE', {
        fields: { recordNumber: 'Another patient of your site has this record number.' },
      });
    case 'answered':
      throw new AppError('CONFLICT', {
        message: 'This offer has been answered or withdrawn since. Reload the page.',
      });
  }
}
