// Looks for what must not leave, in every byte of a file: inside of ZIP files too, and however it is written there.
import { unzipSync } from 'fflate';
import { civilDate, dayOf, toDay } from '@/lib/dates/civil-date';

const workbookDayZero = dayOf(1899, 12, 30);

/** Every text of a file by its path; a ZIP file is opened, and what is in it too. */
export function textsOf(bytes: Uint8Array, path = ''): { path: string; text: string }[] {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip
    ? Object.entries(unzipSync(bytes)).flatMap(([name, inner]) => textsOf(inner, `${path}/${name}`))
    : // What a compressor of its own has hidden would be missed.
      [{ path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }];
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
};

/** The words of a text as a reader of JSON or XML would see them. */
function wordsOf(text: string): string[] {
  return (
    text
      .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\[nrt"\\/]/g, ' ')
      .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      .replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => entities[entity] ?? ' ')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

const partLength = 1_000_000;

/** Some files are too long to hold all of their words; a space or an end of a line is inside of no escape. */
function* partsOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const length = text.slice(start + partLength).search(/[\s<]/);
    const end = length < 0 ? text.length : start + partLength + length;
    yield text.slice(start, end);
    start = end;
  }
}

interface Needle {
  readonly what: string;
  readonly words: readonly string[];
}

export interface Found {
  readonly path: string;
  readonly what: string;
  readonly around: string;
}

/** Texts that may not leave; found wherever their words stand one after the other. */
export class IdentifierSearch {
  readonly #needles = new Map<string, Needle[]>();
  #size = 0;
  #longest = 1;

  /** What is empty is no identifier. */
  add(what: string, text: string | null): this {
    const words = wordsOf(text ?? '');
    const [first] = words;
    if (first !== undefined) {
      const same = this.#needles.get(first) ?? [];
      same.push({ what: `${what}: ${text}`, words });
      this.#needles.set(first, same);
      this.#size += 1;
      this.#longest = Math.max(this.#longest, words.length);
    }
    return this;
  }

  /** As programs and people write a day: 2026-03-31, 20260331, 31.03.2026, 03/31/2026, and a workbook its number. */
  addDay(what: string, day: string): this {
    const [year = '', month = '', date = ''] = day.split('-');
    for (const written of [
      day,
      `${year}${month}${date}`,
      `${date}.${month}.${year}`,
      `${month}/${date}/${year}`,
      // A cell in the style of dates: the number alone may be anything.
      `s="2"><v>${toDay(civilDate(day)) - workbookDayZero}</v>`,
    ]) {
      this.add(what, written);
    }
    return this;
  }

  get size(): number {
    return this.#size;
  }

  /** The first find of each text that is found. */
  in(bytes: Uint8Array): Found[] {
    const found = new Map<string, Found>();
    for (const { path, text } of textsOf(bytes)) {
      let before = wordsOf(path);
      for (const part of partsOf(text)) {
        // What stands at the end of a part may go on in the next one.
        const words = [...before, ...wordsOf(part)];
        before = words.slice(-this.#longest);
        for (const [index, word] of words.entries()) {
          for (const needle of this.#needles.get(word) ?? []) {
            if (
              !found.has(needle.what) &&
              needle.words.every((other, place) => words[index + place] === other)
            ) {
              const around = words.slice(Math.max(0, index - 6), index + 8).join(' ');
              found.set(needle.what, { path, what: needle.what, around });
            }
          }
        }
      }
    }
    return [...found.values()];
  }
}
