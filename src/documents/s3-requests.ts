import { createReadStream } from 'node:fs';
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';

/** Where a bucket is, and as whom to ask. Holds a secret: never log it. */
export interface S3Settings {
  /** Origin of the server, such as `https://s3.eu-west-2.example.org`; the bucket is the first step of the path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** One request about an object of the bucket, or about the bucket itself where `key` is empty. */
export interface S3Ask {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What to send: a file on this machine of exactly this size and hash. */
  readonly file?: { readonly path: string; readonly size: number; readonly sha256: string };
}

/** SHA-256 of no bytes at all. */
const noBytes = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
/** A connection on which nothing moves for so long is given up. */
const silenceMs = 30_000;
const tries = 3;

/** An answer of the bucket that is not one of those expected. Its words hold a status and the server's code alone. */
export class S3Trouble extends Error {
  readonly status: number | undefined;

  constructor(does: string, status: number | undefined, code: string | undefined, options?: ErrorOptions) {
    const answer = status === undefined ? 'could not be reached' : `answered ${status}`;
    super(`The bucket for documents ${answer} to ${does}${code === undefined ? '' : ` (${code})`}.`, options);
    this.name = 'S3Trouble';
    this.status = status;
  }
}

/** Asks the bucket, each request signed (Signature Version 4) along with the hash of what it sends. */
export function s3Requests(settings: S3Settings) {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const send = new URL(endpoint).protocol === 'https:' ? overHttps : overHttp;

  async function askOnce({ method, key, headers = {}, file }: S3Ask): Promise<IncomingMessage> {
    const signer = new AwsV4Signer({
      method,
      url: `${endpoint.replace(/\/+$/, '')}/${bucket}${key === '' ? '' : `/${key}`}`,
      headers: { ...headers, 'x-amz-content-sha256': file?.sha256 ?? noBytes },
      service: 's3',
      ...{ region, accessKeyId, secretAccessKey },
    });
    const signed = await signer.sign();
    const length = method === 'PUT' ? { 'content-length': String(file?.size ?? 0) } : {};
    return new Promise((resolve, reject) => {
      const asked = send(signed.url, { method, headers: { ...Object.fromEntries(signed.headers), ...length } });
      const body = file === undefined ? undefined : createReadStream(file.path);
      const fail = (error: Error): void => {
        body?.destroy();
        asked.destroy();
        reject(error);
      };
      // An answer that comes before everything was sent is a refusal: it is heard, and no more is sent.
      asked.on('response', (answer) => {
        body?.destroy();
        resolve(answer);
      });
      asked.on('error', fail);
      asked.setTimeout(silenceMs, () => asked.destroy(new Error('nothing was heard for too long')));
      if (body === undefined) asked.end();
      else body.on('error', fail).pipe(asked);
    });
  }

  /**
   * The answer, its status one of `expected`; whoever asks reads its body. Tries again, a little later, when the bucket
   * can't be reached or has trouble of its own. Throws `S3Trouble` otherwise.
   */
  return async function ask(what: S3Ask, expected: readonly number[]): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await askOnce(what);
        const { statusCode: status = 0 } = answer;
        if (expected.includes(status)) return answer;
        throw new S3Trouble(what.method, status, codeIn(await textOf(answer)));
      } catch (error) {
        const trouble =
          error instanceof S3Trouble ? error : new S3Trouble(what.method, undefined, codeOf(error), { cause: error });
        const mayPass = trouble.status === undefined || (trouble.status >= 500 && trouble.status !== 501);
        if (!mayPass || attempt >= tries) throw trouble;
        await sleep(100 * 2 ** attempt);
      }
    }
  };
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** The server's code of what is wrong, from its XML. */
const codeIn = (text: string): string | undefined => /<Code>([A-Za-z0-9]{1,60})<\/Code>/.exec(text)?.[1];

/** The first of an answer that says what is wrong; the rest is thrown away. */
async function textOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const piece of answer) {
    text += String(piece);
    if (text.length > 10_000) break;
  }
  return text;
}
