import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Nunjucks has no types of its own; this is all of it that the tests use.
type Environment = {
  readonly addFilter: (name: string, filter: unknown) => void;
  readonly renderString: (template: string, context: object) => string;
};
type Nunjucks = {
  readonly Environment: new (loader: unknown, options: { readonly autoescape: boolean }) => Environment;
  readonly FileSystemLoader: new (folders: readonly string[]) => unknown;
};

const require = createRequire(import.meta.url);
const nunjucks = require('nunjucks') as Nunjucks;
const filters = (require('@ministryofjustice/frontend/moj/filters/all') as () => Record<string, unknown>)();

const folderOf = (path: string): string => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

const environment = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([folderOf('govuk-frontend/dist'), folderOf('@ministryofjustice/frontend')]),
  { autoescape: true },
);
for (const [name, filter] of Object.entries(filters)) environment.addFilter(name, filter);

/** What the Ministry of Justice's own macro, such as `mojBadge` in `badge`, gives for these options. */
export const mojMacro = (component: string, macro: string, options: object): string =>
  environment.renderString(
    `{% from "moj/components/${component}/macro.njk" import ${macro} %}{{ ${macro}(options) }}`,
    { options },
  );
