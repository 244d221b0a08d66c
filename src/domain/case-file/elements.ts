import { baseOffenceCode, offenceQualifier } from '../kernel/offence-code.ts';
import type { PointSource } from './points.ts';

/**
 * What has to be proved, for offences that police meet often. Standing data hold no elements, so these are stated from
 * general law, short, and marked `general_knowledge`: a place to start, never advice. An officer changes each of them.
 * Defences are named only where the prosecution has to answer them in most cases.
 */

/** One element: its words, and where it comes from. */
export interface Element {
  readonly text: string;
  readonly source?: PointSource;
}

interface Listed {
  readonly codes: readonly string[];
  readonly provision: string;
  readonly elements: readonly string[];
}

const identity = 'Identity: the suspect is the person who did it';
const theft = [
  'Appropriation: the suspect took or kept property, or treated it as their own',
  'The property belonged to somebody else',
  'Dishonesty: ordinary decent people would call it dishonest, on what the suspect knew or believed',
  'Intention to deprive the owner of it permanently',
];
const damage = [
  'Property was destroyed or damaged',
  'It belonged to somebody else',
  'Intention to damage it, or recklessness whether it would be damaged',
  'No lawful excuse, such as consent or protecting other property',
];
const hostility =
  'Hostility: the suspect showed hostility based on race or religion at the time, or immediately before or after, or was moved by it';

const listed: readonly Listed[] = [
  {
    codes: ['CJ88116'],
    provision: 'Criminal Justice Act 1988 s39 (battery at common law)',
    elements: [
      identity,
      'Force was used on the complainant, however slight',
      'The force was unlawful: not in self-defence, not by consent',
      'Intention to use force, or recklessness whether force would be used',
    ],
  },
  {
    codes: ['CJ88001'],
    provision: 'Criminal Justice Act 1988 s39 (assault at common law)',
    elements: [
      identity,
      'The complainant was made to fear immediate unlawful force',
      'It was unlawful: not in self-defence, not by consent',
      'Intention to cause that fear, or recklessness whether it would be caused',
    ],
  },
  {
    codes: ['OF61102'],
    provision: 'Offences against the Person Act 1861 s47',
    elements: [
      identity,
      'An assault or battery on the complainant',
      'It was unlawful: not in self-defence, not by consent that the law allows',
      'Intention to assault, or recklessness whether there would be an assault',
      'Actual bodily harm: hurt or injury that is more than trifling',
      'The assault caused that harm',
    ],
  },
  {
    codes: ['OF61131'],
    provision: 'Offences against the Person Act 1861 s20',
    elements: [
      identity,
      'A wound, which breaks the whole skin, or really serious harm',
      'The suspect’s act caused it',
      'It was unlawful: not in self-defence',
      'The suspect meant some harm, or saw that some harm might be done',
    ],
  },
  {
    codes: ['OF61016'],
    provision: 'Offences against the Person Act 1861 s18',
    elements: [
      identity,
      'A wound, which breaks the whole skin',
      'The suspect’s act caused it',
      'It was unlawful: not in self-defence',
      'Intention to do really serious harm',
    ],
  },
  {
    codes: ['PL96001'],
    provision: 'Police Act 1996 s89(1)',
    elements: [
      identity,
      'An assault on a constable',
      'The constable was acting in the execution of their duty',
      'Intention to use force, or recklessness whether force would be used',
      'It was unlawful: not in self-defence',
    ],
  },
  {
    codes: ['TH68001', 'TH68002', 'TH68003', 'TH68006', 'TH68007', 'TH68009', 'TH68010'],
    provision: 'Theft Act 1968 s1',
    elements: [identity, ...theft],
  },
  {
    codes: ['TH68036'],
    provision: 'Theft Act 1968 s9(1)(b)',
    elements: [
      identity,
      'Entry into a building or part of a building',
      'As a trespasser, knowing it or not caring',
      'The building was a dwelling',
      'Having entered, the suspect stole or tried to steal: dishonestly took what belonged to somebody else, meaning to keep it',
    ],
  },
  {
    codes: ['TH68037'],
    provision: 'Theft Act 1968 s9(1)(b)',
    elements: [
      identity,
      'Entry into a building or part of a building',
      'As a trespasser, knowing it or not caring',
      'Having entered, the suspect stole or tried to steal: dishonestly took what belonged to somebody else, meaning to keep it',
    ],
  },
  {
    codes: ['CD71038', 'CD71039', 'CD71040'],
    provision: 'Criminal Damage Act 1971 s1(1)',
    elements: [identity, ...damage],
  },
  {
    codes: ['CD98074'],
    provision: 'Crime and Disorder Act 1998 s30(1), with s28; Criminal Damage Act 1971 s1(1)',
    elements: [identity, ...damage, hostility],
  },
  {
    codes: ['CD98067'],
    provision: 'Crime and Disorder Act 1998 s31(1)(b), with s28; Public Order Act 1986 s4A',
    elements: [
      identity,
      'Threatening, abusive or insulting words or behaviour, or disorderly behaviour',
      'Intention to cause harassment, alarm or distress',
      'Somebody was harassed, alarmed or distressed by it',
      'Place: public or private, but not between people inside dwellings',
      hostility,
    ],
  },
  {
    codes: ['PU86116'],
    provision: 'Public Order Act 1986 s4A',
    elements: [
      identity,
      'Threatening, abusive or insulting words or behaviour, or disorderly behaviour',
      'Intention to cause harassment, alarm or distress',
      'Somebody was harassed, alarmed or distressed by it',
      'Place: public or private, but not between people inside dwellings',
    ],
  },
  {
    codes: ['CA03005'],
    provision: 'Communications Act 2003 s127(1)(a)',
    elements: [
      'Identity: the suspect sent it, and not somebody else with the account or device',
      'A message or other matter was sent by a public electronic communications network',
      'It was grossly offensive, indecent, obscene or menacing',
      'The suspect meant it to be so, or knew that it might be taken so',
    ],
  },
  {
    codes: ['MT88005'],
    provision: 'Malicious Communications Act 1988 s1(1)',
    elements: [
      'Identity: the suspect sent it, and not somebody else with the account or device',
      'A letter, electronic communication or article was sent to another person',
      'It was indecent or grossly offensive, or conveyed such a message',
      'A purpose of sending it was to cause distress or anxiety',
    ],
  },
  {
    codes: ['PH97004'],
    provision: 'Protection from Harassment Act 1997 s1 and s2',
    elements: [
      identity,
      'A course of conduct: on two occasions or more',
      'It amounted to harassment, such as alarm or distress',
      'The suspect knew that it was harassment, or ought to have known',
      'It was not reasonable, nor done to prevent or detect crime',
    ],
  },
  {
    codes: ['PH97003'],
    provision: 'Protection from Harassment Act 1997 s5; from 1 December 2020 Sentencing Act 2020 s363',
    elements: [
      identity,
      'A restraining order bound the suspect on that day',
      'The suspect did what the order forbids',
      'No reasonable excuse',
    ],
  },
  {
    codes: ['FL96001'],
    provision: 'Family Law Act 1996 s42A',
    elements: [
      identity,
      'A non-molestation order bound the suspect on that day',
      'The suspect knew of the order',
      'The suspect did what the order forbids',
      'No reasonable excuse',
    ],
  },
  {
    codes: ['RT88007'],
    provision: 'Road Traffic Act 1988 s5(1)(a)',
    elements: [
      'Identity: the suspect was the driver',
      'A motor vehicle was driven',
      'On a road or other public place',
      'The alcohol in breath, blood or urine was above the limit at the time of driving',
      'The specimen was taken and the result served as the procedure asks',
    ],
  },
  {
    codes: ['CJ88144'],
    provision: 'Criminal Justice Act 1988 s139(1)',
    elements: [
      identity,
      'The suspect had the article with them, and knew it',
      'It has a blade or is sharply pointed, and is no folding pocketknife with a cutting edge of 7.62 cm or less',
      'In a public place',
      'No good reason or lawful authority is made out',
    ],
  },
  {
    codes: ['SX03002'],
    provision: 'Sexual Offences Act 2003 s1',
    elements: [
      identity,
      'Intentional penetration of the vagina, anus or mouth with the penis',
      'The complainant did not consent',
      'The suspect did not reasonably believe that the complainant consented',
      'The complainant was 16 or over',
    ],
  },
  {
    codes: ['SX03007'],
    provision: 'Sexual Offences Act 2003 s3',
    elements: [
      identity,
      'Intentional touching of the complainant',
      'The touching was sexual',
      'The complainant did not consent',
      'The suspect did not reasonably believe that the complainant consented',
    ],
  },
  {
    codes: ['BA76501'],
    provision: 'Bail Act 1976 s7 (no offence: what a court has to find)',
    elements: [
      'Identity: the suspect is the person on bail',
      'The condition was in force on that day',
      'The suspect broke the condition, or was likely to',
    ],
  },
];

/** For an offence that is not on our list. */
const anyOffence: readonly Element[] = [
  { text: identity },
  { text: 'The act: what the wording of the offence says was done' },
  { text: 'The state of mind that the offence asks for' },
];

const byCode = new Map(
  listed.flatMap(({ codes, provision, elements }) =>
    codes.map((code): [string, readonly Element[]] => [
      code,
      elements.map((text) => ({ text, source: { provision, confidence: 'general_knowledge' } })),
    ]),
  ),
);

/**
 * What has to be proved for an offence, in the order in which it is usually set out. Of an offence that is not on our list,
 * or an attempt, conspiracy or the like, only identity, act and state of mind, without a source.
 */
export const elementsOf = (cjsCode: string): readonly Element[] =>
  (offenceQualifier(cjsCode) === undefined ? byCode.get(baseOffenceCode(cjsCode)) : undefined) ?? anyOffence;

/** Codes whose elements are on our list. */
export const codesWithElements: readonly string[] = [...byCode.keys()];
