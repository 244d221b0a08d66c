import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Test files that take more than half a minute, the longest first. */
const longest = [
  'test/page-bar/bar.test.ts',
  'test/journeys/spine.test.ts',
  'test/failures/power-cut.test.ts',
  'test/operations/killed.test.ts',
  'test/failures/backup.test.ts',
  'test/access/contact-pages.test.ts',
  'test/failures/killed-while-writing.test.ts',
  'test/access/hostile-accounts.test.ts',
  'src/web/confirming.browser.test.ts',
  'src/web/pages/calculator/calculator.browser.test.ts',
  'src/web/pages/assurance-pages.browser.test.ts',
  'test/operations/starting.test.ts',
  'test/access/access-pages.browser.test.ts',
  'src/web/layouts/page.browser.test.tsx',
  'test/journeys/sign-in.test.tsx',
  'test/access/matrix.test.ts',
  'test/access/every-reading.test.ts',
  'test/operations/stop.test.ts',
  'test/failures/disk-full.test.ts',
  'src/api/contract.test.ts',
].map((path) => fileURLToPath(new URL(`../../${path}`, import.meta.url)));

const gone = longest.filter((path) => !existsSync(path));
if (gone.length > 0) throw new Error(`longest-first.ts names tests that are not there: ${gone.join(', ')}`);

/** Begins with the files that take longest, so that no worker is left alone with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = longest.indexOf(moduleId);
      return found === -1 ? longest.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
