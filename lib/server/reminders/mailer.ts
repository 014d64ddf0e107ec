import 'server-only';
import { createTransport } from 'nodemailer';
import { getMailSettings } from '../env';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for a repeat of the same mail, so that a mailbox can tell. */
  readonly id: string;
}

export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

/** Null where no mail server is set: `SMTP_URL` and `MAIL_FROM` are both needed. */
export function openMailer(): Mailer | null {
  const settings = getMailSettings();
  if (settings === null) {
    return null;
  }
  const { server, from } = settings;
  const transport = createTransport({
    url: server,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // What is sent is text of our own: neither a file nor an address of the network is read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.replace(/^.*@/, '').replace(/>.*$/, '');
  return {
    send: async ({ to, subject, text, id }) => {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
