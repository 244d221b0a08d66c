import { asnCheckLetterIsRight, parseAsn } from '../../kernel/asn.ts';
import {
  digitsOf,
  ibanIsRight,
  licenceIsRight,
  luhnIsRight,
  nationalInsuranceKind,
  nhsIsRight,
} from './check-digits.ts';
import type { Around, Rule, Said } from './rule.ts';
import type { Certainty, SuggestionType } from './types.ts';

/** Numbers that a state, bank or maker gave out, with the check digits they have. */

const said = (type: SuggestionType, certainty: Certainty, reason: string): Said => ({ type, certainty, reason });

const saysInsurance = /\b(?:NI|N\.I\.|NINO|national insurance)\b[^\n]{0,25}$/i;
const saysHealth = /\b(?:NHS|CHI|hospital|health|patient|medical)\b[^\n]{0,30}$/i;
const saysHealthColumn = /\bNHS (?:no|number)\b/i;
const saysPassport = /\bpassport\b[^.]{0,40}$/i;
const saysLicence = /\b(?:licen[cs]e|DL|driver|DVLA|driving)\b[^.\n]{0,40}$/i;
const saysCard = /\b(?:card|visa|mastercard|amex|maestro|debit|credit|PAN)\b[^\n]{0,50}$/i;
const saysAccount = /\b(?:acc(?:oun)?ts?|a\/c|account|acc)\b\.?[^\n]{0,30}$/i;
const saysSort = /\b(?:sort[ -]?code|s\/c)\b[^\n]{0,15}$/i;
const saysDevice = /\b(?:IMEI|IMSI|ICCID|MEID|serial|handset|SIM|device)\b[^\n]{0,30}$/i;
const saysVehicle =
  /\b(?:VRM|VRN|reg(?:istration)?|index|plates?|vehicle|car|van|lorry|motor ?cycle|moped|truck|pickup|taxi|driving|driver of)\b[^\n]{0,40}$/i;
const saysVehicleNext =
  /^[ \n,(]{0,3}(?:VRM|a |an )?(?:[a-z]+ )?(?:vehicle|car|van|ford|vauxhall|bmw|audi|registration)\b/i;

/** Words of three letters that stand after a call sign or a road number in capitals and make it look like a vehicle. */
const notMarks = new Set(
  'THE AND TOA ONE FOR NOT WAS HAS HIS HER MAN TWO ALL OFF OUT SHE WHO BUT NOW CAR VAN MEN BOY CAN GOT HAD HIM ITS MAY NEW OLD OUR RAN SAW SAY SET SIX TEN TOP VIA WAY YES YET YOU ARE ASK AGE BAY BUS DAY DUE END ETA FEW LEA LEX MRS MISS RTC UNK VRM DOB PNC CCTV OIC ETC ROOM FLAT MAR APR JUN JUL AUG SEP OCT NOV DEC JAN FEB'.split(
    ' ',
  ),
);

const passportWords = 'A number of the length of a passport, after the word passport';

function vehicle(compact: string, around: Around, style: 'current' | 'older' | 'dateless'): Said | undefined {
  const named = saysVehicle.test(around.before(60)) || saysVehicleNext.test(around.after(40));
  if (style === 'current') {
    const year = Number(compact.slice(2, 4));
    const issued = (year >= 1 && year <= 40) || (year >= 51 && year <= 90);
    if (!issued && !named) return undefined;
    if (notMarks.has(compact.slice(4)) && !named) return undefined;
    return said('vehicle', named ? 'certain' : 'likely', 'Built like a vehicle registration of 2001 or later');
  }
  if (style === 'older') {
    if (notMarks.has(/[A-Z]{3}/.exec(compact)?.[0] ?? '') && !named) return undefined;
    return said('vehicle', named ? 'certain' : 'possible', 'Built like a vehicle registration of before 2001');
  }
  return saysVehicle.test(around.before(28))
    ? said('vehicle', 'likely', 'Letters and digits after words for a vehicle registration')
    : undefined;
}

export const numberRules: readonly Rule[] = [
  {
    pattern: /\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}(?:[ -]?[A-D])?\b/gi,
    say(match, around) {
      const compact = match[0].replaceAll(/[ -]/g, '').toUpperCase();
      const kind = nationalInsuranceKind(compact);
      const named = saysInsurance.test(around.before(45));
      const capitals = /^[A-Z]{2}/.test(match[0]);
      if (kind === undefined || (compact.length === 8 && !named) || (!capitals && !named)) return undefined;
      if (kind === 'specimen')
        return said(
          'ni-number',
          named ? 'certain' : 'likely',
          'Two letters, six digits and a letter like a National Insurance number, with letters that stand in examples',
        );
      return said('ni-number', 'certain', 'Two letters, six digits and a letter as in a National Insurance number');
    },
  },
  {
    pattern: /(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-]|\.\d)/g,
    say(match, around) {
      const digits = digitsOf(match[0]);
      const before = around.before(60);
      const named = saysHealth.test(before) || saysHealthColumn.test(before);
      if (nhsIsRight(digits)) {
        const grouped = /^\d{3} \d{3} \d{4}$/.test(match[0]);
        return said(
          'nhs-number',
          named ? 'certain' : grouped ? 'likely' : 'possible',
          'Ten digits whose check digit is right for an NHS number',
        );
      }
      return named && /\bNHS\b/.test(before)
        ? said('nhs-number', 'likely', 'Called an NHS number, though its check digit is wrong: perhaps mistyped')
        : undefined;
    },
  },
  {
    pattern: /\b(?:[A-Z]{2}\d{7}|[A-Z]\d{8}|\d{9})\b/gi,
    say: (_match, around) =>
      saysPassport.test(around.before(60)) ? said('passport', 'certain', passportWords) : undefined,
  },
  {
    pattern: /(?<![A-Z0-9<])(?=[A-Z0-9]{1,40}<)[A-Z0-9<]{28,44}(?![A-Z0-9<])/g,
    say: (match) =>
      match[0].includes('<<') || /^[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}/.test(match[0])
        ? said('passport', 'certain', 'A line for machines as on passports and identity cards')
        : undefined,
  },
  {
    pattern: /\b[A-Z][A-Z9]{4}[ -]?\d{6}[ -]?[A-Z][A-Z9][ -]?[A-Z0-9]{3}(?:[ -]?\d{2})?\b/gi,
    say(match) {
      const compact = match[0].replaceAll(/[ -]/g, '').toUpperCase();
      return licenceIsRight(compact)
        ? said(
            'driving-licence',
            'certain',
            'Built like a British driving licence number, with a possible date of birth',
          )
        : undefined;
    },
  },
  {
    pattern: /\b(?:\d{8}|[A-Z]\d{12}|[A-Z0-9]{16})\b/g,
    say: (match, around) =>
      /\d{4}/.test(match[0]) && saysLicence.test(around.before(50)) && /licen[cs]e|\bDL\b/i.test(around.before(50))
        ? said('driving-licence', 'likely', 'A number after words for a driving licence')
        : undefined,
  },
  {
    pattern: /(?<![A-Z0-9/-])[A-Z]{2}\d{2}[ ]?[A-Z]{3}(?![A-Z0-9-])/g,
    say: (match, around) => vehicle(match[0].replace(' ', ''), around, 'current'),
  },
  {
    pattern: /(?<![a-z0-9/-])[a-z]{2}\d{2} ?[a-z]{3}(?![a-z0-9-])/g,
    say: (match, around) =>
      saysVehicle.test(around.before(60))
        ? vehicle(match[0].replace(' ', '').toUpperCase(), around, 'current')
        : undefined,
  },
  {
    pattern: /\b[A-Z]{2}\d{2}\n[A-Z]{3}\b/g,
    say: (match, around) =>
      saysVehicle.test(around.before(30)) ? vehicle(match[0].replace('\n', ''), around, 'current') : undefined,
  },
  {
    pattern: /(?<![A-Z0-9/-])(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-HJ-NPR-TV-Y])(?![A-Z0-9/-])/g,
    say: (match, around) => vehicle(match[0].replace(' ', ''), around, 'older'),
  },
  {
    pattern: /(?<![A-Z0-9/-])(?:[A-Z]{1,3} ?\d{1,4}|\d{1,4} ?[A-Z]{1,3})(?![A-Z0-9/-])/g,
    say: (match, around) =>
      /^(?:PC|PS|DC|DS|DI|MG|NT|MR|AM|PM|ON|AT|TO|IN)\b/.test(match[0])
        ? undefined
        : vehicle(match[0].replace(' ', ''), around, 'dateless'),
  },
  {
    pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gi,
    say(match, around) {
      if (ibanIsRight(match[0]))
        return said('bank', 'certain', 'An international account number whose check digits are right');
      return /\bIBAN\b[^\n]{0,25}$/i.test(around.before(40)) && digitsOf(match[0]).length >= 8
        ? said('bank', 'likely', 'Called an IBAN, though its check digits are wrong: perhaps mistyped')
        : undefined;
    },
  },
  {
    pattern: /(?<![\d.,/-])\d(?:[ -]?\d){11,18}(?![\d/]|[.,-]\d)/g,
    say(match, around) {
      const digits = digitsOf(match[0]);
      const before = around.before(60);
      const known = /^(?:4|5[0-8]|2[2-7]|3[04-9]|6[0-9]|1800|2131)/.test(digits);
      if (digits.length === 15 && luhnIsRight(digits) && !saysCard.test(before) && !/^3[47]/.test(digits))
        return said(
          'device',
          saysDevice.test(before) ? 'certain' : 'likely',
          'Fifteen digits whose check digit is right for the number of a mobile device (IMEI)',
        );
      if (saysDevice.test(before))
        return said('device', 'likely', 'A long number after words for a phone, SIM or device');
      if (luhnIsRight(digits) && known)
        return said(
          'bank',
          saysCard.test(before) || /^(?:\d{4}[ -]){3}\d{4}$/.test(match[0]) ? 'certain' : 'likely',
          'A number with the start and the check digit of a payment card',
        );
      return saysCard.test(before) ? said('bank', 'likely', 'A long number after words for a payment card') : undefined;
    },
  },
  {
    pattern:
      /\b(?:card|visa|mastercard|debit|credit)\b[^\n\d]{0,30}\b(?:ending|ends|last four(?: digits)?)(?: in| with)? ?(\d{4})\b/gi,
    say: (match) => ({
      ...said('bank', 'likely', 'The last digits of a payment card'),
      from: match[0].length - 4,
    }),
  },
  {
    pattern:
      /(?<![\d-])\d{2}([- ])\d{2}\1\d{2}(?:[ ,;:/-]{1,3}(?:account |acc |a\/c )?(?:no\.? |number )?\d{8}(?!\d))/gi,
    say: () => said('bank', 'certain', 'A sort code and an account number'),
  },
  {
    pattern: /(?<![\d/-])\d{2}[- ]?\d{2}[- ]?\d{2}(?![\d/-])/g,
    say: (_match, around) =>
      saysSort.test(around.before(30)) ? said('bank', 'certain', 'Six digits after the words sort code') : undefined,
  },
  {
    pattern: /(?<![\d/-])\d{7,10}(?![\d/-])/g,
    say(_match, around) {
      const before = around.before(45);
      return saysAccount.test(before) && !/\bphone|mobile|tel\b/i.test(before)
        ? said('bank', 'certain', 'A number after the word account')
        : undefined;
    },
  },
  {
    pattern: /(?<![\dA-F:])(?:[\dA-F]{2}([:-])[\dA-F]{2}(?:\1[\dA-F]{2}){4})(?![\dA-F:])/gi,
    say: () => said('device', 'certain', 'Six pairs of letters and digits as in the address of a network device (MAC)'),
  },
  {
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g,
    say: (match, around) =>
      match[0].split('.').every((each) => Number(each) < 256 && !/^0\d/.test(each)) &&
      !/\b(?:version|v|release|build)\.? ?$/i.test(around.before(12))
        ? said('device', 'likely', 'Four numbers as in an internet address (IP)')
        : undefined,
  },
  {
    pattern: /(?<![\dA-F:])(?:[\dA-F]{1,4}:){2,7}(?::[\dA-F]{1,4}){0,6}[\dA-F]{0,4}(?![\dA-F:])/gi,
    say: (match) =>
      /[A-F]/i.test(match[0]) && (match[0].includes('::') || match[0].split(':').length === 8)
        ? said('device', 'likely', 'Groups of letters and digits as in an internet address (IPv6)')
        : undefined,
  },
  {
    pattern: /(?<![\d.])[-+]?\d{1,2}\.\d{4,8}°? ?[NS]?,? ?[-+]?\d{1,3}\.\d{4,8}°? ?[EW]?(?![\d.])/g,
    say: () => said('position', 'certain', 'Two numbers as of a place on a map: latitude and longitude'),
  },
  {
    pattern: /\b[A-HJ-Z]{2} ?\d{3,5} ?\d{3,5}\b/g,
    say: (match, around) =>
      /\b(?:grid|OS|map|NGR)\b[^\n]{0,20}$/i.test(around.before(30)) && digitsOf(match[0]).length % 2 === 0
        ? said('position', 'certain', 'A reference of the national grid')
        : undefined,
  },
  {
    pattern: /\b\d{2}\/?[A-Z0-9]{4,5}\/?[A-Z0-9]{2}\/?\d{1,11}[A-HJ-NP-RT-Z]\b/g,
    say(match) {
      const asn = parseAsn(match[0]);
      if (asn.ok && asnCheckLetterIsRight(asn.value))
        return said('police-record', 'certain', 'An arrest or summons number with the right check letter');
      return match[0].length >= 20 || match[0].split('/').length === 4
        ? said('police-record', 'likely', 'Built like an arrest or summons number')
        : undefined;
    },
  },
  {
    pattern: /(?<![\d/])(?:19|20)?\d{2}\/\d{4,7}[A-HJ-NP-RT-Z]\b/g,
    say: () =>
      said('police-record', 'certain', 'A year, a number and a letter as in a number of the police computer (PNC ID)'),
  },
  {
    pattern: /(?<![\d/])(?:(?:19|20)?\d{2}\/\d{1,3}[A-Z]|\d{1,6}\/\d{2}[A-Z])\b/g,
    say: (match, around) =>
      /\b(?:CRO|PNC|record)\b[^\n]{0,25}$/i.test(around.before(35)) || /^\d{5,6}\/\d{2}[A-Z]$/.test(match[0])
        ? said('police-record', 'likely', 'Built like a criminal record number (CRO) or one of the police computer')
        : undefined,
  },
  {
    pattern: /(?<![A-Z0-9/])\d{2}[ /-]?[A-Z]{2}[ /-]?\d{5}[ /-]?\d{2}(?![\dA-Z])/g,
    say: () => said('case-reference', 'certain', 'Built like the unique reference number (URN) of a case'),
  },
  {
    pattern: /(?<![\d/])\d{2}[A-Z]?\/\d{4,7}\/\d{2}(?![\d/])/g,
    say: () => said('case-reference', 'likely', 'Built like a crime reference'),
  },
  {
    pattern: /\b[A-Z]{2,3}\/\d{3,6}\/\d{2}(?:\d{2})?\b/g,
    say: () => said('case-reference', 'likely', 'Built like a custody or exhibit store reference'),
  },
  {
    pattern: /\b[A-Z]{2,4}-(?:\d{8}-\d{3,5}|\d{3,5}-\d{8})\b/g,
    say: () => said('case-reference', 'likely', 'Built like the number of an incident'),
  },
  {
    // The second column of an incident log: who wrote the entry.
    pattern: /(?<=\d\d:\d\d(?::\d\d)?  ?)[A-Z]{2}\d{4}\b/g,
    say: () => said('collar-number', 'likely', 'Letters and digits after a time, as of who wrote an entry of a log'),
  },
  {
    pattern: /\bapplications? \(?nos?\.? ?((?:\d{1,5}\/\d{2}(?:,? ?(?:and |& )?)){1,40})/gi,
    say: (match) => ({
      ...said('reference', 'certain', 'The number of an application to a court'),
      from: match[0].length - (match[1] ?? '').length,
      to: match[0].trimEnd().replace(/(?:,| and| &)$/, '').length,
    }),
  },
  {
    pattern: /(?<![\d/.])\d{3,5}\/\d{2}(?![\d/])/g,
    say: () => said('reference', 'possible', 'A number and a year as in a court or file reference'),
  },
  {
    pattern: /\b[A-Z]{2,4}-[A-Z]{2,3}-[A-Z0-9]{5,14}\b/g,
    say: (match) =>
      /\d{4}/.test(match[0])
        ? said('reference', 'certain', 'Letters and digits like the number of a document or account')
        : undefined,
  },
  {
    pattern: /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/g,
    say: () => said('reference', 'likely', 'Nine digits in groups as in a social security number'),
  },
  {
    pattern: /\b[A-Z]{1,5}-\d{4,10}\b/g,
    say: () => said('reference', 'possible', 'Letters and digits like a reference number'),
  },
  {
    pattern:
      /\b(?:(?:customer|client|membership|member|employee|staff|student|pupil|patient|hospital|case|policy|tenancy|booking|order|claim|invoice|police|prison|probation|prisoner|visa|permit|identity|ID|user|tracking|reference|ref|account|licen[cs]e|serial|badge|payroll)(?: (?:card|ID))?(?:\.|:|#| (?:no|number|num|ref|reference|id|code)\b\.?:?)?|(?:no|nr)\.:?) ?#?([A-Z0-9][A-Z0-9/-]{3,19})(?![\w/])/gi,
    say(match) {
      const value = match[1] ?? '';
      if (!/\d{3}/.test(value) || /^(?:19|20)\d\d$/.test(value) || /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(value))
        return undefined;
      return {
        ...said('reference', 'likely', 'A number after words such as reference, number or ID'),
        from: match[0].length - value.length,
      };
    },
  },
];
