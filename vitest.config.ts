import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    globalSetup: ['test/support/database-servers.ts'],
    reporters: ['default', './test/support/line-reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 120_000,
    env: { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', TZ: 'Europe/London' },
  },
});
