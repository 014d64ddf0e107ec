import 'server-only';
import { isTooDeep } from '@/lib/api/json-depth';
import { AppError } from '../app-error';

/** A visit with everything is some kilobytes. */
const mostBytes = 1_000_000;

/** @throws UNSUPPORTED_TYPE, TOO_LARGE, INVALID_INPUT */
export async function readJsonBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new AppError('UNSUPPORTED_TYPE', {
      message: 'Send JSON: Content-Type: application/json',
    });
  }
  const value = parse(await readText(request));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('The body has to be one JSON object.');
  }
  if (isTooDeep(value)) {
    throw invalid('The body is nested too deeply.');
  }
  return value as Readonly<Record<string, unknown>>;
}

/** The body as it arrives; whoever stops reading refuses the rest. */
export async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
      yield part.value;
    }
  } finally {
    await reader?.cancel();
  }
}

async function readText(request: Request): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? 0);
  if (announced > mostBytes) {
    throw tooLarge();
  }
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of bytesOf(request)) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) {
      throw tooLarge();
    }
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    throw invalid('The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('The body is not JSON.');
  }
}

function invalid(message: string): AppError {
  return new AppError('INVALID_INPUT', { message });
}

function tooLarge(): AppError {
  return new AppError('TOO_LARGE', {
    message: `A body has at most ${mostBytes / 1_000_000} megabyte.`,
  });
}
