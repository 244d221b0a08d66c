/** What the tagger says of a word, by a letter each. The order is that of the weights. */
export const labels = ['-', 'P', 'L', 'A', 'G', 'K', 'D', 'd', 'C', 'M', 'm', 'X', 'Q', 'q'] as const;
export type Label = (typeof labels)[number];

/** Labels of one place in the table of weights: a power of two not under their number. */
export const labelRoom = 16;
