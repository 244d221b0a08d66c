/**
 * What the account of another system may be given. A system never decides, certifies, sends or charges, and never reads
 * sensitive material: no scope gives those permissions, so no account can be given them. The names under `gives` are permissions.
 */
export const scopes = {
  'cases:read': {
    title: 'Read cases',
    says: 'Cases of this organisation with their documents, checks and time limits. No contact details, no sensitive material.',
    gives: ['case:list', 'case:read'],
  },
  'contacts:read': {
    title: 'Read contact details',
    says: 'Addresses, telephones, emails and care needs of people in those cases.',
    gives: ['contact:read'],
  },
  'history:read': {
    title: 'Read the history of cases',
    says: 'What happened in a case, when and by whom.',
    gives: ['history:read'],
  },
  'queues:read': {
    title: 'Read queues',
    says: 'What waits in the queues of this organisation. Files are taken from a queue by people alone.',
    gives: ['queue:read'],
  },
  'messages:write': {
    title: 'Write messages',
    says: 'Messages on cases, signed with the name of the account.',
    gives: ['message:write'],
  },
} as const satisfies Record<string, { title: string; says: string; gives: readonly string[] }>;
export type Scope = keyof typeof scopes;

export const isScope = (text: string): text is Scope => Object.hasOwn(scopes, text);
