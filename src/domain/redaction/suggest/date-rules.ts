import type { Around, Rule, Said } from './rule.ts';

/** Dates of birth, other dates, ages. */

/** A time of day that goes with the date before it. */
const clock = '(?:,? (?:at )?\\d{1,2}:\\d{2}(?::\\d{2})?(?: ?[AaPp]\\.?[Mm]\\b)?)?';

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec';
const day = '(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?';
const saysBirth =
  /(?:\b(?:d\.?o\.?b\.?|born|birth(?:day|date)?|bday|b\.)\b\.?[^\n.;]{0,35}|date of birth[^\n;]{0,40})$/i;
const saysBirthAfter = /^[ \n,)]{0,3}(?:\(?d\.?o\.?b\b|\(?date of birth)/i;

function date(around: Around, length: number, kind: 'full' | 'part'): Said {
  const born =
    saysBirth.test(around.before(50)) ||
    (kind === 'full' && saysBirthAfter.test(around.text.slice(around.at + length, around.at + length + 20)));
  return born
    ? { type: 'date-of-birth', certainty: 'certain', reason: 'A date after words for birth' }
    : {
        type: 'date',
        certainty: kind === 'full' ? 'certain' : 'likely',
        reason: kind === 'full' ? 'A date' : 'A day, month or year',
      };
}

export const dateRules: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\d/.-])(?:(?:3[01]|[12]\\d|0?[1-9])([/.-])(?:3[01]|[12]\\d|0?[1-9])\\1(?:(?:19|20)\\d{2}|\\d{2})|(?:19|20)\\d{2}([/.-])(?:1[0-2]|0?[1-9])\\2(?:3[01]|[12]\\d|0?[1-9]))(?![\\d/-]|\\.\\d)${clock}`,
      'g',
    ),
    say(match, around) {
      const [first = 0, second = 0] = match[0].split(/[/.-]/).map(Number.parseFloat);
      if (match[1] !== undefined && first > 12 && second > 12) return undefined;
      if (match[1] === '.' && match[0].length < 6) return undefined;
      if (match[1] === '-' && match[0].length === 8 && /sort/i.test(around.before(20))) return undefined;
      return date(around, match[0].length, 'full');
    },
  },
  {
    pattern: new RegExp(
      `\\b${day}(?: of)?[ \\n-](?:${months})\\b\\.?(?:,?[ \\n-](?:(?:19|20)\\d{2}\\b|'?\\d{2}\\b(?![:.]\\d)))?`,
      'gi',
    ),
    say: (match, around) => date(around, match[0].length, /\d{2,4}$/.test(match[0].slice(4)) ? 'full' : 'part'),
  },
  {
    pattern: new RegExp(`\\b(?:${months})[ \\n](?:${day}(?!\\d))(?:,?[ \\n](?:19|20)\\d{2}\\b)?`, 'g'),
    say: (match, around) => date(around, match[0].length, /\d{4}$/.test(match[0]) ? 'full' : 'part'),
  },
  {
    pattern: new RegExp(`\\b(?:${months}),?[ \\n](?:19|20)\\d{2}\\b`, 'g'),
    say: (match, around) => date(around, match[0].length, 'part'),
  },
  {
    pattern:
      /(?<![\d/.,£$€:-])(?:19[2-9]\d|20[0-4]\d)(?![\d/:%-]|[.,]\d| ?(?:metres|litres|euros|pounds|EUR|hours|hrs)\b)/g,
    say(match, around) {
      const before = around.before(50);
      if (saysBirth.test(before))
        return { type: 'date-of-birth', certainty: 'certain', reason: 'A year after words for birth' };
      if (/\b(?:no|nos|number|ref|log|act|rules?|order|regulations?|room|flat|PIN)\.? ?$/i.test(before))
        return undefined;
      const named =
        /(?:\b(?:in|since|until|till|from|of|by|between|and|or|during|before|after|year|around|early|late|mid|summer|winter|spring|autumn|class of)|-|\() ?$/i.test(
          before,
        );
      return { type: 'date', certainty: named ? 'likely' : 'possible', reason: 'A year' };
    },
  },
  {
    pattern: /\b(?:19[3-9]0|20[0-2]0)s\b/g,
    say: () => ({ type: 'date', certainty: 'possible', reason: 'A decade' }),
  },
  {
    pattern:
      /\b(?:(?:last|next|this|on|every|until|by) )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b/g,
    say: (match) => ({
      type: 'date',
      certainty: 'possible',
      reason: 'A day of the week',
      from: match[0].search(/[A-Z]/),
    }),
  },
  {
    pattern:
      /\b(?:aged?(?: of)?:? ?(?:about |approximately |around )?(\d{1,3})(?!\d)(?: years?)?(?: old)?|(\d{1,3})(?:[- ]?(?:years?|yrs?)[- ]?(?:old|of age)| ?(?:y\/o|y\.o\.|yo))|(\d{1,3})[- ]year[- ]old)\b/gi,
    say(match) {
      const years = Number(match[1] ?? match[2] ?? match[3]);
      if (years > 115) return undefined;
      const from = match[1] === undefined ? 0 : match[0].search(/\d/);
      return { type: 'age', certainty: 'certain', reason: 'The age of a person', from };
    },
  },
  {
    pattern:
      /\b(?:I am|I'm|he is|she is|he's|she's|turned|turning|was|were|is) (?:just |only |now |about )?(\d{1,2})(?=[.,;!?]| (?:and|but|when|at the time|years)\b|$)/gim,
    say: (match) => {
      const years = Number(match[1]);
      return years < 4 || years > 99
        ? undefined
        : {
            type: 'age',
            certainty: 'possible',
            reason: 'A number that may be an age',
            from: match[0].length - (match[1] ?? '').length,
          };
    },
  },
  {
    pattern:
      /\b(?:three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w{3,5})?)[- ]years?[- ](?:old|of age)\b/gi,
    say: () => ({ type: 'age', certainty: 'certain', reason: 'The age of a person' }),
  },
];
