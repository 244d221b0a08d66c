/**
 * For whom a transaction runs. Row-level security reads it: `police` sees its own organisation's streams, `cps` the
 * cases granted to it, `board` no case material, `system` everything. No viewer, no rows.
 */
export interface Viewer {
  readonly side: 'police' | 'cps' | 'board' | 'outside' | 'system';
  readonly orgId: string;
  readonly userId: string;
  /** Audiences whose streams this person may read and write: `police`, `shared`, `cps`, `sensitive`. */
  readonly audiences: readonly string[];
  /** Visibility classes of items this person may read: `V1` to `V7`. */
  readonly classes: readonly string[];
  /** The product's time (ISO 8601). What lasts until a time has ended for a viewer who knows none. */
  readonly at?: string;
}

/** Background work and checks, which serve nobody in particular and show nothing to anybody. */
export const systemViewer: Viewer = { side: 'system', orgId: '', userId: 'system', audiences: [], classes: [] };

const asList = (values: readonly string[]): string => {
  const odd = values.find((value) => !/^[A-Za-z0-9_-]+$/.test(value));
  if (odd !== undefined) throw new Error(`"${odd}" cannot name an audience or a class`);
  return values.join(',');
};

/** The settings that policies read, by name. Throws when an audience or class is not a plain word. */
export const settingsOf = (viewer: Viewer): Readonly<Record<string, string>> => ({
  'jcf.side': viewer.side,
  'jcf.org': viewer.orgId,
  'jcf.user': viewer.userId,
  'jcf.audiences': asList(viewer.audiences),
  'jcf.classes': asList(viewer.classes),
  'jcf.now': viewer.at ?? '',
});
