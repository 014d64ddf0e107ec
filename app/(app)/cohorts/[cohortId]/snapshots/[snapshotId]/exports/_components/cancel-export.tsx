'use client';

import { z } from 'zod';
import { RowAction } from '@/app/(app)/_components/row-action';
import { cancelExportAction } from '../actions';

const schema = z.object({ jobId: z.uuid() });

export function CancelExport({ jobId, name }: { jobId: string; name: string }) {
  return (
    <RowAction
      label="Cancel"
      name={`Cancel ${name}`}
      schema={schema}
      values={{ jobId }}
      action={cancelExportAction}
      done="The export is canceled."
    />
  );
}
