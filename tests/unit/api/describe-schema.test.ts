import { expect, test } from 'vitest';
import { fieldsOf, typeOf } from '@/lib/api/describe-schema';

const schema = {
  type: 'object',
  properties: {
    on: { type: 'string', format: 'date' },
    note: { type: ['string', 'null'] },
    results: {
      type: 'array',
      items: { type: 'object', properties: { unit: { enum: ['a', 'b'] } }, required: ['unit'] },
    },
    man: { anyOf: [{ $ref: '#/components/schemas/Patient' }, { type: 'null' }] },
  },
  required: ['on'],
};

test('the fields of an object and of what it holds are lines of one table', () => {
  expect(fieldsOf(schema)).toEqual([
    { path: 'on', type: 'string (date)', isRequired: true },
    { path: 'note', type: 'string or null', isRequired: false },
    { path: 'results', type: 'list of object', isRequired: false },
    { path: 'results[].unit', type: 'a | b', isRequired: true },
    { path: 'man', type: 'Patient or null', isRequired: false },
  ]);
});

test('one of several shapes is named by the word that tells it', () => {
  const either = {
    oneOf: [
      { type: 'object', properties: { kind: { const: 'dose' }, amount: { type: 'number' } } },
      { type: 'object', properties: { kind: { const: 'hold' } } },
    ],
  };
  expect(fieldsOf(either).map(({ path }) => path)).toEqual([
    '(kind: dose) kind',
    '(kind: dose) amount',
    '(kind: hold) kind',
  ]);
});

test('a field that several shapes have is one line', () => {
  const either = {
    oneOf: [
      { type: 'object', properties: { operator: { enum: ['yes', 'no'] } } },
      { type: 'object', properties: { operator: { enum: ['recorded'] } } },
    ],
  };
  expect(fieldsOf(either)).toEqual([
    { path: 'operator', type: 'yes | no | recorded', isRequired: false },
  ]);
});

test('what can be anything says so', () => {
  expect(typeOf({})).toBe('any value');
});
