import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, type Config } from './config.ts';

const accepted = (environment: Record<string, string>): Config => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.faults.join(' '));
  return read.config;
};
const faultsOf = (environment: Record<string, string>): readonly string[] => {
  const read = readConfig(environment);
  return read.ok ? [] : read.faults;
};

const folder = mkdtempSync(join(tmpdir(), 'jcf-config-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const mapping = {
  person: { subject: 'oid' },
  organisations: [{ id: 'fenmarch', kind: 'force', name: 'Fenmarch Constabulary', forceCode: '35' }],
  rules: [{ when: [{ claim: 'roles', includes: 'sup' }], organisation: 'fenmarch', roles: ['supervisor'] }],
};

const production = {
  NODE_ENV: 'production',
  JCF_BASE_URL: 'https://jcf.example.org',
  DATABASE_URL: 'postgres://jcf_app@db.example.org/jcf',
  JCF_OIDC_ISSUER: 'https://id.example.org',
  JCF_OIDC_CLIENT_ID: 'jcf',
  JCF_OIDC_CLIENT_SECRET: 'a secret',
  JCF_OIDC_MAPPING: file('mapping.json', JSON.stringify(mapping)),
};

describe('configuration', () => {
  it('starts a demonstration from nothing at all', () => {
    expect(accepted({})).toMatchObject({
      mode: 'demonstration',
      database: { kind: 'embedded' },
      signIn: { kind: 'embedded' },
      listen: { host: 'localhost', port: 'firstFree', trustedProxies: [] },
      warnings: [],
    });
    expect(accepted({}).dataFolder).toBe(`${process.cwd()}/.jcf`);
  });

  it('starts production with real values', () => {
    expect(accepted({ ...production, PORT: '8080', JCF_TRUSTED_PROXIES: '10.0.0.1, 10.1.0.0/16' })).toMatchObject({
      mode: 'production',
      baseUrl: 'https://jcf.example.org',
      listen: { port: 8080, trustedProxies: ['10.0.0.1', '10.1.0.0/16'] },
      signIn: { kind: 'external', mapping: { person: { subject: ['oid'] }, scope: 'openid profile email' } },
      logLevel: 'info',
    });
  });

  it('takes how long people stay signed in, and has what is usual without', () => {
    expect(accepted({}).sessionLimits).toEqual({ idleMinutes: 30, longestHours: 12, confirmMinutes: 15 });
    const set = { JCF_SESSION_IDLE_MINUTES: '10', JCF_SESSION_LONGEST_HOURS: '8', JCF_CONFIRM_MINUTES: '5' };
    expect(accepted(set).sessionLimits).toEqual({ idleMinutes: 10, longestHours: 8, confirmMinutes: 5 });
  });

  it('takes how many cases in an hour are flagged, and refuses what would flag everybody or nobody', () => {
    expect(accepted({}).manyCases).toBe(20);
    expect(accepted({ JCF_MANY_CASES: '35' }).manyCases).toBe(35);
    for (const JCF_MANY_CASES of ['4', '1001', '20.5', 'many'])
      expect(readConfig({ JCF_MANY_CASES })).toMatchObject({
        faults: [expect.stringMatching(/^JCF_MANY_CASES must be/)],
      });
  });

  it('takes the forces with a second look at the gate from JCF_SECOND_GATE', () => {
    expect(accepted({}).forceRules.size).toBe(0);
    const { forceRules } = accepted({ JCF_SECOND_GATE: 'force-35, force-36' });
    expect([...forceRules]).toEqual([
      ['force-35', { secondGate: true, recordsNeededFrom: undefined }],
      ['force-36', { secondGate: true, recordsNeededFrom: undefined }],
    ]);
    expect(readConfig({ JCF_SECOND_GATE: 'Force 35' })).toMatchObject({
      faults: [expect.stringMatching(/^JCF_SECOND_GATE must be ids of forces/)],
    });
  });

  it('takes the day from which training records are needed from JCF_TRAINING_NEEDED_FROM, by force', () => {
    const { forceRules } = accepted({ JCF_TRAINING_NEEDED_FROM: 'force-35=2027-10-01', JCF_SECOND_GATE: 'force-36' });
    expect(forceRules.get('force-35')).toEqual({ secondGate: false, recordsNeededFrom: '2027-10-01' });
    expect(forceRules.get('force-36')).toEqual({ secondGate: true, recordsNeededFrom: undefined });
    for (const JCF_TRAINING_NEEDED_FROM of ['2027-10-01', 'force-35=2027-02-30', 'force-35'])
      expect(readConfig({ JCF_TRAINING_NEEDED_FROM })).toMatchObject({
        faults: [expect.stringMatching(/^JCF_TRAINING_NEEDED_FROM must be a day/)],
      });
  });

  it('takes the demonstration clock from JCF_DEMO_NOW', () => {
    expect(accepted({ JCF_DEMO_NOW: '2026-11-24T09:00:00Z' }).demoNow?.toString()).toBe('2026-11-24T09:00:00Z');
  });

  it.each([
    {
      when: 'a clock is set in production',
      environment: { ...production, JCF_DEMO_NOW: '2026-11-24T09:00:00Z' },
      says: /JCF_DEMO_NOW .*refused in production/,
    },
    {
      when: 'production has no identity provider',
      environment: { ...production, JCF_OIDC_ISSUER: '', JCF_OIDC_CLIENT_ID: '', JCF_OIDC_CLIENT_SECRET: '' },
      says: /demonstration sign-in is refused in production/,
    },
    {
      when: 'production has no address',
      environment: { ...production, JCF_BASE_URL: '' },
      says: /JCF_BASE_URL is needed/,
    },
    {
      when: 'people would reach it without encryption',
      environment: { ...production, JCF_BASE_URL: 'http://jcf.example.org' },
      says: /https:/,
    },
    {
      when: 'the address has a path',
      environment: { ...production, JCF_BASE_URL: 'https://example.org/jcf' },
      says: /without a path/,
    },
    {
      when: 'the identity provider is reached without encryption',
      environment: { ...production, JCF_OIDC_ISSUER: 'http://id.example.org' },
      says: /JCF_OIDC_ISSUER must start with https/,
    },
    {
      when: 'the client has no secret',
      environment: { ...production, JCF_OIDC_CLIENT_SECRET: '' },
      says: /JCF_OIDC_CLIENT_SECRET/,
    },
    {
      when: 'a client is named without a provider',
      environment: { JCF_OIDC_CLIENT_ID: 'jcf' },
      says: /without JCF_OIDC_ISSUER/,
    },
    { when: 'the demonstration would listen on a network', environment: { JCF_HOST: '0.0.0.0' }, says: /no password/ },
    {
      when: 'the demonstration would be reached from elsewhere',
      environment: { JCF_BASE_URL: 'https://demo.example.org' },
      says: /no password/,
    },
    { when: 'the port is no port', environment: { PORT: '99999' }, says: /PORT must be/ },
    { when: 'the clock is no time', environment: { JCF_DEMO_NOW: 'tomorrow' }, says: /JCF_DEMO_NOW must be/ },
    {
      when: 'the database is no PostgreSQL',
      environment: { DATABASE_URL: 'mysql://x/y' },
      says: /DATABASE_URL must be/,
    },
    {
      when: 'an owner of the tables is named without a database',
      environment: { JCF_DATABASE_OWNER_URL: 'postgres://o@h/d' },
      says: /without DATABASE_URL/,
    },
    {
      when: 'nothing says who may do what',
      environment: { ...production, JCF_OIDC_MAPPING: '' },
      says: /JCF_OIDC_MAPPING is needed/,
    },
    {
      when: 'the mapping is not there',
      environment: { ...production, JCF_OIDC_MAPPING: '/nowhere/mapping.json' },
      says: /cannot be read: \/nowhere\/mapping\.json/,
    },
    {
      when: 'the mapping gives a role there is none of',
      environment: {
        ...production,
        JCF_OIDC_MAPPING: file(
          'bad.json',
          JSON.stringify({ ...mapping, rules: [{ ...mapping.rules[0], roles: ['chief'] }] }),
        ),
      },
      says: /bad\.json: rules\[0\]\.roles\[0\]: names no role of this program: chief\./,
    },
    { when: 'nobody could stay signed in', environment: { JCF_SESSION_IDLE_MINUTES: '0' }, says: /from 5 to 240/ },
    { when: 'the longest session is no number', environment: { JCF_SESSION_LONGEST_HOURS: 'x' }, says: /from 1 to 24/ },
    { when: 'confirming lasts all day', environment: { JCF_CONFIRM_MINUTES: '600' }, says: /from 1 to 60/ },
  ])('does not start when $when', ({ environment, says }) => {
    expect(faultsOf(environment)).toContainEqual(expect.stringMatching(says));
  });

  it('tells every fault at once', () => {
    expect(faultsOf({ PORT: 'x', JCF_DEMO_NOW: 'y', JCF_LOG: 'z' })).toHaveLength(3);
  });

  it('warns about the embedded database in production, and allows it', () => {
    expect(accepted({ ...production, DATABASE_URL: '' }).warnings).toContainEqual(
      expect.stringMatching(/embedded database/),
    );
  });

  it('warns about a setting it does not know', () => {
    expect(accepted({ JCF_DEMO_CLOCK: '1' }).warnings).toContainEqual(expect.stringMatching(/JCF_DEMO_CLOCK/));
  });
});
