import type { z } from 'zod';

/** One thing that stops a bundle: where in `case.json`, and what is wrong in words that finish "this field …" or stand alone. */
export interface Problem {
  /** Path such as `offences[0].cjsCode`; empty for the bundle as a whole. */
  readonly path: string;
  readonly message: string;
}

/** `['offences', 0, 'cjsCode']` as `offences[0].cjsCode`; a name that is not a plain word is quoted. */
export function sayPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = String(step);
      if (!/^[A-Za-z_]\w*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  null: 'null',
};

/** What `root` holds at a path; `undefined` when nothing is there. */
export const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown => {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
};

/** Fields whose value may be repeated in a message: codes and dates of the case, never those of a person. */
function quote(value: unknown, path: readonly PropertyKey[]): string {
  if (path[0] === 'persons' || path.includes('pncId') || path.includes('asn')) return '';
  const isCode = typeof value === 'string' && value.length <= 24 && /^[\w:./+-]*$/.test(value);
  return isCode || typeof value === 'number' ? `, not ${JSON.stringify(value)}` : '';
}

/** Problems in plain words for what a schema found; `input` is what was parsed. Several for one issue that names several fields. */
export function sayIssue(issue: z.core.$ZodIssue, input: unknown): readonly Problem[] {
  const value = valueAt(input, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: sayPath([...issue.path, key]),
      message: 'is not a field of this format. Correct its name or take it out',
    }));
  }
  return [{ path: sayPath(issue.path), message: value === undefined ? 'is missing' : sayWrong(issue, value) }];
}

function sayWrong(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}${value === null ? ', not null' : ''}`;
    case 'invalid_value': {
      const choices = issue.values.map((each) => JSON.stringify(each));
      const said = choices.length === 1 ? (choices[0] ?? '') : `one of ${choices.join(', ')}`;
      return `must be ${said}${quote(value, issue.path)}`;
    }
    case 'too_small':
      return issue.origin === 'array' ? 'must have at least one entry' : 'must not be empty';
    case 'invalid_union': {
      // Each alternative says why it does not fit; the value is repeated once, at the end.
      const quoted = quote(value, issue.path);
      const ways = issue.errors.flatMap(([first]) => {
        const said = first === undefined ? '' : sayWrong({ ...first, path: issue.path }, value);
        return said === '' ? [] : [said.endsWith(quoted) ? said.slice(0, said.length - quoted.length) : said];
      });
      return `must be ${[...new Set(ways)].map((way) => way.replace(/^must be /, '')).join(' or ')}${quoted}`;
    }
    case 'invalid_format':
      return `${issue.message}${quote(value, issue.path)}`;
    case 'custom':
      return issue.message;
    default:
      return 'has the wrong form';
  }
}

/** The first problem of each path: a date in the wrong form is also no day that exists, and saying both helps nobody. */
export function firstOfEach(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ path }) => path === '' || (!seen.has(path) && seen.add(path)));
}
