import 'server-only';
import { AppError } from './app-error';

/** A message beside a field, or null where nothing is wrong. */
export type FieldCheck = readonly [field: string, message: string | null];

/** @throws INVALID_INPUT with every message; returns when there is none. */
export function refuseFields(checks: readonly FieldCheck[]): void {
  const wrong = checks.filter((check): check is readonly [string, string] => check[1] !== null);
  if (wrong.length > 0) {
    throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(wrong) });
  }
}

export function whenFuture(on: string, today: string): string | null {
  return on > today ? `This is in the future; today is ${today}.` : null;
}
