import type { ActionError, ActionResult } from '@/lib/core/action-result';

interface Sent {
  readonly address: string;
  readonly file: File;
  readonly headers?: Readonly<Record<string, string>>;
  readonly onProgress: (sentBytes: number) => void;
}

/**
 * Sends a file as the body of a request. `fetch` does not tell how much has left, hence the older way.
 *
 * @throws where no answer came
 */
export function sendFile<Data>(sent: Sent): Promise<ActionResult<Data>> {
  const { address, file, headers = {}, onProgress } = sent;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [name, value] of Object.entries({ ...headers, 'x-file-name': file.name })) {
      request.setRequestHeader(name, encodeURIComponent(value));
    }
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onerror = () => reject(new Error('The server did not answer.'));
    request.onload = () => {
      try {
        resolve(answerOf<Data>(request));
      } catch (error) {
        reject(error);
      }
    };
    request.send(file);
  });
}

type Problem = Omit<ActionError, 'message'> & { readonly detail: string };

function answerOf<Data>({ status, responseText }: XMLHttpRequest): ActionResult<Data> {
  const answer: unknown = JSON.parse(responseText);
  if (status === 200) {
    return { ok: true, data: answer as Data };
  }
  const { detail, ...error } = answer as Problem;
  return { ok: false, error: { ...error, message: detail } };
}
