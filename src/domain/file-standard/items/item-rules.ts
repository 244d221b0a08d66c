import type { ItemRow } from '../edition-schema.ts';
import { carriersOf } from './carriers.ts';
import { chargeItems } from './charge-items.ts';
import { carriedBy } from './common-rules.ts';
import { disclosureItems } from './disclosure-items.ts';
import { evidenceItems } from './evidence-items.ts';
import type { ItemRule } from './finding.ts';
import { offenceItems } from './offence-items.ts';
import { requestItems } from './request-items.ts';
import { statementItems } from './statement-items.ts';
import { suspectItems } from './suspect-items.ts';
import { witnessItems } from './witness-items.ts';

const rules: ReadonlyMap<string, ItemRule> = new Map<string, ItemRule>(
  Object.entries({
    ...requestItems,
    ...suspectItems,
    ...offenceItems,
    ...evidenceItems,
    ...statementItems,
    ...witnessItems,
    ...disclosureItems,
    ...chargeItems,
  }),
);

/** Redacted copies are made in the system, so whether they are there is decided when something is served. */
export const deferredItems: ReadonlySet<string> = new Set(['REDACTION']);

/** Forms whose making is avoidable work: the only ones that are pointed out when they are sent and not due. */
export const avoidableItems: ReadonlySet<string> = new Set([
  ...['MG5_REPORT', 'WITNESS_LIST', 'AVAILABILITY', 'EXHIBIT_LIST', 'SDC', 'MG6C', 'MG6D', 'MG6E'],
]);

/** Whether this product has a rule of its own for an item, as opposed to the plain "is one of its forms there". */
export const isKnownItem = (item: string): boolean => rules.has(item) || deferredItems.has(item);

/** The rule for an item; an item of a newer edition is met by any of the forms its row names. */
export const ruleFor = (item: ItemRow): ItemRule => rules.get(item.id) ?? carriedBy(carriersOf(item, false));

/** Ids of the items with a rule of their own. */
export const ruledItemIds: readonly string[] = [...rules.keys()];
