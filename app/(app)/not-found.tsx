import { NothingHere } from '@/app/_components/nothing-here';

/** Within the shell, for a man or a record that this reader does not have. */
export default function NotFound() {
  return <NothingHere isInShell />;
}
