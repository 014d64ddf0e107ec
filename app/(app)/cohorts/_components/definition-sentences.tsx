import type { Sentence } from '@/lib/cohort/describe-condition';

/** Who is in, in words: groups as lists in lists. */
export function DefinitionSentences({ sentence }: { sentence: Sentence }) {
  return sentence.parts.length === 0 ? (
    <p>{sentence.text}</p>
  ) : (
    <div>
      <p className="text-muted">{sentence.text}:</p>
      <ul className="list-disc pl-5">
        {sentence.parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two sentences can be the same
          <li key={index}>
            <DefinitionSentences sentence={part} />
          </li>
        ))}
      </ul>
    </div>
  );
}
