import { describe, expect, test } from 'vitest';
import { decimalText } from '@/lib/odm/item-data';
import { element, escapeXml } from '@/lib/odm/xml';

describe('a text in XML', () => {
  test.each([
    ['markup', '<b> & "c"', '&lt;b&gt; &amp; &quot;c&quot;'],
    ['line ends and tabs, which attributes would make spaces', 'a\tb\r\nc', 'a&#9;b&#13;&#10;c'],
    ['what XML cannot hold', 'a\u0000b\u000bc\u001fd\uFFFE', 'a\uFFFDb\uFFFDc\uFFFDd\uFFFD'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['what it can', 'Müller 男 👨‍👩‍👦 \u0085', 'Müller 男 👨‍👩‍👦 \u0085'],
    ['an entity of somebody else', '&xxe; <!DOCTYPE x>', '&amp;xxe; &lt;!DOCTYPE x&gt;'],
  ])('%s', (_, text, xml) => {
    expect(escapeXml(text)).toBe(xml);
  });

  test('an attribute that is null is left out', () => {
    expect(element('A', { B: null, C: 1 })).toBe('<A C="1"/>');
    expect(element('A', {}, '<B/>')).toBe('<A><B/></A>');
  });
});

describe('a number in ODM has no exponent', () => {
  test.each([
    [0.1, '0.1'],
    [1e-7, '0.0000001'],
    [-2.5e-9, '-0.0000000025'],
    [123456789, '123456789'],
  ])('%f', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });
});
