export * from './page-space.ts';
export * from './region.ts';
export * from './reasons.ts';
export * from './words.ts';
export { recipientRules, staysFor, type RecipientRule, type Whose } from './suggest/recipients.ts';
export { suggest, type SuggestOptions } from './suggest/suggest.ts';
export {
  certainties,
  personRoles,
  recipients,
  suggestionTypes,
  type CaseKnowledge,
  type Certainty,
  type KnownPerson,
  type PersonRole,
  type Recipient,
  type Suggestion,
  type SuggestionType,
} from './suggest/types.ts';
