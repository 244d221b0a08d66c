/** Headings of a request and verdicts of a check in words, the same wherever they are read. */

const headingWords: Readonly<Record<string, string>> = {
  vps: 'Victim personal statement',
  commonLawDisclosure: 'Common-law disclosure',
  supervisorCertificate: 'Supervisor’s certificate',
  pleaBasis: 'Basis of the expected plea',
  policeChargingRationale: 'Why police charged',
};

/** A heading of the request in words: `Case outline` from `caseOutline`. */
export function sayHeading(heading: string): string {
  const known = headingWords[heading];
  if (known !== undefined) return known;
  const words = heading.replace(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const verdicts: Readonly<Record<string, string>> = {
  met: 'The file meets the standard',
  nearly_met: 'The file nearly meets the standard',
  not_met: 'The file does not meet the standard',
  met_but_overbuilt: 'The file meets the standard, and holds more than was asked for',
};
/** The verdict of a check as a sentence without its full stop. */
export const sayVerdict = (verdict: string): string => verdicts[verdict] ?? verdict.replaceAll('_', ' ');
