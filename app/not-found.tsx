import type { Metadata } from 'next';
import { LinkButton } from '@/app/_components/ui/link-button';
import { MessagePage } from '@/app/_components/ui/message-page';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      title="Nothing to show here"
      actions={
        <LinkButton variant="primary" href="/">
          Go to the start page
        </LinkButton>
      }
    >
      The address is wrong, the record does not exist, or it belongs to a site that you have no
      access to.
    </MessagePage>
  );
}
