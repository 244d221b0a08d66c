import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { ServiceCounts, ServiceState } from '../application/service-state.ts';
import { paths } from './paths.ts';

/** What happened in this process since it started, and how it does now, in the text format that Prometheus reads. */
export interface Metrics {
  readonly answered: (request: {
    readonly method: string;
    /** Pattern of the address, never the address, which may name a case. */
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }) => void;
  /** Told of a request whose answer begins to be worked on; gives back what to call once, at the end of the answer. */
  readonly begun: () => () => void;
  readonly failed: (what: 'relay' | 'live' | 'clocks' | 'copies') => void;
  /** Everything, with what was found out about the service a moment ago; `undefined` when that could not be. */
  readonly text: (state: ServiceState | undefined, live: number) => string;
}

/** Upper ends of the classes of duration, in seconds. */
const classes = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

interface Durations {
  readonly counts: number[];
  sum: number;
  count: number;
}

type Labels = Readonly<Record<string, string>>;

const escaped = (text: string): string => text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
const labelled = (labels: Labels): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

/** One family of numbers in the text format. */
const family = (
  name: string,
  type: 'counter' | 'gauge' | 'histogram',
  help: string,
  samples: readonly (readonly [labels: Labels, value: number, suffix?: string])[],
): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value, suffix = '']) => `${name}${suffix}${labelled(labels)} ${value}`),
    '',
  ].join('\n');

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export function createMetrics(): Metrics {
  const requests = new Map<string, { readonly labels: Labels; count: number }>();
  const durations = new Map<string, Durations>();
  const failures = { relay: 0, live: 0, clocks: 0, copies: 0 };
  let inProgress = 0;
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();

  const durationsOf = (route: string): Durations => {
    const found = durations.get(route) ?? { counts: classes.map(() => 0), sum: 0, count: 0 };
    durations.set(route, found);
    return found;
  };

  return {
    answered: ({ method, route, status, seconds }) => {
      const labels = { method: methods.has(method) ? method : 'other', route, status: `${status}` };
      const name = JSON.stringify(labels);
      const counted = requests.get(name) ?? { labels, count: 0 };
      counted.count += 1;
      requests.set(name, counted);
      if (route === paths.live.pattern) return; // lasts as long as somebody looks at a page
      const found = durationsOf(route);
      found.sum += seconds;
      found.count += 1;
      classes.forEach((most, index) => {
        if (seconds <= most) found.counts[index] = (found.counts[index] ?? 0) + 1;
      });
    },
    begun: () => {
      inProgress += 1;
      let over = false;
      return () => {
        if (!over) inProgress -= 1;
        over = true;
      };
    },
    failed: (what) => {
      failures[what] += 1;
    },
    text: (state, live) => {
      const memory = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const p99 = delay.percentile(99);
      delay.reset();
      return [
        family(
          'jcf_http_requests_total',
          'counter',
          'Requests answered, by pattern of the address.',
          [...requests.values()].map(({ labels, count }) => [labels, count] as const),
        ),
        family(
          'jcf_http_request_duration_seconds',
          'histogram',
          'Time from a request to the end of its answer, live streams left out.',
          [...durations].flatMap(([route, { counts, sum, count }]) => [
            ...classes.map((most, index) => [{ route, le: `${most}` }, counts[index] ?? 0, '_bucket'] as const),
            [{ route, le: '+Inf' }, count, '_bucket'] as const,
            [{ route }, sum, '_sum'] as const,
            [{ route }, count, '_count'] as const,
          ]),
        ),
        family(
          'jcf_http_requests_in_progress',
          'gauge',
          'Requests that have come in and whose answer has not ended, live streams left out.',
          [[{}, inProgress]],
        ),
        family('jcf_live_streams', 'gauge', 'Pages of cases that are told when the case moves.', [[{}, live]]),
        family(
          'jcf_background_failures_total',
          'counter',
          'Turns of background work that failed; the next one tries again.',
          [
            [{ work: 'relay' }, failures.relay],
            [{ work: 'clocks' }, failures.clocks],
            [{ work: 'copies' }, failures.copies],
            [{ work: 'live' }, failures.live],
          ],
        ),
        family('process_resident_memory_bytes', 'gauge', 'Memory of the process.', [[{}, memory.rss]]),
        family('nodejs_heap_size_used_bytes', 'gauge', 'Memory in use by JavaScript.', [[{}, memory.heapUsed]]),
        family('process_cpu_seconds_total', 'counter', 'Time of the processor used.', [[{}, (user + system) / 1e6]]),
        family('process_start_time_seconds', 'gauge', 'When the process started.', [
          [{}, Math.round(performance.timeOrigin / 1000)],
        ]),
        family(
          'nodejs_eventloop_lag_p99_seconds',
          'gauge',
          'How late work in the process begins, 99 of 100, since last asked.',
          [[{}, Number.isFinite(p99) ? p99 / 1e9 : 0]],
        ),
        family('jcf_state_readable', 'gauge', '1 when the numbers from the database could be read.', [
          [{}, state?.counts === undefined ? 0 : 1],
        ]),
        state === undefined ? '' : stateText(state),
        state?.counts === undefined ? '' : countsText(state.counts),
      ].join('');
    },
  };
}

const stateText = ({ connections, readiness, freeBytes }: ServiceState): string =>
  [
    family(
      'jcf_ready',
      'gauge',
      '1 for each thing the service needs that is well.',
      readiness.checks.map(({ name, ok }) => [{ check: name }, ok ? 1 : 0] as const),
    ),
    family('jcf_database_connections', 'gauge', 'Connections of this process to the database.', [
      [{ state: 'busy' }, connections.total - connections.idle],
      [{ state: 'idle' }, connections.idle],
      [{ state: 'most' }, connections.most],
    ]),
    family('jcf_database_waiting', 'gauge', 'Pieces of work that wait for a connection.', [[{}, connections.waiting]]),
    family('jcf_data_free_bytes', 'gauge', 'Room left on the disk of the data folder.', [[{}, freeBytes]]),
  ].join('');

const countsText = ({ queues, jobs, feed }: ServiceCounts): string =>
  [
    family(
      'jcf_queue_items',
      'gauge',
      'Files waiting in a queue, over all organisations.',
      queues.map(({ queue, waiting }) => [{ queue }, waiting] as const),
    ),
    family(
      'jcf_queue_items_claimed',
      'gauge',
      'Of those, taken by somebody.',
      queues.map(({ queue, claimed }) => [{ queue }, claimed] as const),
    ),
    family(
      'jcf_jobs',
      'gauge',
      'Background work by state. Given up: left for a person to look at.',
      Object.entries(jobs).map(([name, count]) => [{ state: name }, count] as const),
    ),
    family('jcf_events_total', 'counter', 'Events of the log that have their place in the feed.', [
      [{}, feed.position],
    ]),
    family('jcf_feed_pending', 'gauge', 'Events that wait for their place in the feed.', [[{}, feed.pending]]),
    family('jcf_feed_lag_seconds', 'gauge', 'How long the oldest of them has waited.', [[{}, feed.lagSeconds]]),
  ].join('');

/** Counts every request under way, and every answer. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url !== paths.live.pattern) {
      const over = metrics.begun();
      // Either can come alone: whoever asked may go away before the end, and an injected request has no connection to close.
      reply.raw.once('finish', over).once('close', over);
    }
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    });
    done();
  });
}
