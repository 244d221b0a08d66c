/** Parts of a case that an address can name, as the record of access says them. */
const parts: Readonly<Record<string, string>> = {
  materialId: 'material',
  submissionId: 'submission',
  version: 'version',
  planId: 'action plan',
  itemId: 'item',
  heading: 'heading',
  fact: 'question',
  item: 'file item',
  messageId: 'message',
  chargeId: 'charge',
  personId: 'person',
};

/**
 * What of a case an address is about, from its parameters: `submission S1, version 2`; empty for the whole of it. Ids alone:
 * nothing that somebody wrote in the case.
 */
export const aboutOf = (params: unknown): string =>
  typeof params !== 'object' || params === null
    ? ''
    : Object.entries(params)
        .flatMap(([name, value]) => {
          const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
          return part === undefined || typeof value !== 'string' ? [] : [`${part} ${value.slice(0, 60)}`];
        })
        .join(', ');
