import { describe, expect, it } from 'vitest';
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

const production = {
  NODE_ENV: 'production',
  JCF_BASE_URL: 'https://jcf.example.org',
  DATABASE_URL: 'postgres://jcf_app@db.example.org/jcf',
  JCF_OIDC_ISSUER: 'https://id.example.org',
  JCF_OIDC_CLIENT_ID: 'jcf',
  JCF_OIDC_CLIENT_SECRET: 'a secret',
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
      signIn: { kind: 'external', match: 'subject', claim: 'sub' },
      logLevel: 'info',
    });
  });

  it('reads the claim that holds an email when people are matched by email', () => {
    expect(accepted({ ...production, JCF_OIDC_MATCH: 'email' }).signIn).toMatchObject({
      match: 'email',
      claim: 'email',
    });
    expect(accepted({ ...production, JCF_OIDC_MATCH: 'email', JCF_OIDC_CLAIM: 'upn' }).signIn).toMatchObject({
      claim: 'upn',
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
      when: 'people are to be matched by shoe size',
      environment: { ...production, JCF_OIDC_MATCH: 'shoe' },
      says: /JCF_OIDC_MATCH/,
    },
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
