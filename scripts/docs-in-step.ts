import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settings } from '../src/config.ts';
import { formsAreInStep } from './write-forms.ts';
import { lawIsInStep } from './write-law.ts';
import { openapiIsInStep } from './write-openapi.ts';

/**
 * Fails when a document no longer says what the code does: the law against the rule data, the forms against theirs, decision records against their
 * numbers, links and folders against the tree, the interface against its operations, settings against the operator's page.
 */

const faults: string[] = [];
const read = (file: string): string => readFileSync(file, 'utf8');

if (!(await lawIsInStep()))
  faults.push('docs/law.md does not match the rules: run `node --import tsx scripts/write-law.ts`.');

if (!(await formsAreInStep()))
  faults.push('docs/forms.md does not match the forms: run `node --import tsx scripts/write-forms.ts`.');

if (!(await openapiIsInStep()))
  faults.push('docs/openapi.json does not match the operations: run `node --import tsx scripts/write-openapi.ts`.');

const records = readdirSync('docs/decisions')
  .filter((name) => name.endsWith('.md'))
  .sort();
const numbers = records.map((name) => name.slice(0, 4));
numbers.forEach((number, index) => {
  if (number !== String(index + 1).padStart(4, '0'))
    faults.push(`docs/decisions: ${records[index] ?? ''} breaks the numbering.`);
});
for (const name of records) {
  const text = read(join('docs/decisions', name));
  if (!text.startsWith(`# ${name.slice(0, 4)} `)) faults.push(`docs/decisions/${name} does not start with its number.`);
  for (const part of ['Context', 'Decision', 'Consequences', 'How we would know it was wrong'])
    if (!text.includes(part)) faults.push(`docs/decisions/${name} has no part “${part}”.`);
}

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']
  .concat(
    readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name)),
  )
  .filter((file) => existsSync(file));
for (const file of pages)
  for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g))
    if (!existsSync(join(dirname(file), target))) faults.push(`${file} links to ${target}, which is not there.`);

for (const [, target = ''] of read('docs/architecture.md').matchAll(/`(src\/[a-z0-9/.-]+)`/g))
  if (!existsSync(target)) faults.push(`docs/architecture.md names ${target}, which is not there.`);

const operate = existsSync('docs/operate.md') ? read('docs/operate.md') : '';
for (const setting of settings)
  if (!operate.includes(`\`${setting}\``)) faults.push(`docs/operate.md does not name the setting ${setting}.`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
