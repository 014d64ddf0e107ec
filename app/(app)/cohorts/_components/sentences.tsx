import type { Sentence } from '@/lib/cohort/describe-condition';

/** Who is in, in words: a group is a line with a list under it. */
export function Sentences({ sentence }: { sentence: Sentence }) {
  return (
    <>
      {sentence.text}
      {sentence.parts.length === 0 ? null : (
        <ul className="list-disc pl-5">
          {sentence.parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two sentences can be the same
            <li key={index}>
              <Sentences sentence={part} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
