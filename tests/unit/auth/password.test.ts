import { describe, expect, test } from 'vitest';
import {
  changePasswordInputSchema,
  findPasswordProblem,
  signInInputSchema,
} from '@/lib/auth/password';

describe('findPasswordProblem', () => {
  const email = 'maria.lopez@clinic.org';

  test.each([
    ['short-pass1', 'Use at least 12 characters.'],
    ['short-pass12', null],
    ['correct horse battery', null],
    ['aaaaaaaaaaaabbbb', 'Use at least 5 different characters.'],
    ['abcdabcdabcd', 'Use at least 5 different characters.'],
    ['abcdeabcdeab', null],
    ['Maria.Lopez-2026', 'Do not use your e-mail address in the password.'],
    ['ünïcödé-pässwörd', null],
    ['x1y2z'.repeat(26), 'Use at most 128 characters.'],
  ])('%s', (password, problem) => {
    expect(findPasswordProblem(password, email)).toBe(problem);
  });

  test('a name of three letters is too common in words to be refused', () => {
    expect(findPasswordProblem('joel and ana walk', 'ana@clinic.org')).toBeNull();
  });
});

describe('signInInputSchema', () => {
  test('the e-mail is trimmed and lower-cased', () => {
    expect(signInInputSchema.parse({ email: ' Ana@Clinic.ORG ', password: ' x ' })).toEqual({
      email: 'ana@clinic.org',
      password: ' x ',
    });
  });

  test.each([
    [{ email: 'not an address', password: 'x' }, 'email'],
    [{ email: "'; drop table user_account; --", password: 'x' }, 'email'],
    [{ email: 'ana@clinic.org', password: '' }, 'password'],
    [{ email: 'ana@clinic.org', password: 'x'.repeat(10_240) }, 'password'],
  ])('%o is refused beside its field', (input, field) => {
    const result = signInInputSchema.safeParse(input);
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([field]);
  });
});

describe('changePasswordInputSchema', () => {
  test('the repeated password must be the same', () => {
    const result = changePasswordInputSchema.safeParse({
      currentPassword: 'old password 1',
      newPassword: 'new password 22',
      repeatedPassword: 'new password 23',
    });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['repeatedPassword']);
  });

  test('the new password must differ from the current one', () => {
    const result = changePasswordInputSchema.safeParse({
      currentPassword: 'same password 1',
      newPassword: 'same password 1',
      repeatedPassword: 'same password 1',
    });
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual(['newPassword']);
  });
});
