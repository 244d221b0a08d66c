/** A short word such as a class or an error code: nothing somebody typed. */
const asWord = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[A-Za-z0-9_.-]{1,60}$/.test(text) ? text : undefined;

/** Lines that say where, without the message before them, which may have any number of lines of its own. */
function placesOf({ stack = '', message }: Error): readonly string[] {
  const after = stack.indexOf(message);
  const places = after === -1 ? stack : stack.slice(after + message.length);
  return places.split('\n').filter((line) => /^ {4}at [^\n]*(?::\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line));
}

/**
 * What of a fault may stand in a log: its kind, its code and where it was. No words: a message can quote what somebody
 * typed, and an error of the database names the key that clashed. `constraint` names a rule of ours, never a value.
 */
export function describeFault(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { name: typeof error };
  return {
    name: asWord(error.name) ?? 'Error',
    code: 'code' in error ? asWord(error.code) : undefined,
    constraint: 'constraint' in error ? asWord(error.constraint) : undefined,
    at: placesOf(error),
    cause: error.cause === undefined || depth > 4 ? undefined : describeFault(error.cause, depth + 1),
  };
}
