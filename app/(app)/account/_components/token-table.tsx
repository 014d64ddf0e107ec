import { EmptyState } from '@/app/_components/ui/empty-state';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/app/_components/ui/table';
import { RevokeToken } from './revoke-token';

export interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly state: 'live' | 'expired' | 'revoked';
  readonly expiresOn: string;
  readonly lastUsed: string;
}

const states = { live: 'works', expired: 'expired', revoked: 'revoked' } as const;

export function TokenTable({ tokens }: { tokens: readonly ListedToken[] }) {
  if (tokens.length === 0) {
    return <EmptyState title="No tokens">No program acts in your name.</EmptyState>;
  }
  return (
    <Table label="Tokens made so far">
      <TableHead>
        <tr>
          <TableHeader sticky>Name</TableHeader>
          <TableHeader>May</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Until</TableHeader>
          <TableHeader>Last used</TableHeader>
          <TableHeader>
            <span className="sr-only">Revoke</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {tokens.map(({ id, name, scopes, state, expiresOn, lastUsed }) => (
          <TableRow key={id}>
            <TableCell sticky>{name}</TableCell>
            <TableCell className="min-w-48">{scopes.join(', ')}</TableCell>
            <TableCell>{states[state]}</TableCell>
            <TableCell className="whitespace-nowrap">{expiresOn}</TableCell>
            <TableCell className="whitespace-nowrap">{lastUsed}</TableCell>
            <TableCell>
              {state === 'live' ? <RevokeToken tokenId={id} name={name} /> : null}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
