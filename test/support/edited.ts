/** Reads what lies at a path such as `offences[0].cjsCode`. */
export type ReadAt = (path: string) => unknown;
/** New values by path: `undefined` takes the field out, a path that ends in `[+]` adds to a list, a function may look round first. */
export type Edits = Readonly<Record<string, unknown>>;

const stepsOf = (path: string): readonly string[] => path.split(/[.[\]]+/).filter((step) => step !== '');

function objectAt(root: unknown, steps: readonly string[]): object {
  let found = root;
  for (const step of steps) found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  if (typeof found !== 'object' || found === null) throw new Error(`Nothing to edit at ${steps.join('.')}`);
  return found;
}

/** A deep copy of JSON with some values changed, in order: for tests that spoil a record in ways no type allows. */
export function edited(json: unknown, edits: Edits): unknown {
  const copy: unknown = structuredClone(json);
  const readAt: ReadAt = (path) => {
    const steps = stepsOf(path);
    return structuredClone(Reflect.get(objectAt(copy, steps.slice(0, -1)), steps.at(-1) ?? ''));
  };
  for (const [path, edit] of Object.entries(edits)) {
    const steps = stepsOf(path);
    const holder = objectAt(copy, steps.slice(0, -1));
    const last = steps.at(-1) ?? '';
    const value: unknown = typeof edit === 'function' ? Reflect.apply(edit, undefined, [readAt]) : edit;
    if (last === '+' && Array.isArray(holder)) holder.push(value);
    else if (value === undefined) Reflect.deleteProperty(holder, last);
    else Reflect.set(holder, last, value);
  }
  return copy;
}

/** An edit that adds a copy of what lies at `path`, some of it changed. */
export const copyOf =
  (path: string, changes: Readonly<Record<string, unknown>> = {}) =>
  (readAt: ReadAt): unknown => {
    const found = readAt(path);
    return typeof found === 'object' ? { ...found, ...changes } : found;
  };
