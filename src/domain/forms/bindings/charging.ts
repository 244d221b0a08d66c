// Over 400 lines because it is a table: where each field of the forms about charging, by code, comes from.
import { decisionCodes, isDecisionCode } from '../../charging/index.ts';
import type { CaseRecord, Defendant } from '../../case-file/index.ts';
import {
  defendantName,
  itemsOf,
  nameOf,
  nameOfVictim,
  partsOf,
  personOf,
  sayAny,
  sayContactBlock,
  sayDay,
  sayOfficer,
  sayPart,
  sayWhen,
  type FormContext,
  type FormDecision,
} from '../source.ts';
import { joinedBy, keptApart, listed, missing, notNeeded, table, words, type FormPlace } from '../value.ts';
import {
  byProsecutor,
  fromCertificate,
  heading,
  headingFrom,
  headingList,
  linesDone,
  linesNotPursued,
  officer,
  outstandingOfKind,
  part,
  requestOf,
  rowsBinding,
  sayAt,
  submissionOf,
  theCase,
  urn,
  type Binding,
  type FormBindings,
} from './binding.ts';
import { offenceTable, pleas, proposedFor, sayDays, suspectStatuses } from './parties.ts';

/** Forms by which police ask the prosecutor and the prosecutor answers: MG3, MG3A, early advice, CM01, CM02. */

const people: FormPlace = { at: 'people' };
const overview: FormPlace = { at: 'overview' };

const flagNames: Readonly<Record<string, string>> = {
  isDomesticAbuse: 'Domestic abuse',
  isRasso: 'Rape or serious sexual offence',
  isHateCrime: 'Hate crime',
  isStalkingHarassment: 'Stalking or harassment',
  suspectIsYouth: 'Youth suspect',
};
/** What kind of case it is: each flag with its answer, the unanswered ones too. */
export const caseFlags: Binding = ({ record }) =>
  listed(
    Object.entries(flagNames).map(([flag, name]) => {
      const value = record.flags[flag];
      return `${name}: ${value === true ? 'yes' : value === false ? 'no' : typeof value === 'string' ? value : 'not recorded'}`;
    }),
    `${theCase}: flags`,
    overview,
  );

const suspectsOf = (c: FormContext): readonly Defendant[] => {
  const ids = requestOf(c)?.defendantIds ?? [];
  return c.record.defendants.filter(({ id }) => ids.includes(id));
};

const theirs = (c: FormContext): readonly FormDecision[] =>
  c.s.decisions.filter(({ submissionId }) => submissionId === requestOf(c)?.id);
const latest = (c: FormContext): FormDecision | undefined =>
  theirs(c).toSorted((a, b) => (a.issuedAt < b.issuedAt ? 1 : -1))[0];
const decided = 'Decision of the prosecutor';

const sayCode = (code: string): string => (isDecisionCode(code) ? `${code}: ${decisionCodes[code].title}` : code);
const sayOffence = (record: CaseRecord, id: string): string =>
  record.offences.find((each) => each.id === id)?.title ?? id;

const decisions: Binding = (c) =>
  theirs(c).length === 0
    ? missing(undefined, 'The prosecutor has not decided yet.')
    : table(
        ['Suspect', 'Offence', 'Decision'],
        theirs(c).map(({ detail }) => [
          defendantName(c.record, detail.defendantId),
          sayOffence(c.record, detail.offenceId),
          sayCode(detail.code),
        ]),
        decided,
        { at: 'charges' },
      );

const ofDecisions =
  (say: (each: FormDecision, c: FormContext) => string): Binding =>
  (c) =>
    theirs(c).length === 0
      ? missing(undefined, 'The prosecutor has not decided yet.')
      : listed(
          [...new Set(theirs(c).map((each) => say(each, c)))],
          `${decided} of ${sayWhen(latest(c)?.issuedAt ?? '')}`,
          { at: 'charges' },
        );

const authorised: Binding = (c) => {
  const charged = theirs(c).filter(({ detail }) => detail.authorises !== null);
  if (theirs(c).length === 0) return missing(undefined, 'The prosecutor has not decided yet.');
  if (charged.length === 0) return notNeeded('No charge was authorised.');
  return table(
    ['Suspect', 'Code and offence', 'Wording', 'Date'],
    charged.flatMap(({ detail }) =>
      detail.authorises === null
        ? []
        : [
            [
              defendantName(c.record, detail.defendantId),
              `${detail.authorises.cjsCode} ${detail.authorises.title}`,
              detail.authorises.wording,
              sayDays(detail.authorises),
            ],
          ],
    ),
    decided,
    { at: 'charges' },
  );
};

const issueTypes = { evidential: 'Evidential', case_progression: 'Case progression', sentence: 'Sentence' } as const;
const plansOf = (c: FormContext) => c.s.plans.filter(({ submissionId }) => submissionId === requestOf(c)?.id);
const planItems: Binding = (c) => {
  const [plan] = plansOf(c);
  return plan === undefined
    ? notNeeded('No action plan was issued.')
    : table(
        ['Action', 'Issue and reason', 'Suspects', 'Due'],
        plan.items.map(({ item }) => [
          item.action,
          `${issueTypes[item.issueType]}: ${item.issue}. ${item.justification}`,
          item.defendantIds.map((id) => defendantName(c.record, id)).join(', '),
          sayDay(item.due),
        ]),
        `Action plan of ${sayWhen(plan.issuedAt)}`,
        { at: 'plan', planId: plan.planId },
      );
};

const answerWords: Readonly<Record<string, string>> = {
  supplied: 'Supplied',
  does_not_exist: 'Does not exist',
  tried_and_failed: 'Tried and failed',
  already_supplied: 'Already supplied',
  not_necessary: 'Disputed: not necessary',
  not_possible: 'Not possible',
};
/** Items that this form may name: those of its class. */
const shownIds = (record: CaseRecord, ids: readonly string[]): readonly string[] =>
  ids.filter((id) => record.material.some((each) => each.id === id));
const responses: Binding = (c) => {
  const [plan] = plansOf(c);
  return plan === undefined
    ? notNeeded('No action plan was issued.')
    : table(
        ['Action', 'Answer', 'Documents'],
        plan.items.map(({ item, answer }) => [
          item.action,
          answer === null
            ? 'Not answered yet'
            : joinedBy('. ', answerWords[answer.answer] ?? answer.answer, answer.text),
          shownIds(c.record, answer?.materialIds ?? []).join(', ') || 'None',
        ]),
        `Answers to the action plan of ${sayWhen(plan.issuedAt)}`,
        { at: 'plan', planId: plan.planId },
      );
};
const newMaterial: Binding = (c) => {
  const [plan] = plansOf(c);
  const ids = plan?.items.flatMap(({ answer }) => answer?.materialIds ?? []) ?? [];
  const items = c.record.material.filter(({ id }) => ids.includes(id));
  return items.length === 0
    ? notNeeded('Nothing was enclosed with the answers.')
    : table(
        ['Item', 'Document', 'Date'],
        items.map(({ id, title, date }) => [id, title, sayDay(date)]),
        'Documents given with the answers',
        { at: 'material' },
      );
};

const prosecutorName: Binding = (c) =>
  latest(c) === undefined
    ? missing(undefined, 'The prosecutor has not decided yet.')
    : words(latest(c)?.prosecutor['name'], decided);
const prosecutorContact: Binding = (c) =>
  latest(c) === undefined
    ? missing(undefined, 'The prosecutor has not decided yet.')
    : words(sayContactBlock(latest(c)?.prosecutor ?? {}), decided);
const decidedAt: Binding = (c) =>
  latest(c) === undefined
    ? missing(undefined, 'The prosecutor has not decided yet.')
    : words(sayWhen(latest(c)?.issuedAt ?? ''), decided);

/** The test asked for: as the request gives it, else what the kind of submission is for. */
const tests: Readonly<Record<string, string>> = {
  full_code_test: 'Full Code Test',
  threshold_test: 'Threshold Test',
};
const testRequested: Binding = (c) => {
  const request = requestOf(c);
  if (request === undefined) return missing();
  const given = sayPart(request.request['codeTestReasons'], 'test');
  if (given in tests) return words(tests[given], headingFrom(request.id, 'codeTestReasons'));
  const byKind = { EA: 'Early advice', PCD_TT: 'Threshold Test' } as const;
  const said = request.kind === 'EA' || request.kind === 'PCD_TT' ? byKind[request.kind] : 'Full Code Test';
  return request.kind.startsWith('PCD') || request.kind === 'EA'
    ? words(said, `Kind of submission ${request.id}`)
    : notNeeded('No charging decision is asked for.');
};

const codeTest = heading('codeTestReasons', (value) => {
  const conditions = itemsOf(partsOf(value)['conditions']).map((each, index) => `${index + 1}. ${sayAny(each)}`);
  return joinedBy(
    '\n',
    sayPart(value, 'evidential') && `Evidential stage: ${sayPart(value, 'evidential')}`,
    sayPart(value, 'publicInterest') && `Public interest stage: ${sayPart(value, 'publicInterest')}`,
    ...conditions,
    ...[1, 2, 3, 4, 5].map((n) => {
      const said = sayPart(value, `condition-${n}`);
      return said === '' ? '' : `${n}. ${said}`;
    }),
  );
});

const timeLimits: Binding = (c) => {
  const ids = new Set(proposedFor(c, requestOf(c)?.defendantIds ?? []).map(({ id }) => id));
  const mine = c.s.limits.filter(({ offenceId, lastDay }) => ids.has(offenceId) && lastDay !== null);
  return mine.length === 0
    ? notNeeded('No offence put forward has a limit on starting proceedings.', { at: 'time-limits' })
    : table(
        ['Offence', 'Rule', 'Last day to start proceedings'],
        mine.map((each) => [
          `${each.offenceId} ${sayOffence(c.record, each.offenceId)}`,
          each.provision,
          joinedBy('', sayDay(each.lastDay ?? ''), each.safeDay !== undefined && ` (work to ${sayDay(each.safeDay)})`),
        ]),
        'Worked out from the record: last day to charge',
        { at: 'time-limits' },
      );
};

const expectedPleas: Binding = (c) => {
  const offences = proposedFor(c, requestOf(c)?.defendantIds ?? []);
  return table(
    ['Suspect', 'Offence', 'Expected plea', 'Why'],
    offences.map((each) => [
      defendantName(c.record, each.defendantId),
      each.title,
      pleas[each.anticipatedPlea],
      each.pleaBasis ?? 'Not recorded',
    ]),
    `${theCase}: offences ${offences.map(({ id }) => id).join(', ')}`,
    { at: 'offences' },
  );
};

/** Victims and witnesses without what they need, which is kept with how to reach them. */
const victimsAndWitnesses: Binding = (c) => {
  const { record } = c;
  const victims = record.victims.map((each) => [
    nameOfVictim(record, each),
    'Victim',
    each.attitude ?? 'Not recorded',
    each.victimPersonalStatement?.made === true
      ? 'Personal statement made'
      : typeof each.victimPersonalStatement?.offered === 'string'
        ? `Personal statement offered ${sayDay(each.victimPersonalStatement.offered)}`
        : 'Personal statement: not recorded',
  ]);
  const witnesses = record.witnesses.map((each) => [
    nameOf(personOf(record, each.personId)) || each.personId,
    joinedBy(
      ', ',
      each.kind === 'civilian' ? 'Witness' : each.kind === 'officer' ? 'Police witness' : 'Expert',
      each.key === true && 'key',
    ),
    'Not recorded',
    statementsBy(record, each.personId),
  ]);
  return table(
    ['Name', 'Part', 'Attitude', 'Statement'],
    [...victims, ...witnesses],
    `${theCase}: victims and witnesses`,
    people,
  );
};
export const statementsBy = (record: CaseRecord, personId: string): string => {
  const given = record.material.filter(({ type, subject }) => type === 'MG11' && subject === personId);
  return given.length === 0
    ? 'No statement on the file'
    : given.map(({ id, date }) => `Statement of ${sayDay(date)} (${id})`).join(', ');
};

/** What is on the file, sensitive items left out: this is no form for them. */
export const materialOnFile: Binding = ({ record }) => {
  const shown = record.material.filter(
    ({ status, type }) => status !== 'sensitive' && type !== 'MG6D' && type !== 'INTEL',
  );
  return table(
    ['Item', 'Kind', 'Title', 'Date'],
    shown.map(({ id, type, title, date }) => [id, type, title, sayDay(date)]),
    `${theCase}: material`,
    { at: 'material' },
  );
};

const confidential: Binding = () =>
  keptApart('Sensitive material (V5) is for named people. It is on the sensitive schedule, not on this form.');

const firstOf =
  (...bindings: readonly Binding[]): Binding =>
  (c) =>
    bindings.map((bind) => bind(c)).find(({ state }) => state === 'recorded') ?? bindings[0]?.(c) ?? missing();

const detentionOf = (each: Defendant, c: FormContext) => {
  const clock = c.s.clocks.find(({ kind, defendantId }) => kind.startsWith('detention') && defendantId === each.id);
  if (each.custody === undefined) return notNeeded('Was not detained.', people);
  return words(
    joinedBy(
      '\n',
      each.custody.relevantTime !== undefined && `Relevant time ${sayWhen(each.custody.relevantTime)}`,
      each.custody.detentionAuthorisedAt !== undefined &&
        `Detention authorised ${sayWhen(each.custody.detentionAuthorisedAt)}`,
      clock?.endsAt !== undefined && each.custody.releasedAt === undefined && `Detention ends ${sayWhen(clock.endsAt)}`,
      each.custody.releasedAt !== undefined && `Released ${sayWhen(each.custody.releasedAt)}`,
    ),
    clock === undefined ? `${theCase}: custody of ${each.id}` : 'Worked out from the custody times',
    { at: 'time-limits' },
  );
};

const suspects = rowsBinding<Defendant>({
  of: suspectsOf,
  key: ({ id }) => id,
  title: (each, c) => `Suspect ${each.id}: ${defendantName(c.record, each.id)}`,
  shown: 'blocks',
  none: 'The request names no suspect.',
  fields: {
    name: (each, c) => words(defendantName(c.record, each.id), `${theCase}: suspect ${each.id}`, people),
    dateOfBirth: (each, c) => {
      const born = personOf(c.record, each.personId)?.dateOfBirth;
      return words(born === undefined ? '' : sayDay(born), `${theCase}: person ${each.personId}`, people);
    },
    gender: (each, c) =>
      words(personOf(c.record, each.personId)?.gender, `${theCase}: person ${each.personId}`, people),
    ethnicity: (each, c) =>
      words(personOf(c.record, each.personId)?.selfDefinedEthnicity, `${theCase}: person ${each.personId}`, people),
    languageInterpreter: () => missing({ at: 'entry' }),
    mentalHealth: () => missing({ at: 'entry' }),
    markers: (each) =>
      listed(
        [
          each.isYouth === true ? 'Youth' : 'Adult',
          joinedBy('', each.hasRecord === true ? 'Has a record' : each.hasRecord === false && 'No record'),
          joinedBy('', each.remandSought === true && 'Remand sought'),
        ],
        `${theCase}: suspect ${each.id}`,
        people,
      ),
    arrest: (each) =>
      each.arrest === undefined
        ? each.status === 'voluntary_attendance'
          ? notNeeded('Attended voluntarily; was not arrested.', people)
          : missing(people)
        : words(`${sayWhen(each.arrest.at)}, ${each.arrest.place}`, `${theCase}: arrest of ${each.id}`, people),
    status: (each) => words(suspectStatuses[each.status], `${theCase}: suspect ${each.id}`, people),
    detentionClock: detentionOf,
    bailReturnDate: (each) =>
      each.preChargeBail === undefined
        ? notNeeded('Is not on bail before charge.', people)
        : words(sayDay(each.preChargeBail.endsOn), `${theCase}: bail of ${each.id}`, { at: 'time-limits' }),
    pendingProceedings: () => missing({ at: 'entry' }),
    similarOffending: () => missing({ at: 'entry' }),
    custodyReference: (each) =>
      each.custodyRecord === undefined && each.custody === undefined
        ? notNeeded('Was not detained.', people)
        : words(each.custodyRecord, `${theCase}: suspect ${each.id}`, people),
  },
});

const supervisorContact = firstOf(
  fromCertificate(({ by }) => by),
  officer('supervisor'),
);
const outstanding = outstandingOfKind();
const approvedAt = fromCertificate(({ at }) => sayAt(at));

export const charging: Readonly<Record<string, FormBindings>> = {
  MG3: {
    fields: {
      urn,
      caseTypeFlags: caseFlags,
      'proposedCharges[]': (c) => offenceTable(c, proposedFor(c, requestOf(c)?.defendantIds ?? [])),
      anticipatedPlea: expectedPleas,
      testRequested,
      timeLimit: timeLimits,
      consents: heading('consents'),
      factualSummary: heading('caseOutline'),
      issues: part(
        'issues',
        ['likelyDefence', 'Likely defence'],
        ['weaknesses', 'Weaknesses'],
        ['inDispute', 'In dispute'],
      ),
      defenceCase: firstOf(part('issues', ['suspectAccount', 'Account']), heading('noInterviewReason')),
      strengthsWeaknesses: part('issues', ['strengths', 'Strengths'], ['weaknesses', 'Weaknesses']),
      linesOfEnquiryDone: linesDone,
      linesOfEnquiryNotPursued: linesNotPursued,
      'outstanding[]': firstOf(
        outstanding,
        headingList('linesOfEnquiry', (value) =>
          itemsOf(partsOf(value)['outstanding']).map((row) => sayPart(row, 'line')),
        ),
      ),
      linkedMatters: heading('linkedCases'),
      'materialUnderExamination[]': heading('digitalStrategy'),
      potentiallyDisclosable: heading('potentiallyDisclosable'),
      confidentialInformation: confidential,
      assetRecovery: heading('proceedsOfCrime'),
      'victimsWitnesses[]': victimsAndWitnesses,
      publicInterest: firstOf(heading('publicInterestFactors'), part('codeTestReasons', ['publicInterest', 'Reasons'])),
      'materialProvided[]': materialOnFile,
      codeTestReasons: codeTest,
      oic: officer('officer_in_case'),
      'supervisor.comments': fromCertificate(({ comments }) => comments.join('\n')),
      'supervisor.assurance': fromCertificate(({ by }) => `Certified by ${by}`),
      'supervisor.nameRankContact': supervisorContact,
      'supervisor.approvedAt': approvedAt,
      'cps.reviewType': (c) =>
        words(submissionOf(c)?.acceptance?.reviewType.replaceAll('_', ' '), 'Acceptance at triage'),
      'cps.caseAnalysis': ofDecisions(
        ({ detail }, c) => `${defendantName(c.record, detail.defendantId)}: ${detail.evidential}`,
      ),
      'cps.publicInterest': ofDecisions(({ detail }) => detail.publicInterest),
      'cps.thresholdConditions': (c) =>
        theirs(c).length > 0 && theirs(c).every(({ detail }) => detail.test !== 'threshold_test')
          ? notNeeded('The decision was not on the Threshold Test.')
          : ofDecisions(({ detail }) =>
              Object.values(detail.threshold ?? {})
                .map((answer, index) => `${index + 1}. ${answer}`)
                .join('\n'),
            )(c),
      'cps.disclosure': byProsecutor(),
      'cps.allocation': byProsecutor(),
      'cps.victimWitness': byProsecutor(),
      'cps.trialSentence': byProsecutor(),
      'cps.humanRights': byProsecutor(),
      'cps.instructions': byProsecutor(),
      'cps.monitoringCodes': caseFlags,
      'cps.charges[]': authorised,
      'cps.decision[]': decisions,
      'cps.reasonCode': (c) =>
        theirs(c).some(({ detail }) => detail.reasonCode !== undefined)
          ? ofDecisions(({ detail }) => detail.reasonCode ?? '')(c)
          : theirs(c).length === 0
            ? missing(undefined, 'The prosecutor has not decided yet.')
            : notNeeded('No decision needed a reason code.'),
      'cps.actionPlan[]': planItems,
      'cps.dgCompliant': byProsecutor('The prosecutor says so in the assessment of the file.'),
      'cps.reviewDate': (c) =>
        theirs(c).some(({ detail }) => detail.reviewOn !== undefined)
          ? ofDecisions(({ detail }, each) =>
              detail.reviewOn === undefined
                ? ''
                : `${defendantName(each.record, detail.defendantId)}: ${sayDay(detail.reviewOn)}`,
            )(c)
          : byProsecutor()(c),
      'cps.furtherConsultation': byProsecutor(),
      'cps.prosecutorName': prosecutorName,
      'cps.prosecutorContact': prosecutorContact,
      'cps.date': decidedAt,
      'cps.stage': byProsecutor(),
      'cps.delivery': byProsecutor(),
    },
    rows: { suspects },
  },
  MG3A: {
    fields: {
      urn,
      previousReference: (c) => {
        const [plan] = plansOf(c);
        return plan === undefined
          ? missing(undefined, 'There is no action plan to answer.')
          : words(`Action plan of ${sayWhen(plan.issuedAt)} on ${plan.submissionId}`, 'The action plan', {
              at: 'plan',
              planId: plan.planId,
            });
      },
      'responses[]': responses,
      'newMaterial[]': newMaterial,
      supervisor: supervisorContact,
      'cps.decision': decisions,
      'cps.actionPlan[]': planItems,
      'cps.prosecutorName': prosecutorName,
      'cps.prosecutorContact': prosecutorContact,
      'cps.date': decidedAt,
    },
  },
  'EA-REQUEST': {
    fields: {
      urn,
      summary: heading('caseOutline'),
      linesDone,
      issues: part(
        'issues',
        ['suspectAccount', 'Suspect’s account'],
        ['strengths', 'Strengths'],
        ['weaknesses', 'Weaknesses'],
      ),
      'questions[]': headingList('adviceSought', (value) => itemsOf(value).map(sayAny)),
      potentiallyDisclosable: heading('potentiallyDisclosable'),
      contact: officer('officer_in_case'),
    },
  },
  CM01: {
    fields: {
      ptiUrn: urn,
      cpsUnit: () => missing(undefined, 'The unit is chosen by the CPS office that serves the force.'),
      'caseClassification[]': caseFlags,
      pcdRequestDate: (c) => {
        const sent = submissionOf(c)?.firstSentAt;
        return sent === undefined
          ? missing(undefined, 'Not sent yet.')
          : words(sayWhen(sent), `First sending of ${requestOf(c)?.id ?? ''}`);
      },
      decisionRequiredBy: (c) => {
        const ids = requestOf(c)?.defendantIds ?? [];
        const days = c.s.limits.flatMap(({ defendantId, lastDay }) =>
          ids.includes(defendantId) && lastDay !== null ? [lastDay] : [],
        );
        const [first] = days.toSorted();
        return first === undefined
          ? notNeeded('No offence put forward has a limit on starting proceedings.', { at: 'time-limits' })
          : words(sayDay(first), 'Worked out from the record: last day to charge', { at: 'time-limits' });
      },
      'factualSummary[]': heading('caseOutline'),
      'informationForProsecutor[]': confidential,
      'suspects[]': (c) =>
        table(
          ['Suspect', 'Born', 'Status'],
          suspectsOf(c).map((each) => {
            const born = personOf(c.record, each.personId)?.dateOfBirth;
            return [
              defendantName(c.record, each.id),
              born === undefined ? 'Not recorded' : sayDay(born),
              suspectStatuses[each.status],
            ];
          }),
          `${theCase}: suspects`,
          people,
        ),
      'victimsWitnesses[]': victimsAndWitnesses,
      'caseContacts[]': ({ record }) =>
        table(
          ['Officer', 'Part', 'Telephone', 'Email'],
          record.officers.map((each) => [
            sayOfficer(each),
            each.role.replaceAll('_', ' '),
            each.phone ?? 'Not recorded',
            each.email ?? 'Not recorded',
          ]),
          `${theCase}: officers`,
          people,
        ),
      'material[]': materialOnFile,
    },
    rows: {
      suspects: rowsBinding<Defendant>({
        of: suspectsOf,
        key: ({ id }) => id,
        title: (each, c) => `Charges proposed for ${defendantName(c.record, each.id)}`,
        shown: 'blocks',
        none: 'The request names no suspect.',
        fields: { 'charges[]': (each, c) => offenceTable(c, proposedFor(c, [each.id])) },
      }),
    },
  },
  CM02: {
    fields: {
      ptiUrn: urn,
      requestRef: (c) => words(requestOf(c)?.id, theCase),
      'outcome[]': decisions,
      'authorisedCharges[]': authorised,
      'actionPlan[]': planItems,
      triageRejection: (c) => {
        const rejected = submissionOf(c)?.rejection;
        return rejected === undefined
          ? notNeeded('It was not rejected.')
          : words(
              joinedBy(
                '\n',
                ...rejected.reasons.map(({ label }) => label),
                rejected.detail,
                `Answer by ${sayDay(rejected.responseDate)}`,
              ),
              'Rejection at triage',
              { at: 'submission', submissionId: requestOf(c)?.id ?? '' },
            );
      },
      prosecutorContact,
      document: (c) => words(`MG3 of ${requestOf(c)?.id ?? ''}`, 'The same case as a form'),
    },
  },
};
