import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SignedIn, TestApplication } from './signed-in.ts';

/** A file as a browser sends it, its bytes in pieces. */
export interface FileToSend {
  readonly name: string;
  readonly type: string;
  readonly pieces: Iterable<Uint8Array>;
}

export interface FormAnswer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/**
 * Sends a form with one file, `field`, over the network to an application that listens, as a browser would: hidden fields,
 * then the file, then the others. The whole form is written before the answer is read.
 */
export async function sendFile(
  { app }: Pick<TestApplication, 'app'>,
  user: Pick<SignedIn, 'cookie' | 'csrfToken'>,
  url: string,
  form: {
    readonly field: string;
    readonly file: FileToSend;
    readonly fields: Readonly<Record<string, string>>;
    readonly command?: string;
  },
): Promise<FormAnswer> {
  const { port, address } = app.server.address() as AddressInfo; // it listens on a port, not on a pipe
  const boundary = 'xxBOUNDARYxx';
  const field = (name: string, value: string): string =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const { origin } = app.shell;
  return new Promise((resolve, reject) => {
    const headers = {
      cookie: user.cookie,
      origin,
      host: new URL(origin).host,
      connection: 'close',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    };
    const sending = request({ host: address, port, path: url, method: 'POST', headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? undefined, body }),
      );
    });
    sending.on('error', reject);
    void (async () => {
      const write = async (piece: Uint8Array | string): Promise<void> => {
        if (!sending.write(piece)) await new Promise((drained) => sending.once('drain', drained));
      };
      await write(field('_csrf', user.csrfToken) + field('_command', form.command ?? randomUUID()));
      await write(
        `--${boundary}\r\ncontent-disposition: form-data; name="${form.field}"; filename="${form.file.name}"\r\ncontent-type: ${form.file.type}\r\n\r\n`,
      );
      for (const piece of form.file.pieces) await write(piece);
      const rest = Object.entries(form.fields).map(([name, value]) => field(name, value));
      sending.end(`\r\n${rest.join('')}--${boundary}--\r\n`);
    })().catch(reject);
  });
}
