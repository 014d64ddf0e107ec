import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { compileProtocol } from '@/lib/protocols/compile-protocol';
import { protocolLibrary } from '@/lib/protocols/library/library';
import { readDefinition } from '@/lib/protocols/read-definition';

// Every version that was ever released stays here as it is stored, because enrollments are pinned to it.
// A new version writes its file on the first run; a change of an old one fails: give it a new number.
const folder = path.join(import.meta.dirname, '../../fixtures/protocols');

describe.each(protocolLibrary.map((definition) => [definition.code, definition] as const))(
  '%s',
  (code, definition) => {
    test('the library says what was released under its version', async () => {
      await expect(canonicalJson(definition)).toMatchFileSnapshot(
        path.join(folder, `${code}-${definition.version}.json`),
      );
    });

    test('it survives a round trip through JSON', () => {
      const text = JSON.stringify(definition);
      expect(readDefinition(text, definition.schemaVersion)).toEqual(definition);
    });
  },
);

test.each(readdirSync(folder))('%s can still be read and compiled', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const { schemaVersion } = JSON.parse(text) as { schemaVersion: number };
  const definition = readDefinition(text, schemaVersion);
  expect(name).toBe(`${definition.code}-${definition.version}.json`);
  expect(compileProtocol(definition).requirements.length).toBeGreaterThan(0);
});

test('a definition of an unknown schema version is refused', () => {
  expect(() => readDefinition('{}', 0)).toThrow('no way from definition schema 0');
});
