import type { Rule } from './rule.ts';

/** Postcodes, streets and addresses. */

const streets =
  'Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Drv|Dr|Crescent|Cres|Court|Ct|Place|Pl|Square|Sq|Terrace|Terr|Gardens|Gdns|Grove|Way|Walk|Row|Rise|Mews|Yard|Hill|Park|Parade|Green|Gate|Wharf|Quay|Circus|Broadway|Boulevard|Blvd|Highway|Hwy|Cottages|Cottage|House|Lodge|Farm|Barn|Villas|Villa|Buildings|Mansions|Heights|Tower|Towers|Fields|Field|Meadow|Meadows|Croft|Dene|End|View|Vale|Bank|Banks|Bridge|Drove|Passage|Path|Wynd|Brae|Esplanade|Promenade|Approach|Chase|Copse|Fold|Garth|Hollow|Orchard|Paddock|Ridge|Spinney|Causeway|Alley|Circle|Trail|Parkway|Pike|Turnpike';
const upperStreets = streets.toUpperCase();
const word = "\\p{Lu}[\\p{L}'.-]{0,24}";
const number = '\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5}[A-Za-z]?)?';
const flat =
  '(?:(?:Flat|Apartment|Apt\\.?|Unit|Room|Suite|Block|Floor|Studio|FLAT|APARTMENT|UNIT|ROOM)[ ]?[A-Z0-9]{1,5},? ?\\n?)';

/** Where the words of an address in front of a postcode or town begin, in the text before it. */
const addressPart = `${flat}?(?:${number}[ ,]{1,2})?${word}(?: ${word}){0,4}`;
const addressBefore = new RegExp(
  `(?:(?:${addressPart},[ \\n]?){0,4}${addressPart}[ ,\\n]{1,2}|${flat}?${number} ${word}(?: ${word}){0,3},?\\n(?:${word}(?: ${word}){0,2},?\\n){0,3})$`,
  'u',
);
const labels =
  /^(?:(?:The|Home|Address|Addresses|Location|Given|Current|Previous|New|Of|At|From|To|And|Postcode|Work|Residence|Lives|ADDRESS|LOCATION|HOME|AT|OF|FROM|LIVES|OUTSIDE|IN|NEAR|On|In|Near|Outside|Scene|SCENE|Where)[ ,:]{1,2}|\n)+/;
const outward = '[A-Z]{1,2}\\d[A-Z\\d]?';
const postcode = `(?:${outward} ?\\d[ABD-HJLN-UW-Z]{2}|GIR ?0AA)`;
const rest = new RegExp(
  `^(?:,? ?\\n?,? ?(?:${flat}|${word}(?: (?:of|upon|on|the|by|le|under) ${word}| ${word}){0,2}(?=,|\\n|$|\\.| ${postcode}))){0,4}?,?[ \\n]{0,2}${postcode}(?![A-Za-z0-9])`,
  'u',
);
const town = new RegExp(`^, ?\\n?${word}(?: ${word}){0,2}(?=[,.;)\\n]|$| [a-z(])`, 'u');

const notStreets =
  /\b(?:Administrative|Labour|Assize|Criminal|Civil|Military|Provincial|Municipal|National|Higher|Commercial|Social|Insurance|Instance|Enforcement|Land|Juvenile|Security|Cantonal|City|State|Central|Grand|Superior|Circuit|Sheriff|Coroner's|Crown|Magistrates'?|County|High|Supreme|Youth|Family|Appeal|Constitutional|Regional|District|Federal|Divisional|Human Rights|European|Youth) Court$|^(?:Occupation|Custody|Police|Crime|Statement|Date|Main|Front|Back|Open|Court|Full|Press|Ground|Third|Green) (?:House|Gate|Court|Park|Way|Field|View|Square|Bank|Row|End|Place|Drive|Close|Walk|Path)$/iu;

/** The whole of an address of which a part is known, with what follows: a town, a postcode. */
function onwards(text: string, end: number): number {
  const after = text.slice(end, end + 110);
  const whole = rest.exec(after);
  if (whole !== null) return end + whole[0].length;
  const next = town.exec(after);
  return next !== null &&
    !/^, ?\n?(?:The|He|She|They|I|We|And|But|On|At|PC|DC|PS|DS|Mr|Mrs|Ms|Miss|URN|VRM|DOB|Tel|Mobile|Phone|Email|Telephone)\b/.test(
      next[0],
    )
    ? end + next[0].replace(/\.$/, '').length
    : end;
}

export const addressRules: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])${postcode}(?![\\p{L}\\p{N}])`, 'gu'),
    say(match, around) {
      const before = around.before(130);
      const inFront = addressBefore.exec(before);
      if (inFront === null) return { type: 'address', certainty: 'certain', reason: 'Built like a postcode' };
      let front = inFront[0];
      front = front.replace(labels, '');
      // Only what a comma, a line or a number begins is taken to be part of it; a sentence's first word is not.
      return {
        type: 'address',
        certainty: 'certain',
        reason: 'An address with its postcode',
        from: -front.length,
      };
    },
  },
  {
    pattern: /(?<![\p{L}\p{N}])[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjln-uw-z]{2}(?![\p{L}\p{N}])/gu,
    say: (match, around) =>
      /\b(?:postcode|post code|address|live|lives|living|at|road|street|lane)\b[^\n]{0,50}$/i.test(around.before(60)) ||
      match[0].includes(' ')
        ? { type: 'address', certainty: 'likely', reason: 'Built like a postcode in small letters' }
        : undefined,
  },
  {
    // A number and a street; with a flat in front, and the town and postcode that follow.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}/£$.-])${flat}?(?:${number}[, ] ?)(?:${word}[ \\n]){1,4}(?:${streets}|${upperStreets})(?![\\p{L}])\\.?`,
      'gu',
    ),
    say(match, around) {
      const end = onwards(around.text, around.at + match[0].length);
      return {
        type: 'address',
        certainty: 'certain',
        reason: 'A number and the name of a street or house',
        to: end - around.at,
      };
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}/])(?:${number},? )(?:[a-z][a-z'-]{2,16} ){1,3}(?:street|road|lane|avenue|close|drive|crescent|terrace|gardens|grove|mews)(?![\\p{L}])`,
      'gu',
    ),
    say: (match, around) => ({
      type: 'address',
      certainty: 'likely',
      reason: 'A number and the name of a street',
      to: onwards(around.text, around.at + match[0].length) - around.at,
    }),
  },
  {
    // A street or house by name alone.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}'-])(?:(?:\\p{Lu}[\\p{Ll}'-]{1,24}|St\\.?|[Tt]he) ){1,3}(?:${streets})(?![\\p{L}'-])`,
      'gu',
    ),
    say(match, around) {
      const trimmed = match[0].replace(
        /^(?:The|At|In|On|From|To|Near|Outside|Along|Occupation|Address|Location|Home|Place|Premises|the) (?=\S+ )/,
        '',
      );
      // "Asked Dr Smith", "near St Botolph"
      const isTitle = /^(?:Dr|St)$/.test(trimmed.split(' ').at(-1) ?? '') && /^\.? \p{Lu}/u.test(around.after(4));
      if (notStreets.test(match[0]) || /^(?:the|The) \S+$/.test(match[0]) || isTitle) return undefined;
      const end = onwards(around.text, around.at + match[0].length);
      return {
        type: 'address',
        certainty: 'likely',
        reason: 'The name of a street or house',
        from: match[0].length - trimmed.length,
        to: end - around.at,
      };
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}])\\p{Lu}{3,20}(?: \\p{Lu}{3,20})? (?:STREET|ROAD|LANE|AVENUE|CRESCENT|TERRACE|GROVE|MEWS|DROVE|COTTAGES?)(?![\\p{L}])`,
      'gu',
    ),
    say: () => ({ type: 'address', certainty: 'likely', reason: 'The name of a street or house' }),
  },
  {
    pattern:
      /\b(?:P\.?O\.? ?Box|PSC|Unit(?= \d{1,5},? Box)) \d{1,6}(?:,? ?Box \d{1,6})?(?:[, \n]{1,3}(?:APO|FPO|DPO) [A-Z]{2} \d{5})?/gi,
    say: () => ({ type: 'address', certainty: 'certain', reason: 'A box for letters' }),
  },
  {
    pattern: /\b(?:ZIP|zip|[Pp]ost ?code|[Pp]ostal code)(?: code)?:? (?:is )?(\d{3,6}(?:[ -]\d{2,4})?)\b/g,
    say: (match) => ({
      type: 'address',
      certainty: 'likely',
      reason: 'A number after words for a postcode',
      from: match[0].length - (match[1] ?? '').length,
    }),
  },
  {
    // An address abroad in one line or several: numbers, a street, a suite, a town with its region or country, a code.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}/.-])(?:\\d{1,5},? ){1,2}(?:[\\p{L}'.-]{1,24} ){1,4}?(?:\\d{1,5}\\.?[ \\n]?)?(?:[ \\n]?(?:[Ss]uite|[Aa]pt\\.?) \\d{1,4}){1,2}(?:,?[ \\n]\\p{L}[\\p{L}.'-]{0,24}(?: \\p{L}[\\p{L}.'-]{0,24}){0,4}(?:[ \\n]?,[ \\n]?(?:\\p{L}{2,3}|\\d{2})(?![\\p{L}\\p{N}]))?(?:,?[ \\n]\\p{Lu}\\p{L}{2,24}(?: \\p{Lu}\\p{L}{2,24})?)?[ \\n]{1,2}\\d{4,6}(?!\\d))?`,
      'gu',
    ),
    say: () => ({ type: 'address', certainty: 'likely', reason: 'Built like an address with its suite or apartment' }),
  },
  {
    pattern:
      /\bthe corner of (?:\p{Lu}|ul\.)[\p{L}.'-]{0,24}(?: [\p{L}\d.'-]{1,24}){0,5}? and \p{Lu}[\p{L}.'-]{1,24}(?: (?:\p{Lu}[\p{L}.'-]{1,24}|\d{1,4})){0,4}/gu,
    say: () => ({ type: 'address', certainty: 'likely', reason: 'A corner of two streets' }),
  },
  {
    // Foreign streets: a number on either side of a word with an ending or beginning that streets have.
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}/.-])(?:${number} )?(?:(?:Rua|Rue|Via|Viale|Calle|Avenida|Av\\.|Avenue|Chemin|Cité|Cite|Plaza|Piazza|Praça|Boulevard|Boulevarde|Impasse|Route|Ulica|ul\\.|Ul\\.|Strada|Str\\.|Kungs|Place) (?:(?:de|da|do|du|des|la|le|di|del|della|dos|los|las|el|l'|d')[ ]?)*${word}(?: ${word}){0,3}|\\p{Lu}[\\p{L}-]{2,24}(?:straße|strasse|straat|laan|vej|gade|vägen|gatan|gata|veien|weg|plein|allee|gasse|ulica|utca|katu|tie|kade|singel|gracht|dijk|vegur|stræti|alle|allé)(?!\\p{L}))(?:,? ${number}(?![\\p{N}/]))?`,
      'gu',
    ),
    say: () => ({ type: 'address', certainty: 'likely', reason: 'The name of a street abroad' }),
  },
];
