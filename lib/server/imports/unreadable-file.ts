import 'server-only';
import { AppError } from '../app-error';

/** A file that cannot be read, with the sentence that says why. */
export function unreadableFile(message: string): AppError {
  return new AppError('INVALID_INPUT', { message, fields: { file: message } });
}
