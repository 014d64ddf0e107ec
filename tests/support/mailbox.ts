// A real mail server on a free port of this machine; what is delivered is parsed by a reader of its own.
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll } from 'vitest';

export interface Mailbox {
  readonly url: string;
  /** Delivered so far, oldest first. */
  readonly mails: readonly ParsedMail[];
  /** The next deliveries are refused, as by a server that is out of order. */
  readonly refuse: (refuses: boolean) => void;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: ParsedMail[] = [];
  let isRefusing = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (isRefusing) {
          done(Object.assign(new Error('Out of order'), { responseCode: 451 }));
          return;
        }
        mails.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (refuses) => {
      isRefusing = refuses;
    },
  };
}
