// Over 400 lines because it is a table: one record for each limit in section 3 of the law sheet, nothing else.
import type { Combine, Condition, Limb, Regime, Version } from '../regime.ts';

/** Id of the default six months, to which every special limit falls back. */
export const GENERAL = 'mca1980-s127';
/** Id under which "there is no time limit" is answered. */
export const NO_LIMIT = 'no-limit';

const sixMonthsFromKnowledge = (rule: 'E' | 'I'): Limb => ({
  name: 'knowledge',
  from: 'sufficient-evidence',
  period: { rule, months: 6 },
});
const longstop = (months: number, rule: 'E' | 'I'): Limb => ({
  name: 'longstop',
  from: 'offence',
  period: { rule, months },
});
const fixed = (months: number, rule: 'E' | 'I'): Limb => ({ name: 'fixed', from: 'offence', period: { rule, months } });
const knowledgeOrLongstop: Combine = { earlier: ['knowledge', 'longstop'] };

/** Six months from sufficient evidence, never past the longstop: the commonest special limit. */
const knowledgeScheme = (
  limbs: { knowledge: 'E' | 'I'; longstop: 'E' | 'I'; years: number },
  {
    stopNotSeen,
    ...provenance
  }: Pick<Version, 'source' | 'confidence'> & { from?: string; until?: string; stopNotSeen?: true },
): Version => ({
  ...provenance,
  limbs: [
    sixMonthsFromKnowledge(limbs.knowledge),
    {
      ...longstop(limbs.years * 12, limbs.longstop),
      ...(stopNotSeen === undefined ? {} : { letterNotSeen: stopNotSeen }),
    },
  ],
  combine: knowledgeOrLongstop,
});

const fixedPeriod = (
  months: number,
  { letterNotSeen, ...provenance }: Pick<Version, 'source' | 'confidence'> & { until?: string; letterNotSeen?: true },
): Version => ({
  ...provenance,
  limbs: [{ ...fixed(months, 'E'), ...(letterNotSeen === undefined ? {} : { letterNotSeen }) }],
  combine: 'fixed',
});

/** Three years from the offence or one from its discovery by the prosecutor, whichever ends first: laws on trade. */
const discoveryScheme = (provenance: Pick<Version, 'source' | 'confidence'>): Version => ({
  ...provenance,
  limbs: [
    { name: 'discovery', from: 'discovery', period: { rule: 'I', months: 12 }, whenUnknown: 'count-from-offence' },
    longstop(36, 'I'),
  ],
  combine: { earlier: ['discovery', 'longstop'] },
});

const plain = {
  binds: 'summary-only',
  conditions: [],
  addsToGeneral: true,
  certificate: false,
  notFor: [],
  cautions: [],
  notModelled: [],
} as const;

const domesticAbuse: Condition = {
  fact: 'domestic-abuse',
  mustBe: true,
  whenUnknown: 'general',
  question: 'Did the assault amount to domestic abuse: were the two people personally connected?',
  fails: 'The assault is not recorded as domestic abuse, so the special limit is not there.',
};
const bothAdultEnough: Condition = {
  fact: 'both-16-or-over',
  mustBe: true,
  whenUnknown: 'general',
  question: 'Were both people 16 or over on the day of the offence?',
  fails: 'Domestic abuse needs both people to be 16 or over (Domestic Abuse Act 2021 s1).',
};
const mechanicallyPropelled: Condition = {
  fact: 'mechanically-propelled',
  mustBe: true,
  whenUnknown: 'general',
  question: 'Was the conveyance a mechanically propelled vehicle?',
  fails: 'The extension covers mechanically propelled vehicles only, not pedal cycles, boats or other conveyances.',
};
const notAnAirWeapon: Condition = {
  fact: 'air-weapon',
  mustBe: false,
  whenUnknown: 'assume',
  question: 'Is this an air-weapon offence (Firearms Act 1968 ss21A, 22(4), 23(1), 24(4), 24ZA) or one under s22(3)?',
  fails: 'Air-weapon offences and s22(3) are left out of the four years.',
};

/** Every limit on starting a prosecution, general rule first, then by row of the law sheet. */
export const prosecutionRegimes: readonly Regime[] = [
  {
    ...plain,
    id: GENERAL,
    title: 'Summary-only offence: six months',
    statute: "Magistrates' Courts Act 1980 s127(1)",
    row: 1,
    versions: [
      {
        limbs: [{ name: 'general', from: 'offence', period: { rule: 'E', months: 6 } }],
        combine: 'general',
        source: ['S1', 'S4', 'S5'],
        confidence: 'confirmed',
      },
    ],
    addsToGeneral: false,
    recordedAs: [
      'mca1980s127',
      'mcas127',
      'magistratescourtsact1980s127',
      'magistratescourtsacts127',
      'summarytimelimit',
    ],
    cautions: [],
    notModelled: [
      'complaints for civil orders whose own Act sets another time',
      'amending an in-time charge after expiry',
    ],
  },
  {
    ...plain,
    id: NO_LIMIT,
    title: 'Indictable or either-way offence: no time limit',
    statute: "Magistrates' Courts Act 1980 s127(2)-(4)",
    row: 0,
    binds: 'any-mode',
    versions: [],
    addsToGeneral: false,
    recordedAs: ['nolimit', 'notimelimit', 'none'],
    cautions: [],
    notes: [
      'Section 127 sets no limit, even for summary trial. The offence’s own Act may (subsection (4)): see section 3.1.',
    ],
    notModelled: ['abuse of process by delay'],
  },
  {
    ...plain,
    id: 'cja1988-s39A',
    title: 'Common assault or battery that is domestic abuse',
    statute: 'Criminal Justice Act 1988 s39A',
    row: 2,
    versions: [
      {
        from: '2022-06-28',
        limbs: [{ name: 'report', from: 'complainant-evidence', period: { rule: 'E', months: 6 } }, longstop(24, 'E')],
        combine: { earlier: ['report', 'longstop'] },
        source: ['S4', 'S12', 'S13', 'S14'],
        confidence: 'confirmed',
      },
    ],
    conditions: [domesticAbuse, bothAdultEnough],
    recordedAs: ['cja1988s39a', 'cjas39a', 'criminaljusticeact1988s39a', 'criminaljusticeacts39a', 's39a'],
    cautions: ['A bare report does not start the six months; there is no certificate under this section.'],
    notes: [
      'A report, a 999 call, a first account on body-worn video that will not be used as evidence in chief, an interview of the suspect, and a statement not yet handed over do not start the six months.',
      'Where neither condition is ever met the section is not available, and the six months from the offence are all there is.',
      'No offence before 28 June 2022 can benefit (subsection (7)).',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'ca2003-s127',
    title: 'Grossly offensive, menacing or persistent messages',
    statute: 'Communications Act 2003 s127(5)-(7)',
    row: 4,
    versions: [
      knowledgeScheme(
        { knowledge: 'I', longstop: 'I', years: 3 },
        { from: '2015-04-13', source: ['S15', 'S16', 'S0'], confidence: 'partly confirmed' },
      ),
    ],
    certificate: true,
    recordedAs: ['communicationsact2003s127', 'communicationsacts127', 'ca2003s127', 'cas127'],
    cautions: [
      'If one prosecutor finds the evidence too thin and another later finds the same evidence enough, time may run from the first (DPP v Jinks [2024] EWHC 3341 (Admin)): work to the earliest.',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'osa2023-s179',
    title: 'False communications',
    statute: 'Online Safety Act 2023 s179(7)-(9)',
    row: 5,
    versions: [
      knowledgeScheme(
        { knowledge: 'I', longstop: 'E', years: 3 },
        { from: '2024-01-31', source: ['S17'], confidence: 'confirmed' },
      ),
    ],
    certificate: true,
    recordedAs: ['onlinesafetyact2023s179', 'osa2023s179', 'osas179'],
    cautions: [
      'Online: the offence day is the day on which this person first sent the message (s182(9)). Sending it again does not start time afresh; somebody else who reposts it has a day of their own.',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'soa2003-s66E',
    title: 'Creating, or requesting the creation of, a purported intimate image',
    statute: 'Sexual Offences Act 2003 ss66E-66F and their time-limit section (Data (Use and Access) Act 2025 s138)',
    row: 10,
    versions: [
      knowledgeScheme({ knowledge: 'I', longstop: 'I', years: 3 }, { source: ['S18'], confidence: 'partly confirmed' }),
    ],
    recordedAs: ['sexualoffencesact2003s66e', 'soa2003s66e', 'dataactuseandaccess2025s138'],
    cautions: ['The words of the section were not seen: both periods are counted the shorter way. Check commencement.'],
    notModelled: ['commencement date'],
  },
  {
    ...plain,
    id: 'rtoa1988-s6',
    title: 'No insurance, driving while disqualified, false declarations and others marked in Schedule 1',
    statute: 'Road Traffic Offenders Act 1988 s6 and Sch 1',
    row: 14,
    versions: [
      knowledgeScheme(
        { knowledge: 'E', longstop: 'E', years: 3 },
        { source: ['S20', 'S0'], confidence: 'partly confirmed' },
      ),
    ],
    certificate: true,
    notFor: [
      'speed',
      'careless',
      'drink',
      'drug',
      'alcohol',
      'specimen',
      'fail to stop',
      'failing to stop',
      's172',
      'mobile phone',
    ],
    recordedAs: ['roadtrafficoffendersact1988s6', 'rtoa1988s6', 'rtoas6'],
    cautions: ['Only offences that Schedule 1 marks for section 6. The list of sections is from general knowledge.'],
    notes: [
      'The list: Road Traffic Act 1988 ss92(10), 94, 94A, 99, 103, 143, 154, 174 (while it was summary-only), 175; Road Traffic Offenders Act 1988 ss37A, 67. It is from general knowledge but for ss37A and 67, which were read in Schedule 1 as it stood on 7 November 2023.',
      'Does not reach speeding, careless driving, drink or drug driving, failing to provide a specimen, failing to stop or report, section 172, or a mobile phone: those have six months from the offence.',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'theft1968-s12',
    title: 'Taking, driving or being carried in a mechanically propelled vehicle without authority',
    statute: 'Theft Act 1968 s12(4A)-(4C)',
    row: 17,
    versions: [
      knowledgeScheme({ knowledge: 'I', longstop: 'I', years: 3 }, { source: ['S22'], confidence: 'confirmed' }),
    ],
    conditions: [mechanicallyPropelled],
    certificate: true,
    notFor: ['pedal cycle', 'bicycle', 's12(5)'],
    recordedAs: ['theftact1968s124', 'theftact1968s12', 'theft1968s12', 'ta1968s12'],
    cautions: ['Knowledge is that of anyone responsible for deciding whether to prosecute.'],
    notes: ['Pedal cycles (section 12(5)), boats and other conveyances have six months from the offence.'],
    notModelled: [],
  },
  {
    ...plain,
    id: 'vera1994-s47',
    title: 'Vehicle excise offences',
    statute: 'Vehicle Excise and Registration Act 1994 s47',
    row: 19,
    versions: [
      knowledgeScheme({ knowledge: 'E', longstop: 'E', years: 3 }, { source: ['S25'], confidence: 'confirmed' }),
    ],
    certificate: true,
    recordedAs: ['vehicleexciseandregistrationact1994s47', 'vera1994s47', 'veras47'],
    cautions: [
      'Brought by the Secretary of State, or by a constable with approval. Sections 29, 31A, 34, 35A, 37 and regulations.',
    ],
    notes: ['The day that counts is that of the Secretary of State or of the constable with approval.'],
    notModelled: [],
  },
  {
    ...plain,
    id: 'hgvrul2013-sch2',
    title: 'Heavy goods vehicle road user levy',
    statute: 'HGV Road User Levy Act 2013 Sch 2',
    row: 20,
    versions: [
      knowledgeScheme({ knowledge: 'E', longstop: 'E', years: 3 }, { source: ['S25'], confidence: 'confirmed' }),
    ],
    certificate: true,
    recordedAs: ['hgvroaduserlevyact2013'],
    cautions: ['The limits of the customs Act are switched off for these offences.'],
  },
  {
    ...plain,
    id: 'rtra1984-sch12',
    title: 'Statements about excess parking charges',
    statute: 'Road Traffic Regulation Act 1984 Sch 12 para 8',
    row: 21,
    versions: [
      knowledgeScheme(
        { knowledge: 'E', longstop: 'E', years: 3 },
        { source: ['S35', 'S0'], confidence: 'partly confirmed' },
      ),
    ],
    recordedAs: ['roadtrafficregulationact1984sch12', 'rtra1984sch12'],
    cautions: ['Read in a copy as the section stood in 1991: later changes were not seen.'],
  },
  {
    ...plain,
    id: 'awa2006-s31',
    title: 'Animal welfare, summary offences',
    statute: 'Animal Welfare Act 2006 s31',
    row: 22,
    versions: [
      knowledgeScheme({ knowledge: 'I', longstop: 'I', years: 3 }, { source: ['S23'], confidence: 'confirmed' }),
    ],
    certificate: true,
    recordedAs: ['animalwelfareact2006s31', 'awa2006s31'],
    cautions: ['Sections 4, 5, 6(1)-(2), 7 and 8 have been either way, with no limit, for offences from 29 June 2021.'],
    notModelled: [],
  },
  {
    ...plain,
    id: 'wca1981-s20',
    title: 'Wild birds, animals and plants',
    statute: 'Wildlife and Countryside Act 1981 s20',
    row: 24,
    versions: [
      knowledgeScheme({ knowledge: 'E', longstop: 'E', years: 2 }, { source: ['S24'], confidence: 'confirmed' }),
    ],
    certificate: true,
    recordedAs: ['wildlifeandcountrysideact1981s20', 'wca1981s20'],
    cautions: [],
    notes: ['Summary offences under Part I of the Act only.'],
  },
  {
    ...plain,
    id: 'wca1981-s51A',
    title: 'Sites of special scientific interest and other Part II offences, summary',
    statute: 'Wildlife and Countryside Act 1981 s51A',
    row: 24,
    versions: [
      knowledgeScheme(
        { knowledge: 'I', longstop: 'E', years: 2 },
        { from: '2006-05-01', source: ['S24', 'S0'], confidence: 'partly confirmed', stopNotSeen: true },
      ),
    ],
    certificate: true,
    recordedAs: ['wildlifeandcountrysideact1981s51a', 'wca1981s51a'],
    cautions: ['The two-year longstop, and that it runs from the day after the offence, are from general knowledge.'],
    notes: ['Summary offences under Part II only: most damage to a site (section 28P) is either way.'],
    notModelled: [],
  },
  {
    ...plain,
    id: 'firearms1968-s51',
    title: 'Firearms Act summary offences',
    statute: 'Firearms Act 1968 s51(4)',
    row: 27,
    versions: [fixedPeriod(48, { source: ['S27', 'S0'], confidence: 'partly confirmed' })],
    conditions: [notAnAirWeapon],
    notFor: ['air weapon', 'air rifle', 'airgun', 'air gun', 's22(3)'],
    recordedAs: ['firearmsact1968s514', 'firearmsact1968s51', 'firearms1968s51'],
    cautions: [
      'More than six months after the offence, the prosecution must be by, or directed by, the DPP (proviso to s51(4); general knowledge: check).',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'cema1979-s146A',
    title: 'Customs and excise offences',
    statute: 'Customs and Excise Management Act 1979 s146A',
    row: 28,
    binds: 'any-mode',
    versions: [
      {
        ...knowledgeScheme({ knowledge: 'E', longstop: 'I', years: 3 }, { source: ['S28'], confidence: 'confirmed' }),
        tried: 'summarily',
      },
      { tried: 'on-indictment', limbs: [fixed(240, 'I')], combine: 'fixed', source: ['S28'], confidence: 'confirmed' },
    ],
    certificate: true,
    recordedAs: ['customsandexcisemanagementact1979s146a', 'cema1979s146a', 'cemas146a'],
    cautions: [
      'The six months leave the day of sufficient evidence out (E); the three and the twenty years count the day of the offence (I).',
    ],
    notes: [
      'What decides is the class of the offence and not the court that tries it: an either-way offence tried in a magistrates’ court has the twenty years. (In Scotland it is the way of trial.)',
      'The day that counts is that of the prosecuting authority.',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'ssaa1992-s116',
    title: 'Benefit offences',
    statute: 'Social Security Administration Act 1992 s116(2)',
    row: 29,
    versions: [
      {
        limbs: [{ name: 'knowledge', from: 'sufficient-evidence', period: { rule: 'E', months: 3 } }, fixed(12, 'E')],
        combine: { later: ['fixed', 'knowledge'] },
        source: ['S29'],
        confidence: 'confirmed',
      },
    ],
    certificate: true,
    notFor: ['s111a', 'dishonest'],
    recordedAs: ['socialsecurityadministrationact1992s116', 'ssaa1992s116'],
    cautions: ['Whichever period ends last. Not section 111A (dishonesty), which is either way.'],
    notes: [
      'No long stop.',
      'The day that counts is that of the Secretary of State or other authority that the section names: read it.',
    ],
    notModelled: [],
  },
  {
    ...plain,
    id: 'ia1971-s28-1',
    title: 'Immigration offences with the extended time limit',
    statute: 'Immigration Act 1971 s28(1)',
    row: 30,
    versions: [
      {
        limbs: [
          fixed(6, 'E'),
          { name: 'knowledge', from: 'certified-evidence', period: { rule: 'E', months: 2 } },
          longstop(36, 'E'),
        ],
        combine: { later: ['fixed', { earlier: ['knowledge', 'longstop'] }] },
        source: ['S30'],
        confidence: 'confirmed',
      },
    ],
    addsToGeneral: false,
    certificate: true,
    recordedAs: ['immigrationact1971s281', 'ia1971s281'],
    cautions: ['The certificate is that of an officer above the rank of chief superintendent.'],
    notModelled: [
      'which offences carry the extended time limit: main s24 offences have been either way since 28 June 2022',
    ],
  },
  {
    ...plain,
    id: 'ia1971-s28-1A',
    title: 'Breach of immigration bail',
    statute: 'Immigration Act 1971 s28(1A)',
    row: 31,
    versions: [
      {
        limbs: [fixed(6, 'I'), { name: 'arrest', from: 'first-arrest', period: { rule: 'I', months: 3 } }],
        combine: { later: ['fixed', 'arrest'] },
        source: ['S30'],
        confidence: 'confirmed',
      },
    ],
    addsToGeneral: false,
    recordedAs: ['immigrationact1971s281a', 'ia1971s281a'],
    cautions: [],
  },
  {
    ...plain,
    id: 'la2003-s186',
    title: 'Licensing Act offences: twelve months',
    statute: 'Licensing Act 2003 s186(3)',
    row: 32,
    versions: [fixedPeriod(12, { source: ['S26'], confidence: 'confirmed' })],
    addsToGeneral: false,
    recordedAs: ['licensingact2003s186', 'la2003s186'],
    cautions: [],
  },
  {
    ...plain,
    id: 'ga2005-s347',
    title: 'Gambling Act offences: twelve months',
    statute: 'Gambling Act 2005 s347',
    row: 33,
    versions: [fixedPeriod(12, { source: ['S0'], confidence: 'general knowledge', letterNotSeen: true })],
    addsToGeneral: false,
    recordedAs: ['gamblingact2005s347', 'ga2005s347'],
    cautions: ['The words of the section were not seen.'],
  },
  {
    ...plain,
    id: 'rpa1983-s176',
    title: 'Election offences: one year, however they are tried',
    statute: 'Representation of the People Act 1983 s176',
    row: 34,
    binds: 'any-mode',
    versions: [
      {
        limbs: [
          fixed(12, 'E'),
          { name: 'court-extension', from: 'offence', period: { rule: 'E', months: 24 }, onlyIf: 'court-extended' },
        ],
        combine: { later: ['fixed', 'court-extension'] },
        source: ['S31', 'S0'],
        confidence: 'partly confirmed',
      },
    ],
    addsToGeneral: false,
    recordedAs: ['representationofthepeopleact1983s176', 'rpa1983s176'],
    cautions: [
      'A magistrates’ court may extend the year to not more than 24 months after the offence, on an application by a constable or Crown Prosecutor made inside the first year. The day in its order governs.',
    ],
    notes: ['The same scheme is in the regulations for other polls: check them.'],
    notModelled: ['an extension to less than 24 months: use the day in the order'],
  },
  {
    ...plain,
    id: 'hswa1974-s34',
    title: 'Health and safety, summary offences',
    statute: 'Health and Safety at Work etc. Act 1974 s34',
    row: 35,
    versions: [
      {
        limbs: [
          { name: 'general', from: 'offence', period: { rule: 'E', months: 6 } },
          { name: 'special-report', from: 'special-report', period: { rule: 'E', months: 3 } },
          { ...sixMonthsFromKnowledge('E'), onlyIf: 'evidence-omission' },
        ],
        combine: { later: ['general', 'special-report', 'knowledge'] },
        source: ['S32'],
        confidence: 'confirmed',
      },
    ],
    recordedAs: ['healthandsafetyatworketcact1974s34', 'hswa1974s34'],
    cautions: ['Most offences under the Act are either way and have no limit.'],
    notes: ['The day of sufficient evidence is that of the enforcing authority (general knowledge).'],
    notModelled: ['which omissions (designers, manufacturers) carry six months from knowledge'],
  },
  {
    ...plain,
    id: 'tcpa1990-s210',
    title: 'Tree preservation, summary offences under section 210(4)',
    statute: 'Town and Country Planning Act 1990 s210(4A)-(4C)',
    row: 37,
    versions: [
      knowledgeScheme({ knowledge: 'I', longstop: 'I', years: 3 }, { source: ['S0'], confidence: 'general knowledge' }),
    ],
    certificate: true,
    recordedAs: ['townandcountryplanningact1990s210', 'tcpa1990s210'],
    cautions: [
      'Reaches summary offences under section 210(4) only. The words of the periods were not seen: both are counted the shorter way.',
    ],
    notes: [
      'Section 210(1) (cutting down, uprooting, wilful destruction, or damage, topping or lopping likely to destroy the tree) can be tried on indictment and has no limit here.',
    ],
  },
  {
    ...plain,
    id: 'cma1990-s11',
    title: 'Unauthorised access to computer material, before 1 October 2008',
    statute: 'Computer Misuse Act 1990 s11 (repealed)',
    row: 38,
    versions: [
      knowledgeScheme(
        { knowledge: 'I', longstop: 'I', years: 3 },
        { until: '2008-10-01', source: ['S34'], confidence: 'partly confirmed' },
      ),
    ],
    recordedAs: ['computermisuseact1990s11', 'cma1990s11'],
    cautions: ['Rule letters not seen: both periods are counted the shorter way.'],
    notes: ['Long expired: any such offence is now out of time.'],
  },
  {
    ...plain,
    id: 'soa1956-s6',
    title: 'Unlawful sexual intercourse with a girl of 13 to 15, before 1 May 2004',
    statute: 'Sexual Offences Act 1956 s6 and Sch 2',
    row: 43,
    binds: 'any-mode',
    versions: [fixedPeriod(12, { until: '2004-05-01', source: ['S33'], confidence: 'confirmed' })],
    addsToGeneral: false,
    recordedAs: ['sexualoffencesact1956s6', 'soa1956s6'],
    cautions: ['It cannot be side-stepped by charging indecent assault on the same act (R v J [2004] UKHL 42).'],
    notes: ['Long expired: any such offence is now out of time.'],
  },
  {
    ...plain,
    id: 'soa1967-s7',
    title:
      'Gross indecency between men, and consensual buggery between men neither of whom was a boy under 16, before 1 May 2004',
    statute: 'Sexual Offences Act 1967 s7',
    row: 44,
    binds: 'any-mode',
    versions: [
      fixedPeriod(12, { until: '2004-05-01', source: ['S0'], confidence: 'general knowledge', letterNotSeen: true }),
    ],
    addsToGeneral: false,
    recordedAs: ['sexualoffencesact1967s7', 'soa1967s7'],
    cautions: [
      'Not for buggery with a boy under 16 or without consent, nor for indecency with children, which have no limit. Read section 7 before refusing a case.',
    ],
    notes: ['Where section 7 applies, the time ended long ago.'],
  },
  {
    ...plain,
    id: 'trading-standards',
    title: 'Unfair trading, trade descriptions, food safety and similar',
    statute: 'The offence’s own Act, for example Food Safety Act 1990 s34',
    row: 45,
    binds: 'any-mode',
    versions: [discoveryScheme({ source: ['S0'], confidence: 'general knowledge' })],
    addsToGeneral: false,
    recordedAs: ['foodsafetyact1990s34', 'tradedescriptions', 'unfairtrading'],
    cautions: ['Applies even where the offence is either way. Read the Act itself: rule letters differ.'],
    notes: ['Some of these Acts give a certificate force and some do not: read the Act.'],
  },
  {
    ...plain,
    id: 'dmcca2024-s241',
    title: 'Unfair commercial practices',
    statute: 'Digital Markets, Competition and Consumers Act 2024 s241',
    row: 0,
    binds: 'any-mode',
    versions: [discoveryScheme({ source: ['S64', 'S0'], confidence: 'partly confirmed' })],
    addsToGeneral: false,
    certificate: true,
    recordedAs: ['digitalmarketscompetitionandconsumersact2024s241', 'dmcca2024s241'],
    cautions: ['Applies although the offence is either way. Discovery is that of the prosecutor.'],
    notes: [
      'Read in a copy that marks the section as not yet in force. That it has been in force since 6 April 2025 is general knowledge; before that the regulations of 2008 apply (row 45).',
    ],
  },
  {
    ...plain,
    id: 'vra1984-s15',
    title: 'Video recordings: offences that can be tried on indictment',
    statute: 'Video Recordings Act 1984 s15',
    row: 0,
    binds: 'any-mode',
    versions: [discoveryScheme({ source: ['S67'], confidence: 'confirmed' })],
    addsToGeneral: false,
    recordedAs: ['videorecordingsact1984s15', 'vra1984s15'],
    cautions: ['Applies although the offence is either way. Discovery is that of the prosecutor.'],
  },
  {
    ...plain,
    id: 'opa1959-s2',
    title: 'Obscene publications: two years, however they are tried',
    statute: 'Obscene Publications Act 1959 s2(3)',
    row: 0,
    binds: 'any-mode',
    versions: [{ limbs: [fixed(24, 'E')], combine: 'fixed', source: ['S65'], confidence: 'confirmed' }],
    addsToGeneral: false,
    recordedAs: ['obscenepublicationsact1959s2', 'opa1959s2'],
    cautions: [],
  },
  {
    ...plain,
    id: 'theatres1968-s2',
    title: 'Obscene performance of a play: two years, however it is tried',
    statute: 'Theatres Act 1968 s2(3); Magistrates’ Courts Act 1980 s127(4)',
    row: 0,
    binds: 'any-mode',
    versions: [{ limbs: [fixed(24, 'E')], combine: 'fixed', source: ['S66', 'S0'], confidence: 'partly confirmed' }],
    addsToGeneral: false,
    recordedAs: ['theatresact1968s2', 'theatres1968s2'],
    cautions: [
      'Section 2(3) is worded for proceedings on indictment. That it ends summary proceedings as well rests on section 127(4) (general knowledge).',
    ],
  },
  {
    ...plain,
    id: 'marriage1949-s75',
    title: 'Solemnising a marriage against the law: three years',
    statute: 'Marriage Act 1949 s75(4)',
    row: 0,
    binds: 'any-mode',
    versions: [fixedPeriod(36, { source: ['S0'], confidence: 'general knowledge', letterNotSeen: true })],
    addsToGeneral: false,
    recordedAs: ['marriageact1949s75', 'marriage1949s75'],
    cautions: ['The words of the subsection were not seen. Read it before treating a case as out of time.'],
  },
  {
    ...plain,
    id: 'perjury1911-s4',
    title: 'False statements about births and deaths: three years',
    statute: 'Perjury Act 1911 s4(2)',
    row: 0,
    binds: 'any-mode',
    versions: [fixedPeriod(36, { source: ['S0'], confidence: 'general knowledge', letterNotSeen: true })],
    addsToGeneral: false,
    recordedAs: ['perjuryact1911s4', 'perjury1911s4'],
    cautions: ['The words of the subsection were not seen. Read it before treating a case as out of time.'],
  },
  {
    ...plain,
    id: 'msa1995-s274',
    title: 'Merchant shipping, summary offences',
    statute: 'Merchant Shipping Act 1995 s274',
    row: 46,
    versions: [
      {
        limbs: [
          fixed(6, 'I'),
          { name: 'return-to-uk', from: 'return-to-uk', period: { rule: 'E', months: 2 } },
          sixMonthsFromKnowledge('I'),
          longstop(36, 'I'),
        ],
        combine: {
          later: ['fixed', { earlier: ['return-to-uk', 'longstop'] }, { earlier: ['knowledge', 'longstop'] }],
        },
        source: ['S58'],
        confidence: 'confirmed',
      },
    ],
    addsToGeneral: false,
    certificate: true,
    recordedAs: ['merchantshippingact1995s274', 'msa1995s274'],
    cautions: [
      'The two months from return need the accused to have been outside the United Kingdom during the six months.',
    ],
    notModelled: ['the accused absent throughout the six months from knowledge (s274(3)(b))'],
  },
  {
    ...plain,
    id: 'aha1981-s71A',
    title: 'Animal health (farm disease)',
    statute: 'Animal Health Act 1981 s71A',
    row: 47,
    versions: [
      knowledgeScheme({ knowledge: 'I', longstop: 'I', years: 3 }, { source: ['S0'], confidence: 'general knowledge' }),
    ],
    recordedAs: ['animalhealthact1981s71a', 'aha1981s71a'],
    cautions: ['The words were not seen: both periods are counted the shorter way.'],
  },
];

const byId = new Map(prosecutionRegimes.map((regime) => [regime.id, regime]));

/** A prosecution limit by id; `undefined` when there is none of that name. */
export const prosecutionRegime = (id: string): Regime | undefined => byId.get(id);

/** A prosecution limit that must be on file. @throws Error when it is not: the rule data contradict each other */
export function regimeOnFile(id: string): Regime {
  const regime = byId.get(id);
  if (regime === undefined) throw new Error(`rule data name a regime that is not on file: ${id}`);
  return regime;
}
