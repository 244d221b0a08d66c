import type { Config } from './config.ts';

const hidden = '(set, not shown)';

/** An address without the name and password in it, nor its options. */
const withoutSecrets = (address: string): string => {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
};

/** What the process will run with, as lines of a table of name and value; nothing secret is in it. */
export function configInWords(config: Config): readonly string[] {
  const { database, documents, listen, metrics, sessionLimits, signIn } = config;
  const lines: readonly (readonly [name: string, value: string])[] = [
    ['mode', config.mode],
    ['data folder', config.dataFolder],
    ...(database.kind === 'embedded'
      ? ([['database', 'embedded, below the data folder']] as const)
      : ([
          ['database', withoutSecrets(database.url)],
          ['tables made at', withoutSecrets(database.ownerUrl ?? database.url)],
        ] as const)),
    ...(documents.kind === 'folder'
      ? ([['documents', 'below the data folder']] as const)
      : ([
          [
            'documents',
            `bucket ${documents.bucket} at ${withoutSecrets(documents.endpoint)}, region ${documents.region}`,
          ],
          ['key of the bucket', hidden],
        ] as const)),
    [
      'listens on',
      `${listen.host}, ${listen.port === 'firstFree' ? 'the first free port from 3000' : `port ${listen.port}`}`,
    ],
    ['reached at', config.baseUrl ?? 'where it listens'],
    ['proxies believed', listen.trustedProxies.length === 0 ? 'none' : listen.trustedProxies.join(', ')],
    ...(signIn.kind === 'embedded'
      ? ([['sign-in', 'the demonstration’s, without passwords']] as const)
      : ([
          ['sign-in', withoutSecrets(signIn.issuer)],
          ['known there as', signIn.clientId],
          ['secret there', hidden],
        ] as const)),
    ['a session lasts', `${sessionLimits.idleMinutes} minutes unused, ${sessionLimits.longestHours} hours at most`],
    ['who one is, shown', `counts for ${sessionLimits.confirmMinutes} minutes`],
    ['many cases', `more than ${config.manyCases} different ones in an hour are flagged`],
    [
      'clocks',
      `due soon ${config.clockSettings.dueSoonDays} days before, critical ${config.clockSettings.criticalDays} days after`,
    ],
    [
      'warnings',
      `${config.clockSettings.warnDays.join(', ')} days and ${config.clockSettings.warnHours.join(', ')} hours before`,
    ],
    ['file standard', config.editions.all.map(({ id, use }) => (use === 'trial' ? `${id} (on trial)` : id)).join(', ')],
    ...[...config.forceRules].map(
      ([force, { secondGate, recordsNeededFrom }]) =>
        [
          force,
          [
            ...(secondGate ? ['a second look at its files'] : []),
            ...(recordsNeededFrom === undefined ? [] : [`training records needed from ${recordsNeededFrom}`]),
          ].join(', '),
        ] as const,
    ),
    ['log', config.logLevel],
    ['numbers', metrics === undefined ? 'not given out' : `http://${metrics.host}:${metrics.port}/metrics`],
    ...(metrics?.token === undefined ? [] : ([['token for numbers', hidden]] as const)),
    ...(config.demoNow === undefined ? [] : ([['clock starts at', config.demoNow.toString()]] as const)),
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}
