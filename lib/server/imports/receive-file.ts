import 'server-only';
import { AppError } from '../app-error';
import { getImportBytes } from '../env';
import { unreadableFile } from './unreadable-file';

export interface ReceivedFile {
  /** As it is called where it comes from. */
  readonly fileName: string;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

/**
 * A file that is the whole body of a request, read only as fast as it is taken. Its name comes in a header, because an
 * address ends in logs. No form of another site can send this type of body.
 *
 * @throws UNSUPPORTED_TYPE; INVALID_INPUT for one that says to be too big, before anything is read, or that brings no name.
 */
export function receiveFile(request: Request): ReceivedFile {
  const { headers, body } = request;
  if (headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('UNSUPPORTED_TYPE');
  }
  const most = getImportBytes();
  if (Number(headers.get('content-length') ?? 0) > most) {
    throw unreadableFile(`The file has more than ${Math.floor(most / 1_048_576)} MB. Split it.`);
  }
  const fileName = headerText(request, 'x-file-name');
  if (fileName === null || body === null) {
    throw unreadableFile('Choose a file.');
  }
  return { fileName, bytes: piecesOf(body) };
}

/** What the page has encoded as in an address, because a header holds no other letters than ASCII. */
export function headerText({ headers }: Request, name: string): string | null {
  try {
    const header = headers.get(name);
    return header && decodeURIComponent(header);
  } catch {
    return null;
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield part.value;
    }
  } finally {
    await reader.cancel();
  }
}
