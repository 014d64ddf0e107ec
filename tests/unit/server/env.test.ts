import { describe, expect, test } from 'vitest';
import { parseEnvironment } from '@/lib/server/env';

const complete = {
  DATABASE_URL: 'postgresql://sertoli_app:secret@localhost:5432/sertoli',
  NEXTAUTH_URL: 'https://sertoli.clinic.org',
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

describe('parseEnvironment', () => {
  test('a complete environment is accepted, and what is not ours is left out', () => {
    expect(parseEnvironment({ ...complete, HOME: '/root' })).toEqual(complete);
  });

  test.each([
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://localhost/sertoli'],
    ['NEXTAUTH_URL', 'sertoli.clinic.org'],
    ['NEXTAUTH_URL', 'ftp://sertoli.clinic.org'],
    ['NEXTAUTH_SECRET', 'too short'],
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_IDLE_MINUTES', 'half an hour'],
    ['SESSION_MAX_HOURS', '48'],
    ['R_SECONDS', '1'],
    ['R_MEGABYTES', '100'],
    ['R_IDLE_SECONDS', '0'],
  ])('%s = %s is named, without its value', (name, value) => {
    const wrong = () => parseEnvironment({ ...complete, [name]: value });
    expect(wrong).toThrow(name);
    expect(wrong).not.toThrow(/secret|too short|half an hour/);
  });

  test('everything that is wrong is named at once', () => {
    expect(() => parseEnvironment({})).toThrow(
      /DATABASE_URL: .*; NEXTAUTH_URL: .*; NEXTAUTH_SECRET: /,
    );
  });
});
