import type { SuggestionNote } from '@/lib/course/adverse-event-suggestions';
import { GradeBadge } from './grade-badge';

/** What a save suggests, or would: each to be judged by a person. */
export function SuggestionNotes({ suggested }: { suggested: readonly SuggestionNote[] }) {
  return (
    <ul>
      {suggested.map(({ key, name, grade }) => (
        <li key={key}>
          {name} <GradeBadge grade={grade} />
        </li>
      ))}
    </ul>
  );
}
