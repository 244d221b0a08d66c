import { timingSafeEqual, createHash } from 'node:crypto';
import { createServer } from 'node:http';

/** Where the numbers are given out: a port of their own, so that no proxy in front of the pages shows them to anybody. */
export interface MetricsListen {
  readonly host: string;
  readonly port: number;
  /** What a reader must send as `Authorization: Bearer …`; needed on any address but this machine's. */
  readonly token: string | undefined;
}

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Serves `/metrics` and nothing else. Rejects when the port is in use. */
export async function serveMetrics(
  { host, port, token }: MetricsListen,
  text: () => Promise<string>,
): Promise<{ readonly stop: () => Promise<void> }> {
  const wanted = token === undefined ? undefined : hashed(`Bearer ${token}`);
  const server = createServer((request, answer) => {
    const say = (status: number, words: string, headers: Readonly<Record<string, string>> = {}): void => {
      answer.writeHead(status, {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
        ...headers,
      });
      answer.end(words);
    };
    request.resume();
    if (wanted !== undefined && !timingSafeEqual(hashed(request.headers.authorization ?? ''), wanted)) {
      say(401, 'Send the token of JCF_METRICS_TOKEN.\n', { 'www-authenticate': 'Bearer' });
    } else if (request.url !== '/metrics' || request.method !== 'GET') {
      say(404, 'Only GET /metrics is here.\n');
    } else {
      text().then(
        (words) => say(200, words, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
        () => say(500, 'The numbers could not be read.\n'),
      );
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  server.unref();
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
