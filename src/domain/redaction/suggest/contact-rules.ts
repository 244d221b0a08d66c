import { digitsOf } from './check-digits.ts';
import type { Rule, Said } from './rule.ts';

/** Ways to reach somebody: telephone, email, web, accounts. */

const saysPhone =
  /\b(?:tel(?:ephone|no)?|phones?|mob(?:ile)?|cell|call(?:s|ed|ing)?|rang|ring|text(?:s|ed)?|contact|fax|whatsapp|landline|MSISDN|number|reach(?:ed)?|answering|dial(?:led)?|sms)\b[^\n]{0,40}$/i;

function phone(written: string, before: string): Said | undefined {
  const plain = written.replace(/(?:x|ext\.?|extension) ?\d{1,6}$/i, '');
  const digits = digitsOf(plain);
  const say = (certainty: Said['certainty'], reason: string): Said => ({ type: 'phone', certainty, reason });
  if (
    /^(?:07700900\d{3}|02079460\d{3}|01632960\d{3}|0(?:113|114|115|116|117|118|121|131|141|151|161|191)4960\d{3})$/.test(
      digits.replace(/^(?:44|0044)0?/, '0'),
    )
  )
    return say('certain', 'A telephone number of a range that is kept for drama and training');
  if (/^\+|^00[1-9]/.test(plain)) {
    const international = digits.replace(/^00/, '');
    if (international.length < 8 || international.length > 15) return undefined;
    return say('certain', 'A telephone number with its country code');
  }
  if (/^\(?0/.test(plain)) {
    if (/^07\d{9}$/.test(digits)) return say('certain', 'Eleven digits that start like a mobile number');
    if (/^0[123589]\d{8,9}$/.test(digits)) return say('likely', 'Digits that start like a British telephone number');
  }
  if (/^\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}$/.test(plain))
    return say('likely', 'Ten digits in the groups of a telephone number');
  if (/(?:x|ext\.?) ?\d{2,6}$/i.test(written) && digits.length >= 7)
    return say('likely', 'Digits with an extension, as a telephone number has');
  if (digits.length >= 7 && digits.length <= 13 && saysPhone.test(before))
    return say('likely', 'Digits after words for a telephone');
  return undefined;
}

export const contactRules: readonly Rule[] = [
  {
    pattern: /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_%+'-][\p{L}\p{N}._%+'-]*@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu,
    say: (match) => ({
      type: 'email',
      certainty: 'certain',
      reason: 'Built like an email address',
      from: /^'/.test(match[0]) ? 1 : 0,
    }),
  },
  {
    pattern: /\b[\w.-]{2,40} ?[[(]at[\])] ?[\w-]{2,40}(?: ?[[(]dot[\])] ?|\.)[a-z]{2,10}\b/gi,
    say: () => ({
      type: 'email',
      certainty: 'likely',
      reason: 'An email address written out so that programs do not see it',
    }),
  },
  {
    pattern: /\bhttps?:\/\/[^\s<>"']{3,}/gi,
    say: (match) => ({
      type: 'url',
      certainty: 'likely',
      reason: /\/(?:u|user|users|profile|in|@|people)\b/i.test(match[0])
        ? 'A web address that names an account'
        : 'A web address: it may lead to a person',
      to: match[0].replace(/[.,;:!?)\]}]+$/, '').length,
    }),
  },
  {
    pattern:
      /(?<![@\w./-])(?:www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?:twitter|x|facebook|instagram|tiktok|linkedin|youtube|snapchat|github|reddit|t|onlyfans|threads|twitch|steamcommunity|medium|pinterest)\.(?:com|net|me|org))(?:\/[^\s<>"']{1,200})?/gi,
    say: (match) => ({
      type: 'url',
      certainty: 'likely',
      reason: 'A web address: it may lead to a person',
      to: match[0].replace(/[.,;:!?)\]}]+$/, '').length,
    }),
  },
  {
    pattern: /(?<![\p{L}\p{N}_.@%+-])@[\p{L}_][\p{L}\p{N}_.]{1,40}/gu,
    say: (match) => ({
      type: 'social-handle',
      certainty: 'certain',
      reason: 'An account name that starts with @',
      to: match[0].replace(/\.+$/, '').length,
    }),
  },
  {
    pattern:
      /\b(?:user ?name|screen ?name|handle|login|log-?in|profile|account name|snap(?:chat)?|insta(?:gram)?|tiktok|twitter|discord|telegram|gamer ?tag|skype|kik|facebook)(?: (?:name|user|account|profile|is|id|under|as)){0,2}[:"' ]{1,3}([a-z0-9][\w.-]{3,30}[a-z0-9_])(?=["'\s,;.)]|$)/gi,
    say(match) {
      const value = match[1] ?? '';
      if (!/[\d_]|\w\.\w/.test(value) || /^\d{1,4}$/.test(value)) return undefined;
      return {
        type: 'social-handle',
        certainty: 'likely',
        reason: 'A name after words for an online account',
        from: match[0].length - value.length,
      };
    },
  },
  {
    pattern: /(?<![\w@./#-])(?:[a-z]{2,20}(?:_[a-z0-9]{1,20}){1,3}|[a-z]{4,20}\d{2,4})(?![\w@/-]|\.\w|\()/g,
    say: (match) =>
      /^(?:covid|section|article|page|room|unit|area|windows|python|part|level|type|mark|form)\d+$/.test(match[0])
        ? undefined
        : {
            type: 'social-handle',
            certainty: 'possible',
            reason: 'Letters with digits or underscores, like an account name',
          },
  },
  {
    pattern: /(?<![\w@.#-])[A-Z][a-z]{2,14}[_.]?\d{2,4}(?![\w@/-])(?= ?:)/g,
    say: () => ({ type: 'social-handle', certainty: 'likely', reason: 'An account name at the start of a message' }),
  },
  {
    pattern:
      /(?<![\p{L}\p{N}+/.,-])(?:\+ ?|\(\+?)?\d(?:(?:[ .\-/()]|[).-] | [(-]|\n)?\d){6,17}(?: ?(?:x|ext\.?|extension) ?\d{1,6})?(?![\p{L}\p{N}/]|[.,-]\d)/gu,
    say: (match, around) => {
      if (/^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ \n]|$)/.test(match[0]) && !/[x(]/.test(match[0])) return undefined;
      const open = match[0].startsWith('(') && !match[0].includes(')') ? 1 : 0;
      const whole = phone(match[0].slice(open), around.before(60));
      if (whole !== undefined) return { ...whole, from: open };
      // A time or another number may stand before it on the line.
      const inner = /(?:^|[ \n])((?:\+44 ?|\(?0)[\d() -]{8,16}\d)$/.exec(match[0]);
      const value = inner?.[1];
      const part = value === undefined ? undefined : phone(value, around.before(60));
      return part === undefined || value === undefined ? undefined : { ...part, from: match[0].length - value.length };
    },
  },
  {
    pattern: /\((?:0\d{1,5}|\d{2,4})\)[ -]?\d(?:[ -]?\d){4,9}(?!\d)/g,
    say: (match, around) =>
      phone(match[0], around.before(60)) ??
      (digitsOf(match[0]).length >= 8
        ? { type: 'phone', certainty: 'possible', reason: 'Digits with an area code in brackets' }
        : undefined),
  },
];
