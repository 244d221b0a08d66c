import type { Rule } from './rule.ts';

/** Organisations, schools and surgeries by the words their names end in; public bodies, which may stay. */

const word = "\\p{Lu}[\\p{L}&'.-]{1,24}";
const joined = `(?:(?:${word}|&|and|of|the|for) |St\\.?[ \\n])`;
const forms =
  'Ltd|Limited|PLC|plc|Plc|LLP|LLC|Inc|Corp|Corporation|Company|Co|GmbH|AG|SA|BV|Group|Holdings|Partners|Partnership|Associates|Solicitors|Chambers|Services|Systems|Solutions|Technologies|Industries|Enterprises|Foundation|Trust|Bank|Union|Association|Society|Institute|Agency|Stores|Supermarket|Foods|Motors|Taxis|Garage|Hotel|Inn|Arms|Tavern|Restaurant|Café|Cafe|Club|Gym|Leisure|Housing|Radio|Newspaper|Press|Airlines|Airport';
const care =
  "School|Primary|Infants|Juniors|Academy|College|University|Nursery|Preschool|Playgroup|Hospital|Infirmary|Surgery|Practice|Clinic|Hospice|Medical Centre|Health Centre|Care Home|Nursing Home|Pharmacy|Dental|Dentist|Refuge|Hostel|Children's Centre|Family Centre";
const bodies =
  "(?:(?:\\p{Lu}[\\p{L}'-]{1,24} ){0,3}(?:Magistrates'?|Crown|County|High|Supreme|Youth|Family|Appeal|Regional|District|Administrative|Constitutional|Labour|Assize|First Instance|Divisional) Court(?: of (?:Appeal|Justice|Cassation))?|Court of (?:Appeal|Cassation|Protection|Human Rights)|European (?:Court|Commission) of Human Rights|House of Lords|Crown Prosecution Service|CPS|(?:\\p{Lu}[\\p{L}'-]{1,24} ){1,3}(?:Police|Constabulary|Police Station|Custody Suite)|Ministry of \\p{Lu}\\p{L}{1,24}(?: \\p{Lu}\\p{L}{1,24})?|Home Office|HM Courts|HMCTS|Parliament|Government)";

export const organisationRules: readonly Rule[] = [
  {
    pattern: new RegExp(`(?<![\\p{L}'-])${bodies}(?![\\p{L}])`, 'gu'),
    say: () => ({
      type: 'organisation',
      certainty: 'likely',
      reason: 'A court, police or another public body',
      public: 'A court or public body, which says nothing of a person by itself',
    }),
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}'-])(?:${joined}){0,3}${word}[ \\n](?:${care})(?![\\p{L}])(?: \\((?:\\p{L}+ ?){1,3}\\))?`,
      'gu',
    ),
    say(match) {
      const from =
        match[0].length -
        match[0].replace(
          /^(?:The|At|In|On|From|To|And|and|of|the|for|My|Our|His|Her|Occupation|Work|School|Premises) /,
          '',
        ).length;
      return {
        type: 'organisation',
        certainty: 'likely',
        reason: 'A school, surgery or other place of care: it tells where somebody can be found',
        from,
      };
    },
  },
  {
    pattern: new RegExp(`(?<![\\p{L}'-])(?:${joined}){0,3}${word},? (?:${forms})(?![\\p{L}])\\.?`, 'gu'),
    say(match) {
      const from =
        match[0].length -
        match[0].replace(
          /^(?:The|At|In|On|From|To|And|and|of|the|for|My|Our|His|Her|Occupation|Work|School|Premises) /,
          '',
        ).length;
      return {
        type: 'organisation',
        certainty: 'likely',
        reason: 'The name of a business or other organisation',
        from,
      };
    },
  },
  {
    pattern: new RegExp(`(?<![\\p{L}'-])${word}(?:, ${word}){1,2},? (?:and|&) ${word}(?![\\p{L}])`, 'gu'),
    say: () => ({ type: 'organisation', certainty: 'possible', reason: 'Several names joined, as of a firm' }),
  },
];
