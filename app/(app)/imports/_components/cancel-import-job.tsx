'use client';

import { z } from 'zod';
import { RowAction } from '@/app/(app)/_components/row-action';
import { cancelImportJobAction } from '../actions';

const schema = z.object({ jobId: z.uuid() });

export function CancelImportJob({ jobId }: { jobId: string }) {
  return (
    <RowAction
      label="Cancel"
      schema={schema}
      values={{ jobId }}
      action={cancelImportJobAction}
      done="It is canceled. Nothing was recorded."
    />
  );
}
