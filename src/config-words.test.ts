import { describe, expect, it } from 'vitest';
import { configInWords } from './config-words.ts';
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

const bucket = {
  JCF_S3_ENDPOINT: 'https://s3.example.org',
  JCF_S3_BUCKET: 'case-documents',
  JCF_S3_ACCESS_KEY_ID: 'KEYNAME',
  JCF_S3_SECRET_ACCESS_KEY: 'a secret of the bucket',
};
const monitoring = {
  JCF_METRICS_PORT: '9464',
  JCF_METRICS_HOST: '10.0.0.5',
  JCF_METRICS_TOKEN: 'a token of twenty letters',
};

describe('the settings in words', () => {
  it('say what the process will run with', () => {
    expect(configInWords(accepted({ JCF_DATA: '/srv/jcf', JCF_METRICS_PORT: '9464' }))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^data folder +\/srv\/jcf$/),
        expect.stringMatching(/^listens on +localhost, the first free port from 3000$/),
        expect.stringMatching(/^numbers +http:\/\/127\.0\.0\.1:9464\/metrics$/),
      ]),
    );
  });

  it('hold no secret', () => {
    const words = configInWords(
      accepted({
        ...bucket,
        ...monitoring,
        DATABASE_URL: 'postgres://jcf_app:a-password@db.example.org/jcf?sslpassword=another-secret',
        JCF_DATABASE_OWNER_URL: 'postgres://jcf_owner:owner-password@db.example.org/jcf',
      }),
    ).join('\n');
    expect(words).toContain('postgres://db.example.org/jcf');
    expect(words).toContain('bucket case-documents at https://s3.example.org');
    expect(words).not.toMatch(/a-password|owner-password|another-secret|a secret|KEYNAME|a token/);
  });
});

describe('a setting nobody knows', () => {
  it.each([
    { slip: 'JCF_DTAA', meant: ' Did you mean JCF_DATA?' },
    { slip: 'JCF_METRIC_PORT', meant: ' Did you mean JCF_METRICS_PORT?' },
    { slip: 'JCF_BASEURL', meant: ' Did you mean JCF_BASE_URL?' },
    { slip: 'JCF_SOMETHING_ELSE', meant: '' },
  ])('is named with the one likely meant: $slip', ({ slip, meant }) => {
    expect(accepted({ [slip]: 'x' }).warnings).toEqual([
      `${slip} is not a setting of this program and was ignored.${meant}`,
    ]);
  });
});

describe('documents in a bucket', () => {
  it('need an address, a bucket and a key', () => {
    expect(accepted({ ...bucket, DATABASE_URL: 'postgres://jcf_app@db.example.org/jcf' })).toMatchObject({
      documents: { kind: 'bucket', bucket: 'case-documents', region: 'us-east-1' },
    });
    expect(accepted({}).documents).toEqual({ kind: 'folder' });
    for (const name of Object.keys(bucket))
      expect(faultsOf(Object.fromEntries(Object.entries(bucket).filter(([each]) => each !== name)))).toEqual([
        expect.stringContaining(`${name} is needed`),
      ]);
    expect(faultsOf({ JCF_S3_REGION: 'eu-west-2' })).toHaveLength(4);
  });

  it.each([
    { JCF_S3_ENDPOINT: 'http://s3.example.org' },
    { JCF_S3_ENDPOINT: 's3.example.org' },
    { JCF_S3_BUCKET: '../other' },
  ])('refuse %o', (wrong) => {
    expect(faultsOf({ ...bucket, ...wrong })).toEqual([expect.stringContaining(Object.keys(wrong)[0] ?? '')]);
  });
});

describe('numbers for monitoring', () => {
  it('are off unless asked for', () => {
    expect(accepted({}).metrics).toBeUndefined();
    expect(accepted(monitoring).metrics).toEqual({ host: '10.0.0.5', port: 9464, token: 'a token of twenty letters' });
  });

  it.each([
    { what: 'are reachable by anybody', given: { ...monitoring, JCF_METRICS_TOKEN: '' }, name: 'JCF_METRICS_TOKEN' },
    {
      what: 'have a token that can be guessed',
      given: { ...monitoring, JCF_METRICS_TOKEN: 'short' },
      name: 'JCF_METRICS_TOKEN',
    },
    { what: 'have no port', given: { JCF_METRICS_HOST: '10.0.0.5' }, name: 'JCF_METRICS_HOST' },
    { what: 'have a port that is none', given: { JCF_METRICS_PORT: 'http' }, name: 'JCF_METRICS_PORT' },
  ])('are refused when they $what', ({ given, name }) => {
    expect(faultsOf(given)).toEqual([expect.stringContaining(name)]);
  });
});
