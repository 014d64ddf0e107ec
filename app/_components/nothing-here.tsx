import { LinkButton } from '@/app/_components/ui/link-button';
import { MessagePage } from '@/app/_components/ui/message-page';

/** The same words for what does not exist and for what is another site's. */
export function NothingHere({ isInShell }: { isInShell?: boolean }) {
  return (
    <MessagePage
      isInShell={isInShell}
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
