import type { Metadata } from 'next';
import Link from 'next/link';
import { DefinitionList } from '@/app/_components/ui/definition-list';
import { PageHeader } from '@/app/_components/ui/page-header';
import { DigestRuns } from '@/app/(app)/_components/digests/digest-runs';
import { tokenScopeKeys, tokenScopes } from '@/lib/api/token';
import { can, canAnywhere, sitesWhere } from '@/lib/auth/can';
import { roleLabels } from '@/lib/auth/describe-roles';
import { getOwnEmail } from '@/lib/server/accounts/queries';
import { listTokens, type TokenView } from '@/lib/server/api/queries';
import { getMailSettings } from '@/lib/server/env';
import { requireActor } from '@/lib/server/page';
import { listDigestRuns, listSubscriptions } from '@/lib/server/reminders/queries';
import { ChangePasswordForm } from './_components/change-password-form';
import { DigestForm } from './_components/digest-form';
import { TokenForm } from './_components/token-form';
import { type ListedToken, TokenTable } from './_components/token-table';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const actor = await requireActor();
  const email = await getOwnEmail(actor);
  const sites = actor.memberships.map(({ siteId, siteName, role }) => ({
    term: siteName,
    value: `${roleLabels[role]}, ${can(actor, 'identity:read', siteId) ? 'reads names' : 'works by study id'}`,
  }));
  const subscriptions = await listSubscriptions(actor, sitesWhere(actor, 'patient:read'));
  const tokens = (await listTokens(actor)).map(inWords);
  const scopes = tokenScopeKeys
    .filter((key) => canAnywhere(actor, key))
    .map((key) => ({ key, sentence: tokenScopes[key] }));
  const runs = await listDigestRuns(actor, { isOwn: true });
  return (
    <div className="flex max-w-xl flex-col gap-8">
      <section>
        <PageHeader title={actor.displayName} description={email} />
        <DefinitionList items={sites} />
      </section>
      <section aria-labelledby="change-password">
        <h2 id="change-password" className="pb-1 font-semibold text-large">
          Change password
        </h2>
        <p className="pb-4 text-muted">All your other sessions end at once.</p>
        <ChangePasswordForm email={email} />
      </section>
      <section aria-labelledby="digest" className="flex flex-col gap-4">
        <div>
          <h2 id="digest" className="pb-1 font-semibold text-large">
            Daily digest by e-mail
          </h2>
          <p className="text-muted">
            What Today asks for on that morning, read when the mail is sent. Nothing due, no mail.
            {getMailSettings() === null
              ? ' This server has no mail server yet, so nothing goes out: ask its administrator.'
              : ''}
          </p>
        </div>
        {subscriptions.map((subscription) => (
          <DigestForm key={subscription.siteId} subscription={subscription} />
        ))}
        <DigestRuns runs={runs} />
      </section>
      <section aria-labelledby="tokens" className="flex flex-col gap-4">
        <div>
          <h2 id="tokens" className="pb-1 font-semibold text-large">
            Access tokens
          </h2>
          <p className="text-muted">
            For programs of yours. A token does what you may do at that moment, limited to what you
            choose here, and it ends with your account; a new password does not end it.{' '}
            <Link href="/api-reference" className="text-accent underline">
              What programs can ask
            </Link>
          </p>
        </div>
        <TokenTable tokens={tokens} />
        <TokenForm scopes={scopes} />
      </section>
    </div>
  );
}

/** Days in UTC: a token belongs to no site. */
function inWords({ id, name, scopes, state, ...token }: TokenView): ListedToken {
  const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);
  return {
    id,
    name,
    scopes,
    state,
    expiresOn: dayOf(token.expiresAt),
    lastUsed:
      token.lastUsedAt === null
        ? 'never'
        : `${token.lastUsedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  };
}
