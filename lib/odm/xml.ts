const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Fit for an attribute and for text. XML 1.0 has no way at all to write most control characters and lone
 * surrogates: each becomes the replacement character, so that its place is seen.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/\p{C}/gu, (character) => (isWritable(character) ? character : '\u{FFFD}'))
    .replace(/[&<>"\t\n\r]/g, (character) => references[character] ?? character);
}

/** XML 1.0, production 2. */
function isWritable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}

type Attributes = Readonly<Record<string, string | number | null>>;

/** An attribute that is null is left out; children are XML already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const inside = children.join('');
  return inside === ''
    ? `<${name}${written(attributes)}/>`
    : `<${name}${written(attributes)}>${inside}</${name}>`;
}

/** Of an element whose children follow one by one. */
export function startTag(name: string, attributes: Attributes): string {
  return `<${name}${written(attributes)}>`;
}

export function textElement(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('');
}
