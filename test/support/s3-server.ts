import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { S3Settings } from '../../src/documents/s3-requests.ts';

/**
 * A bucket in memory that checks the signature of every request (AWS Signature Version 4, worked out here from the
 * published description and not with the library of the store) and the hash of everything sent. It can be told to
 * misbehave.
 */
export interface S3Server {
  readonly settings: S3Settings;
  readonly objects: Map<string, { bytes: Buffer; etag: string }>;
  /** Method and key of every request, in order. */
  readonly asked: string[];
  readonly misbehave: Misbehaviour;
  readonly close: () => Promise<void>;
}

export interface Misbehaviour {
  /** Cuts so many of the next uploads off, after this many bytes. */
  cutUploads: number;
  cutAfter: number;
  /** Cuts the next whole reads off half-way. */
  cutReads: number;
  /** Changes what it is sent, and says that all is well. */
  spoils: boolean;
  /** Does not look at signatures or hashes, as one well-known test server. */
  believes: boolean;
  /** Answers 501 to "only if nothing is there", as one well-known server. */
  knowsNoCondition: boolean;
  /** Gives the whole object whatever range is asked for. */
  knowsNoRanges: boolean;
  /** Says of every object that it is locked against change for ten years, and lets it be changed and deleted all the same. */
  claimsLocks: boolean;
  /** Changes the object between the look at it and the read of a range. */
  changesBeforeRange: boolean;
}

const secretAccessKey = 'a made-up secret for tests';
const accessKeyId = 'TESTKEY';
const region = 'test-1';
const bucket = 'documents';
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`;

function isSigned(request: IncomingMessage): boolean {
  const { authorization = '' } = request.headers;
  const [, key, day, , names = '', given = ''] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    ) ?? [];
  if (key !== accessKeyId || day === undefined) return false;
  const signedHeaders = names.split(';');
  if (!signedHeaders.includes('host') || !signedHeaders.includes('x-amz-content-sha256')) return false;
  const canonical = [
    request.method,
    new URL(request.url ?? '/', 'http://localhost').pathname,
    '',
    ...signedHeaders.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}`),
    '',
    names,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const signing = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretAccessKey}`, day), region));
  return timingSafeEqual(hmac(signing, toSign), Buffer.from(given, 'hex'));
}

export async function s3Server(): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map();
  const asked: string[] = [];
  const misbehave: Misbehaviour = {
    ...{ cutUploads: 0, cutAfter: 0, cutReads: 0, spoils: false, believes: false },
    ...{ knowsNoCondition: false, knowsNoRanges: false, changesBeforeRange: false, claimsLocks: false },
  };
  const refuse = (answer: ServerResponse, status: number, code: string): void => {
    answer.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
  };

  /** The body, or undefined when the connection was cut. */
  async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    let got = 0;
    for await (const part of request) {
      if (!Buffer.isBuffer(part)) continue;
      parts.push(part);
      got += part.length;
      if (misbehave.cutUploads > 0 && got > misbehave.cutAfter) {
        misbehave.cutUploads -= 1;
        request.socket.destroy();
        return undefined;
      }
    }
    return Buffer.concat(parts);
  }

  async function take(request: IncomingMessage, answer: ServerResponse, key: string): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const { headers } = request;
    if (!misbehave.believes && headers['x-amz-content-sha256'] !== sha256(body)) {
      refuse(answer, 400, 'XAmzContentSHA256Mismatch');
      return;
    }
    if (headers['if-none-match'] !== undefined) {
      if (misbehave.knowsNoCondition) {
        refuse(answer, 501, 'NotImplemented');
        return;
      }
      if (objects.has(key)) {
        refuse(answer, 412, 'PreconditionFailed');
        return;
      }
    }
    const from = headers['x-amz-copy-source'];
    const copied = typeof from === 'string' ? objects.get(from.slice(bucket.length + 2)) : undefined;
    const bytes = copied?.bytes ?? (misbehave.spoils ? Buffer.concat([body.subarray(1), Buffer.from('!')]) : body);
    objects.set(key, { bytes, etag: etagOf(bytes) });
    answer.writeHead(200, { etag: etagOf(bytes) }).end();
  }

  function give(request: IncomingMessage, answer: ServerResponse, key: string): void {
    const { range, 'if-match': wanted } = request.headers;
    if (range !== undefined && misbehave.changesBeforeRange) {
      const bytes = Buffer.alloc(objects.get(key)?.bytes.length ?? 0, 'x');
      objects.set(key, { bytes, etag: etagOf(bytes) });
    }
    const found = objects.get(key);
    if (found === undefined) {
      if (request.method === 'HEAD') answer.writeHead(404).end();
      else refuse(answer, 404, 'NoSuchKey');
      return;
    }
    const { bytes, etag } = found;
    if (wanted !== undefined && wanted !== etag) {
      refuse(answer, 412, 'PreconditionFailed');
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (first !== undefined && !misbehave.knowsNoRanges) {
      const part = bytes.subarray(Number(first), Number(last) + 1);
      const headers = {
        'content-range': `bytes ${first}-${last ?? ''}/${bytes.length}`,
        'content-length': part.length,
      };
      answer.writeHead(206, { etag, ...headers }).end(part);
      return;
    }
    answer.writeHead(200, { etag, 'content-length': bytes.length });
    if (request.method === 'HEAD') answer.end();
    else if (misbehave.cutReads > 0) {
      misbehave.cutReads -= 1;
      answer.write(bytes.subarray(0, bytes.length / 2), () => request.socket.destroy());
    } else answer.end(bytes);
  }

  const server = createServer((request, answer) => {
    const key = new URL(request.url ?? '/', 'http://localhost').pathname.slice(bucket.length + 2);
    asked.push(`${request.method ?? ''} ${key}`);
    if (misbehave.claimsLocks)
      answer
        .setHeader('x-amz-object-lock-mode', 'COMPLIANCE')
        .setHeader('x-amz-object-lock-retain-until-date', '2036-11-24T00:00:00Z');
    if (!misbehave.believes && !isSigned(request)) {
      request.resume();
      refuse(answer, 403, 'SignatureDoesNotMatch');
    } else if (request.method === 'PUT') {
      take(request, answer, key).catch(() => request.socket.destroy());
    } else if (request.method === 'DELETE') {
      objects.delete(key);
      answer.writeHead(204).end();
    } else give(request, answer, key);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    settings: { endpoint: `http://127.0.0.1:${address.port}`, bucket, region, accessKeyId, secretAccessKey },
    ...{ objects, asked, misbehave },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
