import { ambiguous, certain, type Detected } from './detected';

/** As the standard `TextDecoder` names them. */
export const encodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof encodings)[number];

export const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252 (Western European)',
  'utf-16le': 'UTF-16, little endian',
  'utf-16be': 'UTF-16, big endian',
};

/** Whether all bytes of a file are valid UTF-8, asked piece by piece. */
export interface Utf8Check {
  push(bytes: Uint8Array): void;
  finish(): boolean;
}

export function utf8Check(): Utf8Check {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isValid = true;
  const feed = (bytes?: Uint8Array) => {
    try {
      isValid &&= bytes === undefined ? decoder.decode() === '' : isText(decoder, bytes);
    } catch {
      isValid = false;
    }
  };
  return {
    push: feed,
    finish: () => {
      feed();
      return isValid;
    },
  };
}

function isText(decoder: TextDecoder, bytes: Uint8Array): boolean {
  decoder.decode(bytes, { stream: true });
  return true;
}

/**
 * `head` is the beginning of the file, a few thousand bytes; `isUtf8` is about all of it. Every byte can be read as
 * Windows-1252, so that answer is never certain.
 */
export function detectEncoding(head: Uint8Array, isUtf8: boolean): Detected<Encoding> {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf && isUtf8) {
    return certain('utf-8', 'The file begins with the mark of UTF-8.');
  }
  if (first === 0xff && second === 0xfe) {
    return certain('utf-16le', 'The file begins with the mark of UTF-16, little endian.');
  }
  if (first === 0xfe && second === 0xff) {
    return certain('utf-16be', 'The file begins with the mark of UTF-16, big endian.');
  }
  const [even, odd] = zeros(head);
  if (odd > head.length / 8 && odd > 4 * even) {
    return ambiguous('utf-16le', 'Every second byte is zero, as in UTF-16 without its mark.');
  }
  if (even > head.length / 8 && even > 4 * odd) {
    return ambiguous('utf-16be', 'Every second byte is zero, as in UTF-16 without its mark.');
  }
  return isUtf8
    ? certain('utf-8', 'All bytes of the file are valid UTF-8.')
    : ambiguous(
        'windows-1252',
        'Some bytes are not UTF-8. Look whether letters with accents read right in the examples.',
      );
}

function zeros(head: Uint8Array): [even: number, odd: number] {
  let [even, odd] = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) {
      even += 1;
    } else if (byte === 0) {
      odd += 1;
    }
  });
  return [even, odd];
}
