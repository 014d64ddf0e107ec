import type { Metadata } from 'next';
import { LinkButton } from '@/app/_components/ui/link-button';
import { MessagePage } from '@/app/_components/ui/message-page';

export const metadata: Metadata = { title: 'Not allowed' };

export default function Forbidden() {
  return (
    <MessagePage
      isInShell
      title="Your role does not open this page"
      actions={
        <LinkButton variant="primary" href="/">
          Go to the start page
        </LinkButton>
      }
    >
      An administrator of your site can change your role. This attempt stands in the audit trail.
    </MessagePage>
  );
}
