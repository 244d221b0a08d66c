// Over 400 lines because it is a table: where each field of the forms of the file, by code, comes from.
import type { Material, Witness } from '../../case-file/index.ts';
import {
  defendantName,
  nameOf,
  nameOfVictim,
  offencesOf,
  personOf,
  sayDay,
  sayPart,
  sayWhen,
  itemsOf,
  partsOf,
  type FormContext,
} from '../source.ts';
import { joinedBy, listed, missing, notNeeded, table, words, type Found, type FormPlace } from '../value.ts';
import {
  byProsecutor,
  fromCertificate,
  heading,
  headingFrom,
  linesDone,
  linesNotPursued,
  officer,
  outstandingOfKind,
  part,
  requestOf,
  rowsBinding,
  theCase,
  urn,
  type Binding,
  type FormBindings,
} from './binding.ts';
import { statementsBy } from './charging.ts';
import {
  addressOf,
  asn,
  bailConditions,
  chargesLaid,
  coDefendants,
  defendant,
  identity,
  laidAt,
  pleas,
  proposedFor,
  suspectStatuses,
  youth,
} from './parties.ts';

/** Forms of the file itself: charge, summary, schedules, witnesses, statements, exhibits, and what goes with them. */

const people: FormPlace = { at: 'people' };
const item = ({ id }: Pick<Material, 'id'>): FormPlace => ({ at: 'material-item', materialId: id });
const entry = (): Found => missing({ at: 'entry' });

/** Court and day of the next hearing: of a charge laid, else under the heading of the request. */
const hearing: Binding = (c) => {
  const laid = c.s.charges.find(
    ({ defendantId, detail }) =>
      (c.of.defendant === undefined || defendantId === c.of.defendant.id) &&
      detail.court !== null &&
      detail.hearingOn !== null,
  );
  if (laid !== undefined)
    return words(
      joinedBy(', ', laid.detail.court, laid.detail.hearingOn !== null && sayDay(laid.detail.hearingOn)),
      'Charges recorded as laid',
      { at: 'charges' },
    );
  return heading('hearing', (value) =>
    joinedBy(', ', sayPart(value, 'court'), sayPart(value, 'date'), sayPart(value, 'time'), sayPart(value, 'note')),
  )(c);
};

const interviews: Binding = (c) => {
  const ids = requestOf(c)?.defendantIds ?? [];
  const held = c.record.defendants
    .filter(({ id }) => ids.includes(id))
    .flatMap((each) => (each.interviews ?? []).map((one) => ({ ...one, who: defendantName(c.record, each.id) })));
  return table(
    ['Suspect', 'Date', 'Outcome', 'Record'],
    held.map(({ who, date, outcome, material }) => [who, sayDay(date), outcome, material ?? 'Not on the file']),
    `${theCase}: interviews`,
    people,
  );
};

const recordings: ReadonlySet<string> = new Set(['BWV', 'CCTV', '999', 'INTERVIEW-AUDIO', 'VRI']);
/** What the request says of one recording in its list. */
const listEntry = (c: FormContext): unknown =>
  c.record.submissions
    .flatMap(({ request }) => itemsOf(request['mediaList']))
    .findLast((row) => sayPart(row, 'material') === c.of.id);
const said = (value: unknown): string => (value === true ? 'Yes' : value === false ? 'No' : '');
const fromList =
  (name: string, own?: (each: Material) => boolean | undefined): Binding =>
  (c) => {
    const listedAs = said(partsOf(listEntry(c))[name]);
    const request = requestOf(c);
    const place: FormPlace | undefined =
      request === undefined ? undefined : { at: 'heading', submissionId: request.id, heading: 'mediaList' };
    return listedAs !== ''
      ? words(listedAs, headingFrom(request?.id ?? '', 'mediaList'), place)
      : words(c.of.material === undefined ? '' : said(own?.(c.of.material)), `Item ${c.of.id}`, place);
  };

const ofItem =
  (say: (each: Material) => string | undefined): Binding =>
  ({ of }) =>
    of.material === undefined ? missing() : words(say(of.material), `Item ${of.material.id}`, item(of.material));

const exhibits = ({ record }: FormContext): readonly Material[] =>
  record.material.filter(({ exhibitRef, status }) => exhibitRef !== undefined && status !== 'sensitive');

const locationOf = (each: Material): Found =>
  words(each.location ?? (each.file === null ? undefined : 'Copy held in this case'), `Item ${each.id}`, item(each));

const attendance = (c: FormContext) => {
  const victims = c.record.victims.map((victim): Witness & { victim: boolean; name: string } => ({
    personId: victim.personId ?? victim.contactPersonId ?? '',
    kind: victim.kind === 'officer' ? 'officer' : 'civilian',
    victim: true,
    name: nameOfVictim(c.record, victim),
  }));
  const others = c.record.witnesses
    .filter(({ personId }) => !victims.some((each) => each.personId === personId))
    .map((each) => ({ ...each, victim: false, name: nameOf(personOf(c.record, each.personId)) || each.personId }));
  return [...victims, ...others];
};

const witnessKinds = { civilian: 'Civilian', officer: 'Police', expert: 'Expert' } as const;
const ageIn = (c: FormContext): string => {
  const child = c.of.witness?.child === true || c.of.victim?.child === true;
  const born = c.of.person?.dateOfBirth;
  if (born === undefined) return child ? 'Under 18' : '';
  const at = c.of.material?.date ?? c.record.dates.reported;
  const [year = 0, month = 0, day = 0] = born.split('-').map(Number);
  const [y = 0, m = 0, d = 0] = at.split('-').map(Number);
  const age = y - year - (m < month || (m === month && d < day) ? 1 : 0);
  return age < 18 ? String(age) : 'Over 18';
};

const schedule = (
  shown: 'table' | 'blocks',
  more: Parameters<typeof rowsBinding<Material>>[0]['fields'],
  of: (c: FormContext) => readonly Material[],
  none: string,
) =>
  rowsBinding<Material>({
    of: (c) => of(c).toSorted((a, b) => (a.unusedNumber ?? 9_999) - (b.unusedNumber ?? 9_999)),
    key: ({ id }) => id,
    title: (each) => `${each.id}: ${each.title}`,
    ...{ shown, none },
    fields: {
      number: (each) =>
        words(
          each.unusedNumber == null ? '' : String(each.unusedNumber),
          `Item ${each.id}: number on the schedule`,
          item(each),
        ),
      description: (each) => words(joinedBy('. ', each.title, each.description), `Item ${each.id}`, item(each)),
      ...more,
    },
  });

const unusedOf = ({ record }: FormContext): readonly Material[] =>
  record.material.filter(({ status }) => status === 'unused');
const sensitiveOf = ({ record }: FormContext): readonly Material[] =>
  record.material.filter(({ status, type }) => status === 'sensitive' && type !== 'MG6D');
const prosecutorMark = byProsecutor('The prosecutor marks each item after review.');
const mark = (): Found => missing(undefined, 'The prosecutor marks each item after review.');
const nothingUnused = 'No unused material is on the file.';

const vpsOf = (c: FormContext) => c.of.victim?.victimPersonalStatement;
const documentText: Binding = (c) =>
  c.of.material === undefined
    ? missing()
    : words(c.s.textOf(c.of.material.id), `Read in document ${c.of.material.id}`, item(c.of.material));
const dateAndMaker: Binding = ofItem(({ date, madeBy }) => `${sayDay(date)}, taken by ${madeBy}`);

const offenceList: Binding = (c) =>
  listed([...new Set(c.record.offences.map(({ cjsCode, title }) => `${cjsCode} ${title}`))], `${theCase}: offences`, {
    at: 'offences',
  });

/** What a document on the file, of this kind and about this person, is: so that the form says where it lies. */
const onFile =
  (type: string): Binding =>
  (c) => {
    const found = c.record.material.filter(
      (each) => each.type === type && (each.subject === undefined || [c.of.id, c.of.person?.id].includes(each.subject)),
    );
    return found.length === 0
      ? entry()
      : listed(
          found.map(({ id, title, date, madeBy }) => `${id} ${title}, ${sayDay(date)}, ${madeBy}`),
          `Documents on the file of type ${type}`,
          { at: 'material' },
        );
  };

const requisition: FormBindings = {
  fields: { urn, defendant: identity('address'), 'writtenCharge[]': chargesLaid, hearing },
};

export const file: Readonly<Record<string, FormBindings>> = {
  MG0: {
    fields: {
      urn,
      defendant: ({ record }) =>
        listed(
          record.defendants.map(({ id }) => defendantName(record, id)),
          `${theCase}: suspects`,
          people,
        ),
      exhibitingOfficer: ofItem(({ madeBy }) => madeBy),
      mediaType: ofItem(({ type }) => type),
      title: ofItem(({ title }) => title),
      isKey: fromList('key', ({ key }) => key),
      clipDuration: ofItem(({ durationSeconds }) =>
        durationSeconds === undefined
          ? undefined
          : `${Math.floor(durationSeconds / 60)} min ${Math.round(durationSeconds % 60)} s`,
      ),
      exhibitNumber: ofItem(({ exhibitRef }) => exhibitRef),
      secureLink: ofItem(({ location }) => location),
      description: ofItem(({ description }) => description),
      playable: fromList('playable'),
      clipped: fromList('clipped', ({ clipped }) => clipped),
      oicContact: officer('officer_in_case'),
    },
  },
  MG2: {
    fields: {
      urn,
      witness: ({ of }) => words(of.title, `${theCase}: person ${of.id}`, people),
      ageOrDob: (c) =>
        words(
          joinedBy(', ', ageIn(c), c.of.person?.dateOfBirth !== undefined && `born ${sayDay(c.of.person.dateOfBirth)}`),
          theCase,
          people,
        ),
    },
  },
  MG4: {
    fields: {
      urn,
      asn,
      defendant: identity('address', 'gender', 'pnc'),
      'charges[]': chargesLaid,
      chargedAt: laidAt,
      bailDecision: (c) =>
        words(
          c.of.defendant?.stage === 'post_charge' ? suspectStatuses[c.of.defendant.status] : '',
          `${theCase}: suspect ${c.of.id}`,
          people,
        ),
      'conditions[]': bailConditions,
      firstHearing: hearing,
      appropriateAdult: (c) =>
        c.of.defendant?.isYouth === true
          ? words(nameOf(personOf(c.record, c.of.defendant.appropriateAdult)), `${theCase}: suspect ${c.of.id}`, people)
          : entry(),
      coDefendants,
      youthFlag: youth,
    },
  },
  MG4A: { fields: { urn, defendant, 'conditions[]': bailConditions, surrenderTo: hearing } },
  MG4B: { fields: { urn } },
  MG4C: { fields: { urn } },
  MG4D: requisition,
  MG4E: requisition,
  MG4F: {
    fields: {
      urn,
      youth: defendant,
      parentGuardian: (c) => {
        const adult = personOf(c.record, c.of.defendant?.appropriateAdult);
        const address = adult === undefined ? undefined : addressOf(c, adult.id);
        return words(
          joinedBy(
            '\n',
            nameOf(adult),
            address?.state === 'recorded' && address.value.kind === 'text' && address.value.text,
          ),
          `${theCase}: suspect ${c.of.id}`,
          people,
        );
      },
      hearing,
    },
  },
  MG5: {
    fields: {
      urn,
      keyEvidence: heading('caseOutline'),
      keyWitnesses: ({ record }) =>
        listed(
          [
            ...record.victims.map((each) => `${nameOfVictim(record, each)}: victim`),
            ...record.witnesses
              .filter(({ key }) => key === true)
              .map(
                (each) =>
                  `${nameOf(personOf(record, each.personId)) || each.personId}: ${witnessKinds[each.kind].toLowerCase()} witness`,
              ),
          ],
          `${theCase}: victims and witnesses`,
          people,
        ),
      'interview.summary': part('issues', ['suspectAccount', 'Account']),
      'interview.dateOfficersOthers': interviews,
      nonKeyEvidence: heading('nonKeyEvidence'),
      visuallyRecorded: ({ record }) =>
        listed(
          record.material
            .filter(({ type, status }) => recordings.has(type) && status !== 'sensitive')
            .map(({ id, title, key }) => `${id} ${title}${key === true ? ' (key)' : ''}`),
          `${theCase}: material`,
          { at: 'material' },
        ),
      injuries: heading('injuries'),
      forensic: heading('forensicSubmissions'),
      'ordersOnConviction[]': heading('ordersSought'),
      'compensation[]': heading('compensation'),
      supervisorCertificate: fromCertificate(({ by, at }) => joinedBy(', ', by, at !== undefined && sayWhen(at))),
    },
    rows: {
      defendants: rowsBinding({
        of: (c) => proposedFor(c, requestOf(c)?.defendantIds ?? []),
        key: ({ id }) => id,
        title: (each, c) => `${defendantName(c.record, each.defendantId)}: ${each.title}`,
        shown: 'blocks',
        none: 'No offence is put forward.',
        fields: {
          anticipatedPlea: (each) =>
            words(joinedBy('. ', pleas[each.anticipatedPlea], each.pleaBasis), `${theCase}: offence ${each.id}`, {
              at: 'offence',
              offenceId: each.id,
            }),
        },
      }),
    },
  },
  MG6: {
    fields: {
      urn,
      medical: outstandingOfKind('medical'),
      forensic: outstandingOfKind('forensic'),
      'disclosure.undermining': heading('potentiallyDisclosable'),
      'disclosure.thirdParty': heading('thirdPartyMaterial'),
      'witnesses.outstandingStatements': outstandingOfKind('statements'),
      publicInterest: heading('publicInterestFactors'),
      assetRecovery: heading('proceedsOfCrime'),
      chargingRationale: (c) =>
        c.record.offences.some(
          ({ chargingAuthority, status }) => chargingAuthority === 'police' && status === 'charged',
        )
          ? heading('policeChargingRationale')(c)
          : notNeeded('No offence of this case was charged by police alone.'),
    },
  },
  MG6A: { fields: { urn } },
  MG6B: { fields: { urn, officer: ({ of }) => words(of.title, `${theCase}: officer ${of.id}`, people) } },
  MG6C: {
    fields: {
      urn,
      prosecutor: prosecutorMark,
    },
    rows: {
      items: schedule(
        'blocks',
        {
          dateAndMaker: (each) => words(`${sayDay(each.date)}, ${each.madeBy}`, `Item ${each.id}`, item(each)),
          location: locationOf,
          exceptionOrRpm: entry,
          generic: entry,
          cpsDecision: mark,
          cpsReason: mark,
        },
        unusedOf,
        nothingUnused,
      ),
    },
  },
  MG6D: {
    fields: {
      urn,
      nilReturn: (c) =>
        words(
          sensitiveOf(c).length === 0 ? 'Yes: no sensitive material is on the file' : 'No: the items are listed',
          'Worked out from the material of the case',
          { at: 'material' },
        ),
      prosecutor: prosecutorMark,
    },
    rows: {
      items: schedule(
        'blocks',
        { publicInterest: entry, harm: entry, meetsTest: entry, edited: entry, cpsView: mark },
        sensitiveOf,
        'No sensitive material is on the file.',
      ),
    },
  },
  MG6E: { fields: { urn } },
  MG7: { fields: { urn, defendant } },
  MG8: {
    fields: {
      urn,
      defendant,
      originalOffence: (c) =>
        listed(
          offencesOf(c.record, c.of.id)
            .filter(({ status }) => status !== 'alleged_breach')
            .map(({ title, wording }) => `${title}: ${wording}`),
          `${theCase}: offences of ${c.of.id}`,
          { at: 'offences' },
        ),
      bailGranted: (c) => {
        const bail = c.of.defendant?.bail;
        return words(
          joinedBy(', ', bail?.grantedOn !== undefined && sayDay(bail.grantedOn), bail?.by),
          `${theCase}: bail of ${c.of.id}`,
          people,
        );
      },
      'conditions[]': bailConditions,
      breach: (c) =>
        listed(
          offencesOf(c.record, c.of.id)
            .filter(({ status }) => status === 'alleged_breach')
            .map(({ wording }) => wording),
          `${theCase}: alleged breach`,
          { at: 'offences' },
        ),
      arrested: (c) =>
        c.of.defendant?.arrest === undefined
          ? missing(people)
          : words(
              `${sayWhen(c.of.defendant.arrest.at)}, ${c.of.defendant.arrest.place}`,
              `${theCase}: arrest of ${c.of.id}`,
              people,
            ),
    },
  },
  MG9: {
    fields: { urn },
    rows: {
      witnesses: rowsBinding({
        of: attendance,
        key: ({ personId }) => personId,
        title: ({ name }) => name,
        shown: 'blocks',
        none: 'The record names no victim or witness.',
        fields: {
          order: (_each, _c, index) => words(String(index + 1), 'Order of the record: victims first', people),
          name: ({ name, personId }) => words(name, `${theCase}: person ${personId}`, people),
          type: ({ kind }) => words(witnessKinds[kind], theCase, people),
          isVictim: ({ victim }) => words(victim ? 'Yes' : 'No', theCase, people),
          vulnerableIntimidated: ({ personId }, { record }) => {
            const victim = record.victims.find((each) => each.personId === personId);
            const assessed = record.material.find(({ type, subject }) => type === 'MG2' && subject === personId);
            return words(
              joinedBy(
                '. ',
                victim?.vulnerable === true ? 'Vulnerable' : victim?.vulnerable === false && 'Not vulnerable',
                assessed !== undefined && `Special measures assessment: ${assessed.id}`,
              ),
              theCase,
              people,
            );
          },
          dob: ({ personId }, { record }) => {
            const born = personOf(record, personId)?.dateOfBirth;
            return words(born === undefined ? '' : sayDay(born), `${theCase}: person ${personId}`, people);
          },
          addressPhoneEmail: ({ personId }, c) => {
            const person = personOf(c.record, personId);
            const address = addressOf(c, personId);
            if (address.state === 'kept_apart') return address;
            return words(
              joinedBy(
                '\n',
                address.state === 'recorded' && address.value.kind === 'text' && address.value.text,
                ...(person?.phones ?? []),
                ...(person?.emails ?? []),
                person?.knownToDefendantAddress === true && 'Address known to the defendant',
              ),
              `${theCase}: contact details of ${personId}`,
              people,
            );
          },
          occupation: ({ personId }, { record }) =>
            words(personOf(record, personId)?.occupation, `${theCase}: person ${personId}`, people),
          interpreter: ({ personId }, { record }) => {
            const language = record.victims.find((each) => each.personId === personId)?.interpreter;
            return words(language, theCase, people);
          },
          'statements[]': ({ personId }, { record }) =>
            words(statementsBy(record, personId), `${theCase}: material`, { at: 'material' }),
          keyOrNot: ({ key, victim }) =>
            words(victim || key === true ? 'Key' : key === false ? 'Not key' : '', theCase, people),
        },
      }),
    },
  },
  MG10: { fields: { urn } },
  MG11: {
    fields: {
      urn,
      witnessName: ({ of }) =>
        words(nameOf(of.person) || of.title.replace(/^Statement of /, ''), `Item ${of.id}`, people),
      age: (c) => words(ageIn(c), theCase, people),
      occupation: ({ of }) => words(of.person?.occupation, theCase, people),
      text: documentText,
      dateTimePlace: dateAndMaker,
    },
  },
  MG11B: {
    fields: {
      urn,
      witnessName: ({ of }) =>
        words(nameOf(of.person) || of.title.replace(/^Statement of /, ''), `Item ${of.id}`, people),
      'backsheet.contact': identity('address', 'reach', 'gender'),
    },
  },
  MG12: {
    fields: { urn },
    rows: {
      items: rowsBinding<Material>({
        of: exhibits,
        key: ({ id }) => id,
        title: (each) => each.title,
        shown: 'table',
        none: 'No item of the file has an exhibit reference.',
        fields: {
          propertyReference: entry,
          description: (each) => words(each.title, `Item ${each.id}`, item(each)),
          reference: (each) => words(each.exhibitRef, `Item ${each.id}`, item(each)),
          producer: (each) => words(each.madeBy, `Item ${each.id}`, item(each)),
          location: locationOf,
          attached: (each) => words(each.file === null ? 'No' : `Yes (${each.id})`, `Item ${each.id}`, item(each)),
        },
      }),
    },
  },
  MG13: {
    fields: {
      urn,
      defendant,
      order: heading('ordersSought'),
      evidence: onFile('MG13'),
    },
  },
  MG14: {
    fields: {
      urn,
      offender: identity('address'),
      offence: (c) =>
        listed(
          offencesOf(c.record, c.of.id).map(({ title, wording }) => `${title}: ${wording}`),
          `${theCase}: offences of ${c.of.id}`,
          { at: 'offences' },
        ),
    },
  },
  MG15: {
    fields: {
      urn,
      type: () => missing({ at: 'entry' }),
      person: ({ of, record }) => {
        const whose = record.defendants.find(
          (each) =>
            (each.interviews ?? []).some(({ material }) => material === of.id) ||
            of.title.includes(defendantName(record, each.id)),
        );
        return words(whose === undefined ? nameOf(of.person) : defendantName(record, whose.id), theCase, people);
      },
      exhibitNumber: ofItem(({ exhibitRef }) => exhibitRef),
      placeDateTimes: ofItem(({ date }) => sayDay(date)),
      interviewers: ofItem(({ madeBy }) => madeBy),
      text: documentText,
    },
  },
  MG16: { fields: { urn, defendant } },
  MG17: { fields: { urn, defendant, benefit: heading('proceedsOfCrime') } },
  MG18: { fields: { urn, defendant } },
  MG19: {
    fields: {
      urn,
      claimant: ({ of }) => words(of.title, `${theCase}: victim`, people),
    },
  },
  MG20: { fields: { urn, nextHearing: hearing, offences: offenceList, oic: officer('officer_in_case') } },
  MG21: { fields: { urn, caseContext: heading('caseOutline') } },
  MG21A: { fields: { urn } },
  MG22: {
    fields: {
      urn,
      stage: ofItem(({ type }) => (type === 'SFR1' ? 'SFR1' : undefined)),
      reporter: ofItem(({ madeBy, date }) => `${madeBy}, ${sayDay(date)}`),
      finding: documentText,
    },
  },
  MGDD: { fields: { urn, procedure: onFile('MGDD') } },
  SDC: {
    fields: { urn, prosecutor: prosecutorMark },
    rows: { items: schedule('table', { mark }, unusedOf, nothingUnused) },
  },
  IMD: {
    fields: {
      urn,
      'linesOfEnquiry[]': linesDone,
      'digital[]': heading('digitalStrategy'),
      'thirdParty[]': heading('thirdPartyMaterial'),
      'notPursued[]': linesNotPursued,
    },
  },
  DMD: {
    fields: {
      urn,
      issues: part('issues', ['suspectAccount', 'Suspect’s account'], ['likelyDefence', 'Likely defence']),
      linesOfEnquiry: (c) => {
        const done = linesDone(c);
        return done;
      },
      digital: heading('digitalStrategy'),
      thirdParty: heading('thirdPartyMaterial'),
    },
  },
  'DA-CHECKLIST': { fields: { urn, oic: officer('officer_in_case') } },
  VPS: {
    fields: {
      urn,
      offeredOn: (c) => {
        const offered = vpsOf(c)?.offered;
        return words(typeof offered === 'string' ? sayDay(offered) : '', `${theCase}: victim ${c.of.id}`, people);
      },
      decision: (c) => {
        const made = vpsOf(c)?.made;
        return words(
          made === true ? 'Made' : made === false ? 'Not made yet' : '',
          `${theCase}: victim ${c.of.id}`,
          people,
        );
      },
    },
  },
  'POLICE-DISC-CERT': {
    fields: { urn, certifier: officer('disclosure_officer'), commonLaw: heading('commonLawDisclosure') },
  },
  CM03: {
    fields: {
      ptiUrn: urn,
      'charges[]': chargesLaid,
      nextHearing: hearing,
      bailStatus: ({ record }) =>
        listed(
          record.defendants.map(
            (each) => `${defendantName(record, each.id)}: ${suspectStatuses[each.status].toLowerCase()}`,
          ),
          `${theCase}: suspects`,
          people,
        ),
    },
    rows: {
      defendants: rowsBinding({
        of: ({ record }) => record.defendants,
        key: ({ id }) => id,
        title: (each, c) => defendantName(c.record, each.id),
        shown: 'blocks',
        none: 'The record names no suspect.',
        fields: { asn: (each) => words(each.asn, `${theCase}: suspect ${each.id}`, people) },
      }),
    },
  },
  LM04: {
    fields: {
      ptiUrn: urn,
      person: identity('address', 'reach', 'gender'),
      'types[]': ({ of }) =>
        listed(
          [
            joinedBy('', of.victim !== undefined && 'Victim'),
            joinedBy('', of.witness !== undefined && witnessKinds[of.witness.kind]),
            joinedBy('', of.victim?.vulnerable === true && 'Vulnerable'),
            joinedBy('', (of.victim?.child === true || of.witness?.child === true) && 'Child'),
          ],
          `${theCase}: person ${of.id}`,
          people,
        ),
      'vps.offerResponse': (c) => {
        if (c.of.victim === undefined) return notNeeded('Is not a victim.');
        const statement = vpsOf(c);
        return words(
          joinedBy(
            '. ',
            typeof statement?.offered === 'string' && `Offered ${sayDay(statement.offered)}`,
            statement?.made === true ? 'Made' : statement?.made === false && 'Not made yet',
          ),
          `${theCase}: victim ${c.of.id}`,
          people,
        );
      },
    },
  },
};
