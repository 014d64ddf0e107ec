'use client';

import { RowAction } from '@/app/(app)/_components/row-action';
import { revokeTokenInputSchema } from '@/lib/api/token';
import { revokeTokenAction } from '../actions';

export function RevokeToken({ tokenId, name }: { tokenId: string; name: string }) {
  return (
    <RowAction
      label="Revoke"
      name={`Revoke ${name}`}
      schema={revokeTokenInputSchema}
      values={{ tokenId }}
      action={revokeTokenAction}
      done={`The token “${name}” is revoked.`}
    />
  );
}
