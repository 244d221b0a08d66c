// Over 200 lines because it is a table: one record for each point of law or practice that no period stands for.
import type { Provenance } from '../regime.ts';

/** A point of law or practice that decides how the periods are used. It is said; nothing is counted from it alone. */
export interface Point extends Provenance {
  readonly topic: string;
  readonly says: string;
  /** As a lawyer cites it; absent where it is practice. */
  readonly provision?: string;
  /** What this product leaves to people; absent where it is in the arithmetic. */
  readonly notModelled?: string;
}

const gk = { source: ['S0'], confidence: 'general knowledge' } as const;
const pace = { source: ['S45'], confidence: 'confirmed' } as const;
const custody = { source: ['S37'], confidence: 'confirmed' } as const;
const act = { source: ['S36'], confidence: 'confirmed' } as const;

/** What the six months reach, and what they do not. */
export const scopePoints: readonly Point[] = [
  {
    topic: 'General rule',
    says: 'Proceedings for a summary-only offence must be started within six calendar months of the day on which it was committed, unless its own Act says otherwise. That day is not counted: 15 January gives 15 July.',
    provision: 'Magistrates’ Courts Act 1980 s127(1)',
    source: ['S1', 'S5'],
    confidence: 'confirmed',
  },
  {
    topic: 'Offences that can be tried on indictment',
    says: 'Section 127 sets no limit, even where the offence is tried summarily (subsection (2)). Where the offence’s own Act limits proceedings on indictment, a summary trial is bound by that as well (subsection (4)). Those known here are customs and excise, elections, the historic sexual offences of rows 43 and 44, consumer and trade offences, unfair commercial practices, obscene publications, obscene plays, video recordings, and (general knowledge) solemnising marriages and false statements about births and deaths. The list is not complete: read the Act before relying on there being no limit.',
    provision: 'Magistrates’ Courts Act 1980 s127(2)-(4)',
    source: ['S1', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Shop theft of £200 or less (s22A)',
    says: 'No limit at any value: it is treated as indictable until the first appearance, and adding thefts together makes no difference.',
    provision:
      'Magistrates’ Courts Act 1980 s22A; Candlish v DPP [2022] EWHC 842 (Admin); Jobson v DPP [2025] EWHC 1385 (Admin)',
    source: ['S9', 'S10'],
    confidence: 'confirmed',
  },
  {
    topic: 'Repeal of s22A',
    says: 'The Crime and Policing Act 2026 repeals it. For limitation nothing changes either way.',
    provision: 'Crime and Policing Act 2026',
    source: ['S19', 'S0'],
    confidence: 'partly confirmed',
    notModelled: 'The day on which the repeal takes effect is not confirmed and not on file.',
  },
  {
    topic: 'Criminal damage of £5,000 or less (s22)',
    says: 'No limit: the value decides where it is tried and nothing else.',
    provision: 'Magistrates’ Courts Act 1980 s22; DPP v Bird [2015]',
    source: ['S11', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Summary offence joined to an indictment',
    says: 'A summary offence that is included in an indictment, or sent with an indictable one, must itself have been started in time.',
    provision: 'Criminal Justice Act 1988 ss40-41; Crime and Disorder Act 1998 s51, Sch 3 for sending',
    ...gk,
  },
  {
    topic: 'Complaints for civil orders',
    says: 'A complaint must be made within six months of the time when the matter of complaint arose, unless the Act under which the order is sought says otherwise.',
    provision: 'Magistrates’ Courts Act 1980 s127(1)',
    source: ['S1'],
    confidence: 'confirmed',
    notModelled: 'Orders whose own Act sets another time.',
  },
  {
    topic: 'Attempts and aiding',
    says: 'As the main offence, unless its Act says otherwise: a code that ends in A, B or I has the row of the code without it. An attempt at a summary-only offence is usually no offence: check the charge.',
    provision: 'Criminal Attempts Act 1981 ss1(4), 2(2); Magistrates’ Courts Act 1980 s44',
    ...gk,
  },
  {
    topic: 'Unknown suspect or late report',
    says: 'Neither moves the six months.',
    provision: 'Magistrates’ Courts Act 1980 s127(1)',
    ...gk,
  },
];

/** What "sufficient evidence" asks, in every limit that runs from it. */
export const knowledgePoint: Point = {
  topic: 'Day of sufficient evidence',
  says: 'The day on which the person deciding had evidence they thought enough, not the day police first suspected somebody. Keep the day, who it was, which version of the file they had, and the certificate. For vehicle-taking it is anyone responsible for deciding.',
  provision:
    'DPP v Jinks [2024] EWHC 3341 (Admin), and there, not read here, Morgans v DPP [1999] 1 WLR 968 and DPP v Cook [2022] EWHC 2963 (Admin)',
  source: ['S15', 'S20', 'S22', 'S25'],
  confidence: 'confirmed',
};

/** Who may say on which day the evidence was sufficient, and what a certificate of it is worth. */
export const certificatePoints: readonly Point[] = [
  {
    topic: 'Whose day it is',
    says: 'It differs from Act to Act: read the section. Vehicle-taking: anybody responsible for deciding whether to prosecute. Vehicle excise: the Secretary of State, or a constable with approval. Customs: the prosecuting authority. Immigration: an officer above the rank of chief superintendent certifies. The trade Acts: discovery by the prosecutor.',
    source: ['S22', 'S25', 'S28', 'S30', 'S64', 'S67'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Certificate',
    says: 'Where a row says that a certificate decides, one that is signed and states the day is conclusive of it.',
    source: ['S15', 'S20', 'S22', 'S25'],
    confidence: 'confirmed',
  },
  {
    topic: 'Going behind a certificate',
    says: 'Courts have gone behind one that is plainly wrong on its face or fraudulent.',
    ...gk,
  },
];

/** @law Road Traffic Offenders Act 1988 ss1-2 */
export const noticePoints: readonly Point[] = [
  {
    topic: 'When',
    says: 'Either the driver is warned at the time that a prosecution will be considered; or within 14 days of the offence, whose day is not counted, the summons is served or a notice is served. For speeding, careless and dangerous driving, traffic signs and the other offences that Schedule 1 marks for section 1.',
    provision: 'Road Traffic Offenders Act 1988 s1(1)',
    source: ['S20'],
    confidence: 'confirmed',
  },
  {
    topic: 'On whom',
    says: 'A notice: the driver or the registered keeper; for cycling, the rider. A summons: whoever is prosecuted.',
    provision: 'Road Traffic Offenders Act 1988 s1(1)',
    source: ['S20'],
    confidence: 'confirmed',
  },
  {
    topic: 'How',
    says: 'By hand, or left at or posted to the last known address by first class, registered or recorded post. Registered or recorded post counts as served even when it comes back; first class post has to arrive in time.',
    provision:
      'Road Traffic Offenders Act 1988 s1(1A), (2); Gidden v Chief Constable of Humberside [2009] EWHC 2924 (Admin) for first class post',
    source: ['S20'],
    confidence: 'confirmed',
    notModelled: 'Whether a posted notice arrived in time: give the day it was served.',
  },
  {
    topic: 'Not needed',
    says: 'There was an accident at the time owing to the presence of the vehicle on a road; or a fixed penalty was given; or neither the accused’s name and address nor the registered keeper’s could be found in time with reasonable diligence; or the accused’s own conduct contributed to the failure.',
    provision: 'Road Traffic Offenders Act 1988 s2',
    source: ['S20'],
    confidence: 'confirmed',
    notModelled: 'Diligence in finding the name, and the accused’s own conduct.',
  },
  { topic: 'Later notices', says: 'Only the first notice has to meet the 14 days.', ...gk },
  {
    topic: 'Without one',
    says: 'A missing or late notice bars conviction for the offence. It does not move the limit for starting proceedings. Until the contrary is proved the notice is taken to have been given.',
    provision: 'Road Traffic Offenders Act 1988 s1(1), (3)',
    ...gk,
  },
  {
    topic: 'What it says',
    says: 'The nature of the offence, and the time and place at which it is alleged to have been committed.',
    provision: 'Road Traffic Offenders Act 1988 s1(1)(c)',
    ...gk,
  },
];

/** @law Prosecution of Offences Act 1985 s22; SI 1987/299 */
export const custodyPoints: readonly Point[] = [
  {
    topic: 'First day',
    says: 'Not counted: the next day is day one. The limit ends as many days after the first day of custody as it has, at midnight at the end of that day.',
    provision: 'SI 1987/299 reg 2(4)',
    source: ['S37', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Closed day',
    says: 'On a Saturday, Sunday, Christmas Day, Good Friday or bank holiday it ends on the preceding day that is none of these.',
    provision: 'SI 1987/299 reg 2(5)',
    ...custody,
  },
  {
    topic: 'Whole weeks',
    says: 'Every limit is a whole number of weeks, so unbroken custody ends on the weekday on which it began: Saturday courts and bank holidays are the cases to check.',
    ...gk,
  },
  {
    topic: 'Breaks',
    says: 'All custody of the magistrates’ court for one offence is added together, and likewise of the Crown Court. Time on bail does not count. The day of release counts, to be safe.',
    provision: 'Prosecution of Offences Act 1985 s22',
    source: ['S36', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Each offence',
    says: 'Each charge has its own limit and a new charge starts its own. Counts added after sending take the limit of the offence sent, less the custody already served for it.',
    provision: 'SI 1987/299 regs 4-5',
    source: ['S37', 'S39', 'S42'],
    confidence: 'confirmed',
    notModelled: 'Counts added after sending: give the custody served for the offence sent.',
  },
  {
    topic: 'What stops it',
    says: 'A jury sworn or a guilty plea accepted; at a summary trial, the prosecution evidence begun or a plea accepted.',
    provision: 'Prosecution of Offences Act 1985 s22(11A); (11B) for a summary trial (general knowledge)',
    ...act,
  },
  {
    topic: 'More that starts a trial',
    says: 'Also a jury sworn to decide whether the accused is fit to plead, and a preparatory hearing. After a jury is discharged only a retrial ordered by the Court of Appeal has a limit of its own: act as though there were one.',
    ...gk,
  },
  {
    topic: 'Escape and absconding',
    says: 'Escape, or absconding or a breach after release because the limit had run out: the limit is disregarded from then.',
    provision: 'Prosecution of Offences Act 1985 s22(5)',
    ...act,
    notModelled: 'Once this has happened no limit applies to that stage: disregard the date shown.',
  },
  {
    topic: 'Extension',
    says: 'By the court, before expiry only. It must be needed because of the illness or absence of the accused, a necessary witness, a judge or a magistrate, because of separate trials, or for another good and sufficient cause; and the prosecution must have acted with all due diligence and expedition.',
    provision: 'Prosecution of Offences Act 1985 s22(3), as amended by Crime and Disorder Act 1998 s43',
    source: ['S36', 'S70'],
    confidence: 'confirmed',
  },
  {
    topic: 'Notice of an application to extend',
    says: 'To be given not less than 5 days before the application in the Crown Court and 2 in the magistrates’ court. The court may shorten it and the defence may waive it. Counted here as clear working days.',
    provision: 'SI 1987/299 reg 7',
    source: ['S37', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Crown Court, no extension sought',
    says: 'Not less than 5 days before expiry say whether conditions of bail will be asked for; bring the accused to court in the last 2 days.',
    provision: 'SI 1987/299 reg 6',
    ...custody,
  },
  {
    topic: 'Appeal',
    says: 'Either side may appeal from the magistrates’ court to the Crown Court. A prosecution appeal begun before expiry keeps the limit alive.',
    provision: 'Prosecution of Offences Act 1985 s22(7)-(9)',
    ...act,
    notModelled: 'Appeals: the expiry shown is that without one.',
  },
  {
    topic: 'Left out',
    says: 'No custody time limit applies to treason. Time served as a sentenced prisoner is not custody that counts.',
    source: ['S37', 'S0'],
    confidence: 'partly confirmed',
    notModelled: 'Do not enter time served under a sentence.',
  },
];

/** @law PACE 1984 ss40-46 */
export const detentionPoints: readonly Point[] = [
  {
    topic: 'When to apply for a warrant',
    says: 'Apply to the magistrates’ court before 36 hours from the relevant time. A court that sits within the 6 hours after that may still hear the application where it was not reasonable to apply sooner, and not otherwise.',
    provision: 'PACE 1984 s43',
    ...pace,
  },
  {
    topic: '“72 hours”',
    says: 'Is what 36 hours on a superintendent’s authority and 36 under a warrant come to. When the last limit ends the person is charged or released.',
    source: ['S45', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Arrest for breach of court bail',
    says: 'Brought before a justice, and not only to the cells, as soon as practicable and within 24 hours of the arrest. A Sunday, Christmas Day or Good Friday is not counted; other bank holidays are. Do not rely on the day that is not counted.',
    provision: 'Bail Act 1976 s7(4), (7)',
    ...gk,
  },
  {
    topic: 'Hospital',
    says: 'Time at hospital and on the way there and back does not count, except any time during which the person is being questioned to obtain evidence of an offence: that time counts.',
    provision: 'PACE 1984 s41(6)',
    ...pace,
  },
  {
    topic: 'Return on bail',
    says: 'Earlier detention counts; time on bail does not.',
    provision: 'PACE 1984 s47(6)',
    ...pace,
  },
  {
    topic: 'Arrest for breach of pre-charge bail',
    says: 'The first 3 hours after arrival do not count.',
    provision: 'PACE 1984 s47(6A)',
    ...pace,
  },
  {
    topic: 'Reviews before charge',
    says: 'By an inspector who is not in the investigation: the first within 6 hours of the authority to detain, the second within 9 of the first, then every 9. One that is postponed does not shift the next.',
    provision: 'PACE 1984 s40',
    ...pace,
  },
  {
    topic: 'Reviews after charge',
    says: 'By the custody officer, at the same intervals.',
    provision: 'PACE 1984 s40(1)(a)',
    ...pace,
  },
  {
    topic: 'Reviews by telephone or live link',
    says: 'A review of detention may be held by telephone, or by live link where the means are there. It does not change when the next review is due. More than 24 hours is for a superintendent, whose authority may be given by live link only where its conditions are met.',
    provision: 'PACE 1984 ss40A, 45ZA, 45A',
    ...gk,
    notModelled: 'Whether the conditions for either were met.',
  },
  {
    topic: 'After charge, kept in custody',
    says: 'Before a court as soon as practicable and no later than its next sitting. Where none sits that day or the next, one has to sit on the day after the charge, unless that is a Sunday, Christmas Day or Good Friday: then on the next day that is none of these (this last part is general knowledge).',
    provision: 'PACE 1984 s46',
    ...pace,
    notModelled: 'Sittings of courts are not on file: no time is worked out.',
  },
  {
    topic: 'Change of the clocks',
    says: 'Hours that pass are counted: 24 hours end an hour earlier or later by the clock on the day of a change.',
    source: ['S45', 'S0'],
    confidence: 'partly confirmed',
    provision: 'PACE 1984 s45(2)',
  },
  {
    topic: 'Terrorism',
    says: 'Detention under the Terrorism Act follows another scheme.',
    provision: 'Terrorism Act 2000 Sch 8',
    ...gk,
    notModelled: 'None of it is on file.',
  },
];

/** @law PACE 1984 ss47ZA-47ZM */
export const bailPoints: readonly Point[] = [
  {
    topic: 'When to extend',
    says: 'Each extension is given, or applied for, before the period that it extends has ended.',
    provision: 'PACE 1984 ss47ZD-47ZG',
    ...gk,
  },
  {
    topic: 'Conditions of an extension',
    says: 'A, reasonable suspicion (not asked of a court); B, more time or investigation needed; C, pursued diligently and expeditiously; D, bail still necessary and proportionate.',
    provision: 'PACE 1984 s47ZC; s50A for the first release',
    ...pace,
    notModelled: 'Whether they are met.',
  },
  {
    topic: 'Released for a charging decision',
    says: 'Released on bail for a charging decision (section 37(7)(a) or 37C(2)(b)): the period is suspended from that day, or has not begun where it is the first release.',
    provision: 'PACE 1984 s47ZL',
    ...pace,
  },
  {
    topic: 'The prosecutor asks for more',
    says: 'It runs again from the day of the request; where fewer than 7 days are left, to the end of 7 days beginning with that day.',
    provision: 'PACE 1984 s47ZL',
    ...pace,
  },
  { topic: 'The request is met', says: 'The period is suspended again.', provision: 'PACE 1984 s47ZL', ...pace },
  {
    topic: 'In hospital',
    says: 'In-patient on the day it would end: every day as an in-patient is treated as a day on which the period was suspended.',
    provision: 'PACE 1984 s47ZM',
    ...pace,
  },
  {
    topic: 'Application not yet decided',
    says: 'Made to the court in time, it keeps the period running. The court may refuse one that should have been made sooner.',
    provision: 'PACE 1984 s47ZJ',
    ...pace,
  },
  {
    topic: 'Street bail',
    says: 'Its three months are the same three months, not three more.',
    provision: 'PACE 1984 s30A',
    ...pace,
  },
  {
    topic: 'Past 24 months',
    says: 'The court hears the parties if either asks. Before that it decides on written evidence.',
    provision: 'PACE 1984 s47ZG',
    ...pace,
    notModelled: 'When the court sits without an oral hearing.',
  },
  {
    topic: 'Released under investigation',
    says: 'No limit in law and no conditions. Set reviews; monthly is suggested.',
    provision: 'None',
    ...gk,
    notModelled: 'There is nothing to count.',
  },
];

/** What belongs to the deadlines after charge. */
export const afterChargePoints: readonly Point[] = [
  {
    topic: 'More time for the defence statement and witness notice',
    says: 'The defence must apply inside the period. There is no cap on how long or how often.',
    provision: 'SI 2011/209 reg 3',
    source: ['S43'],
    confidence: 'confirmed',
    notModelled: 'Extensions granted.',
  },
];

/** @law Criminal Justice Act 2003 ss29-30; Magistrates’ Courts Act 1980 s16A; Criminal Procedure Rules Part 24 */
export const singleJusticePoints: readonly Point[] = [
  {
    topic: 'What it is for',
    says: 'Summary-only offences that carry no imprisonment, and defendants of 18 or over, companies too; from 13 April 2015.',
    provision: 'Magistrates’ Courts Act 1980 s16A',
    source: ['S55', 'S0'],
    confidence: 'partly confirmed',
    notModelled: 'Whether an offence carries imprisonment is not on file.',
  },
  {
    topic: 'Start',
    says: 'A written charge and the notice, issued together by an authorised prosecutor. The day of issue is the day that counts.',
    provision: 'Criminal Justice Act 2003 s29',
    source: ['S2', 'S3'],
    confidence: 'confirmed',
  },
  {
    topic: 'In time?',
    says: 'Issued on or before the last day is enough, though posted after it: in Brown, issued on 21 April, last day 19 May, posted on 23 May 2018.',
    provision: 'Brown v DPP [2019] EWHC 798 (Admin)',
    source: ['S3'],
    confidence: 'confirmed',
  },
  {
    topic: 'Reply',
    says: '21 days from service. Whether the day of service is the first of them is debated: work to the earlier last day, accept a reply on the later.',
    provision: 'Criminal Procedure Rules r 24.9 (older Rules, see section 11)',
    source: ['S54', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Not guilty, a hearing asked for, or not suitable',
    says: 'Goes to an ordinary court. No new time limit begins.',
    ...gk,
  },
  {
    topic: 'The defendant did not know',
    says: 'A statutory declaration that the defendant did not know of the proceedings makes the conviction void. It must reach the court within 21 days of finding out; the court may accept it later (general knowledge). The written charge stands, so section 127 is still met.',
    provision: 'Magistrates’ Courts Act 1980 s16E; Criminal Procedure Rules r 24.17 (older Rules, see section 11)',
    source: ['S55', 'S0'],
    confidence: 'partly confirmed',
  },
];

/** What a lawyer has to settle before relying on the rules on file. */
export const openPoints: readonly Point[] = [
  {
    topic: 'Two prosecutors, one file',
    says: 'In DPP v Jinks [2024] EWHC 3341 (Admin) one prosecutor found the evidence too thin and another later found the same evidence enough; the magistrates’ court ran time from the first. What the High Court made of it is not confirmed: open the judgment. Until then the day counted from the first review is the safe one.',
    provision: 'Communications Act 2003 s127(5)(b)',
    source: ['S16', 'S0'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Add to the six months, or replace them',
    says: 'Where the offence and the day of sufficient evidence are the same day, rule I ends a day before section 127(1). The earlier day is the answer and the later is shown as arguable.',
    ...gk,
  },
  {
    topic: 'Short months, release days, replies',
    says: 'Rule I in a month with no such day; whether the day of release counts as custody; whether the day of service counts for a reply. The earlier day is the one to work to.',
    ...gk,
  },
  {
    topic: 'To be read before live use',
    says: 'Gambling Act 2005 s347, Town and Country Planning Act 1990 s210(4A) and Sexual Offences Act 1967 s7, whose words were not seen; the Schedule 1 list for section 6 of the Road Traffic Offenders Act, the long stop of section 51A, the DPP’s part in firearms cases, PACE section 44, and every rule marked general knowledge.',
    ...gk,
  },
  {
    topic: 'Crime and Policing Act 2026',
    says: 'Only what took effect on 29 June 2026 is confirmed. New intimate-image offences, the repeal of section 22A and any new limits have to be checked; so has the day on which section 138 of the Data (Use and Access) Act 2025 took effect (row 10).',
    source: ['S19', 'S0'],
    confidence: 'partly confirmed',
    notModelled: 'What takes effect later.',
  },
  {
    topic: 'Limits in Acts not on file',
    says: 'Other Acts limit proceedings as well, on indictment too. Among those not on file are the Companies Act 2006 (s1128), the Town and Country Planning Act 1990 (s224, advertisements) and the limit for treason.',
    ...gk,
  },
  {
    topic: 'Criminal Procedure Rules',
    says: 'The rules were read in the Criminal Procedure Rules 2015 and 2020. Those of 2020 were revoked on 6 October 2025. The numbers in the Rules that replace them have to be looked up.',
    source: ['S2', 'S55', 'S68'],
    confidence: 'partly confirmed',
  },
  {
    topic: 'Local agreements',
    says: 'Days for files, triage and action plans differ by force and Area. They are settings and never fixed.',
    ...gk,
  },
  {
    topic: 'Director’s Guidance and file standard',
    says: 'The definitions of the categories and the current standard were not available in full.',
    source: ['S50', 'S0'],
    confidence: 'partly confirmed',
  },
];

/** The points of each group, by the section of the law sheet they come from. */
export const pointsBySection = {
  '3.1': scopePoints,
  '3.2': [knowledgePoint, ...certificatePoints],
  '3.3': noticePoints,
  '4': custodyPoints,
  '5': detentionPoints,
  '6': bailPoints,
  '7': afterChargePoints,
  '8': singleJusticePoints,
  '11': openPoints,
} as const satisfies Record<string, readonly Point[]>;
