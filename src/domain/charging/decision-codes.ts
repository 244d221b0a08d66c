/** What follows from a decision code. */
export type DecisionEffect = 'authorises' | 'out_of_court' | 'ends' | 'more_evidence' | 'side_action';

interface DecisionCode {
  readonly title: string;
  readonly effect: DecisionEffect;
  /** What has to be given with it. */
  readonly needs: 'further_action' | 'public_interest_code' | 'evidential_code' | 'text' | 'nothing';
}

/**
 * Decision codes that can be used today. E and F are historic; D5 and Z are seen in an interface and their meaning is not
 * confirmed, so neither can be chosen.
 * @source domain reference, section 12 (paper form, revision January 2020)
 */
export const decisionCodes = {
  A: { title: 'Charge, full evidential file wanted', effect: 'authorises', needs: 'further_action' },
  B: { title: 'Charge, expedited file', effect: 'authorises', needs: 'further_action' },
  B2: { title: 'Conditional caution not kept: charge, expedited file', effect: 'authorises', needs: 'further_action' },
  C: { title: 'Simple caution', effect: 'out_of_court', needs: 'public_interest_code' },
  D: { title: 'Conditional caution', effect: 'out_of_court', needs: 'public_interest_code' },
  D2: {
    ...{ title: 'Conditional caution not kept: no prosecution', effect: 'ends', needs: 'public_interest_code' },
  },
  G: { title: 'Taken into consideration', effect: 'side_action', needs: 'nothing' },
  K: { title: 'No prosecution: evidential', effect: 'ends', needs: 'evidential_code' },
  L: { title: 'No prosecution: public interest', effect: 'ends', needs: 'public_interest_code' },
  M: { title: 'Other', effect: 'side_action', needs: 'text' },
} as const satisfies Record<string, DecisionCode>;
export type DecisionCodeId = keyof typeof decisionCodes;

/** Codes for a conditional caution that was not kept, and for nothing else. */
export const codesAfterBreach: readonly string[] = ['B2', 'D2'] satisfies DecisionCodeId[];

export const isDecisionCode = (text: string): text is DecisionCodeId => Object.hasOwn(decisionCodes, text);

/**
 * Reasons for a decision not to prosecute or to divert. The official code lists were not found, so these are in our own
 * words and are data, to be replaced by the list in force.
 */
export const reasonCodes = {
  evidential: {
    'E-ID': 'Identification is not strong enough',
    'E-CONFLICT': 'Conflict of evidence that cannot be resolved',
    'E-ELEMENT': 'An element of the offence cannot be proved',
    'E-WITNESS': 'A key witness is not reliable, or will not give evidence',
    'E-DEFENCE': 'A defence cannot be rebutted',
    'E-ADMISS': 'Key evidence is not admissible',
  },
  public_interest: {
    'P-MINOR': 'The harm was minor and the penalty would be nominal',
    'P-HEALTH': 'Effect on the health of the victim or the suspect',
    'P-AGE': 'Age or maturity of the suspect',
    'P-DELAY': 'Delay, with no fault of the suspect',
    'P-OOCD': 'An out-of-court outcome meets the public interest',
    'P-VICTIM': 'Views and interests of the victim',
  },
} as const;

/**
 * The five conditions of the Threshold Test, each shown and answered on its own. Older editions of the Code had four.
 * @source domain reference, section 5.1 and BR-07
 */
export const thresholdConditions = {
  suspicion: 'Reasonable grounds to suspect that the person committed the offence',
  furtherEvidence: 'Further evidence can be obtained that would give a realistic prospect of conviction',
  seriousness: 'The seriousness or circumstances justify deciding now',
  bail: 'Continuing substantial grounds to object to bail',
  publicInterest: 'It is in the public interest to charge',
} as const;
