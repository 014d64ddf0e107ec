/**
 * PostgreSQL stores any text except the zero character, and JSON columns refuse half of a surrogate pair. Pasted text
 * can hold either.
 */
function isStorable(text: string): boolean {
  return !text.includes('\0') && !loneSurrogate.test(text);
}

const loneSurrogate = /\p{Surrogate}/u;
const everyLoneSurrogate = /\p{Surrogate}/gu;

/** Dotted paths of the texts in a form's values that could not be stored. */
export function listUnstorableText(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') {
    return isStorable(value) ? [] : [path.join('.')];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => listUnstorableText(item, [...path, key]));
}

/** Shown instead of the text itself: what cannot be stored stands as a replacement character. */
export function asStorableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replaceAll(everyLoneSurrogate, '\uFFFD');
}
