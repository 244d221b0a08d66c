import { recipients, type Recipient } from './suggest/types.ts';

export const isRecipient = (text: string): text is Recipient => Object.hasOwn(recipients, text);

/** A recipient within a sentence: "for the defence". */
export const sayRecipient = (recipient: Recipient): string =>
  recipient === 'cps' ? 'CPS' : recipients[recipient].toLowerCase();

/**
 * Why something goes. A reason says of what kind it is, never what it is.
 * @source domain reference, section 18 (what a redaction log records), BR-58
 */
export const redactionReasons = {
  personal: 'Personal data that this recipient does not need',
  contact: 'Address, telephone, email or other way to reach somebody',
  identifier: 'Number that identifies a person, account or vehicle',
  protected: 'Could put somebody in danger, or is sensitive',
  privileged: 'Legal advice, or written for it',
  'other-matter': 'About another matter or person, not part of this case',
  backsheet: 'Page of personal details, such as a backsheet',
  blank: 'Blank page',
} as const;
export type RedactionReason = keyof typeof redactionReasons;
export const isRedactionReason = (text: string): text is RedactionReason => Object.hasOwn(redactionReasons, text);
