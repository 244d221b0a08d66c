import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../../../domain/access/index.ts';
import {
  nameIn,
  nameOfVictim,
  restsOn,
  whyPeopleStay,
  whyPersonStays,
  whySuspectStays,
  type PeopleFacts,
} from '../../../domain/case-file/index.ts';
import { accept, refuse, type Result } from '../../../domain/kernel/result.ts';
import * as people from '../../../application/change-people.ts';
import { viewCase, type CaseView } from '../../../application/view-case.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import {
  caseFrame,
  CaseParams,
  InterviewParams,
  nameOfDefendant,
  PersonParams,
  SuspectParams,
  VictimParams,
} from '../case-frame/index.ts';
import { AnyFields, atField, textOf } from '../file-parts/index.ts';
import { RecordPage, shownForm, WithdrawPage, type RecordView, type WithdrawView } from './page.tsx';
import { contactFields, personFields, readContact, readPerson, readWho, whoGroups } from './person-form.ts';
import { interviewGroups, readInterview, readSuspect, suspectGroups } from './suspect-form.ts';
import { readVictim, victimGroups } from './victim-form.ts';
import { readWitness, witnessGroups } from './witness-form.ts';

/** People of a case: who they are, the part they play, what they need and when they can come. */
export function registerChangePeople(app: FastifyInstance): void {
  registerPerson(app);
  registerWitnesses(app);
  registerVictims(app);
  registerSuspect(app);
  registerInterviews(app);
}

type Specific<View> = Omit<View, 'frame' | 'case' | 'urn'>;

/** What a page shows of a case, to those who build it. */
async function load<View>(
  app: FastifyInstance,
  urn: string,
  actor: Actor,
  show: (view: CaseView, facts: PeopleFacts) => Result<Specific<View>>,
) {
  const { deps } = app.shell;
  const found = await viewCase(deps, actor, urn);
  if (!found.ok) return found;
  const view = found.value;
  if (!view.mayBuild)
    return refuse('not-allowed', 'Only an officer in this case or its disclosure officer changes its file.');
  const { record, submissions } = view;
  const shown = show(view, { record, submissions, today: deps.today().toString() });
  if (!shown.ok) return shown;
  return accept({ read: view.ref, view: { frame: caseFrame(view, 'people', actor), case: view, urn, ...shown.value } });
}

interface Place<Params extends z.ZodType<{ urn: string }>> {
  readonly pattern: string;
  readonly auditAs: string;
  readonly params: Params;
}

const recordForm = <Params extends z.ZodType<{ urn: string }>>(
  app: FastifyInstance,
  { pattern, auditAs, params }: Place<Params>,
  show: (params: z.output<Params>, view: CaseView, facts: PeopleFacts) => Result<Specific<RecordView>>,
) =>
  get(app, {
    ...{ pattern, auditAs, params, permission: 'case:build' as const },
    load: ({ params: about }, { actor }) =>
      load<RecordView>(app, about.urn, actor, (view, facts) => show(about, view, facts)),
    page: RecordPage,
    form: shownForm,
  });

const withdrawForm = <Params extends z.ZodType<{ urn: string }>>(
  app: FastifyInstance,
  { pattern, auditAs, params }: Place<Params>,
  show: (params: z.output<Params>, view: CaseView, facts: PeopleFacts) => Result<Specific<WithdrawView>>,
) =>
  get(app, {
    ...{ pattern, auditAs, params, permission: 'case:build' as const },
    load: ({ params: about }, { actor }) =>
      load<WithdrawView>(app, about.urn, actor, (view, facts) => show(about, view, facts)),
    page: WithdrawPage,
  });

/** Where refusals are shown: the first box of a day. */
const dayFields = Object.fromEntries(
  [
    ...['dateOfBirth', 'askedOn', 'offered', 'arrestedAt', 'arrivedAt', 'detentionAuthorisedAt', 'releasedAt'],
    ...['bailFrom', 'bailTo', 'date'],
  ].map((name) => [name, `${name}-day`]),
);
const nobody = refuse('page-not-found', 'This case has no such person.');
const back = (urn: string, say: string) => ({ to: paths.people.to({ urn }), say });
const checked = 'The check has been run again.';

function registerPerson(app: FastifyInstance): void {
  const { deps } = app.shell;
  const place = { pattern: paths.person.pattern, auditAs: 'record-person', params: PersonParams };
  const show = recordForm(app, place, ({ urn, personId }, view, facts) => {
    const person = view.record.persons.find(({ id }) => id === personId);
    if (person === undefined) return nobody;
    return accept({
      ...{ doing: `Change the particulars of ${personId}`, heading: `Particulars of ${nameIn(view.record, personId)}` },
      ...{ action: paths.person.to({ urn, personId }), button: 'Save the particulars' },
      ...{ stamp: people.stampOfPart(person), blocked: whyPersonStays(personId, facts) },
      groups: [
        { title: 'Who they are', fields: personFields(person) },
        ...(view.seesContacts ? [{ title: 'How to reach them', fields: contactFields(person) }] : []),
      ],
    });
  });
  post(app, {
    ...{ ...place, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, personId }, body }, _visit, command) => {
      const person = readPerson(body);
      if (!person.ok) return person;
      const input = { urn, personId, person: person.value, contact: readContact(body), stamp: textOf(body, 'stamp') };
      const next = back(urn, `The particulars are saved. ${checked}`);
      return atField(await people.recordPerson(deps, command, input, next), dayFields);
    },
    onRefused: show,
  });
}

function registerWitnesses(app: FastifyInstance): void {
  const { deps } = app.shell;
  const today = (): string => deps.today().toString();
  const adding = { pattern: paths.addWitness.pattern, auditAs: 'add-witness', params: CaseParams };
  const showNew = recordForm(app, adding, ({ urn }, view, facts) =>
    accept({
      ...{ doing: 'Add a witness', heading: 'Add a witness', action: paths.addWitness.to({ urn }) },
      ...{ button: 'Add the witness', stamp: undefined, blocked: whyPeopleStay(facts) },
      groups: [...whoGroups(view.record, view.seesContacts, 'Witness'), ...witnessGroups(undefined, today())],
    }),
  );
  post(app, {
    ...{ ...adding, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn }, body }, _visit, command) => {
      const who = readWho(body);
      if (!who.ok) return who;
      const witness = readWitness(body);
      if (!witness.ok) return witness;
      const input = { urn, who: who.value, witness: witness.value, isNew: true };
      const next = back(urn, `The witness is added to the case. ${checked}`);
      return atField(await people.recordWitness(deps, command, input, next), dayFields);
    },
    onRefused: showNew,
  });

  const changing = { pattern: paths.witness.pattern, auditAs: 'record-witness', params: PersonParams };
  const show = recordForm(app, changing, ({ urn, personId }, view, facts) => {
    const witness = view.record.witnesses.find((each) => each.personId === personId);
    if (witness === undefined) return nobody;
    return accept({
      ...{ doing: `Change witness ${personId}`, heading: `Witness: ${nameIn(view.record, personId)}` },
      ...{ action: paths.witness.to({ urn, personId }), button: 'Save the witness' },
      ...{ stamp: people.stampOfPart(witness), blocked: whyPeopleStay(facts) },
      groups: witnessGroups(witness, today()),
    });
  });
  post(app, {
    ...{ ...changing, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, personId }, body }, _visit, command) => {
      const witness = readWitness(body);
      if (!witness.ok) return witness;
      const input = { urn, who: { personId }, witness: witness.value, isNew: false, stamp: textOf(body, 'stamp') };
      const next = back(urn, `The witness is saved. ${checked}`);
      return atField(await people.recordWitness(deps, command, input, next), dayFields);
    },
    onRefused: show,
  });

  const leaving = { pattern: paths.withdrawWitness.pattern, auditAs: 'withdraw-witness', params: PersonParams };
  const showLeaving = withdrawForm(app, leaving, ({ urn, personId }, view, facts) => {
    const witness = view.record.witnesses.find((each) => each.personId === personId);
    if (witness === undefined) return nobody;
    return accept({
      ...{ doing: `Withdraw witness ${personId}`, heading: `Withdraw ${nameIn(view.record, personId)} as a witness` },
      ...{ action: paths.withdrawWitness.to({ urn, personId }), stamp: people.stampOfPart(witness) },
      ...{ blocked: whyPeopleStay(facts), rests: restsOn(view.record, personId) },
      says: 'They leave the list of witnesses. Your reason stays to be read. Versions that the CPS have been sent keep them.',
    });
  });
  post(app, {
    ...{ ...leaving, permission: 'case:build' as const, body: AnyFields },
    act: ({ params: { urn, personId }, body }, _visit, command) =>
      people.withdrawWitness(
        deps,
        command,
        { urn, personId, reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') },
        back(urn, `The witness is withdrawn. ${checked}`),
      ),
    onRefused: showLeaving,
  });
}

function registerVictims(app: FastifyInstance): void {
  const { deps } = app.shell;
  const adding = { pattern: paths.addVictim.pattern, auditAs: 'add-victim', params: CaseParams };
  const showNew = recordForm(app, adding, ({ urn }, view, facts) =>
    accept({
      ...{ doing: 'Add a victim', heading: 'Add a victim', action: paths.addVictim.to({ urn }) },
      ...{ button: 'Add the victim', stamp: undefined, blocked: whyPeopleStay(facts) },
      groups: [...whoGroups(view.record, view.seesContacts, 'Victim'), ...victimGroups(undefined, view.record)],
    }),
  );
  post(app, {
    ...{ ...adding, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn }, body }, _visit, command) => {
      const said = readVictim(body, undefined);
      if (!said.ok) return said;
      const next = back(urn, `The victim is added to the case. ${checked}`);
      return atField(
        await people.recordVictim(deps, command, { urn, number: undefined, ...said.value }, next),
        dayFields,
      );
    },
    onRefused: showNew,
  });

  const changing = { pattern: paths.victim.pattern, auditAs: 'record-victim', params: VictimParams };
  const show = recordForm(app, changing, ({ urn, number }, view, facts) => {
    const victim = view.record.victims[number - 1];
    if (victim === undefined) return nobody;
    return accept({
      ...{ doing: `Change victim ${number}`, heading: `Victim: ${nameOfVictim(view.record, victim)}` },
      ...{ action: paths.victim.to({ urn, number: String(number) }), button: 'Save the victim' },
      ...{ stamp: people.stampOfPart(victim), blocked: whyPeopleStay(facts), byPlace: true as const },
      groups: victimGroups(victim, view.record),
    });
  });
  post(app, {
    ...{ ...changing, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, number }, body }, { actor }, command) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const said = readVictim(body, found.value.record.victims[number - 1]);
      if (!said.ok) return said;
      const input = { urn, number, ...said.value, stamp: textOf(body, 'stamp') };
      const next = back(urn, `The victim is saved. ${checked}`);
      return atField(await people.recordVictim(deps, command, input, next), dayFields);
    },
    onRefused: show,
  });

  const leaving = { pattern: paths.withdrawVictim.pattern, auditAs: 'withdraw-victim', params: VictimParams };
  const showLeaving = withdrawForm(app, leaving, ({ urn, number }, view, facts) => {
    const victim = view.record.victims[number - 1];
    if (victim === undefined) return nobody;
    return accept({
      ...{ doing: `Withdraw victim ${number}`, heading: `Withdraw ${nameOfVictim(view.record, victim)} as a victim` },
      ...{ action: paths.withdrawVictim.to({ urn, number: String(number) }), stamp: people.stampOfPart(victim) },
      ...{ blocked: whyPeopleStay(facts), rests: restsOn(view.record, victim.personId ?? '') },
      says: 'They leave the list of victims. Your reason stays to be read. Versions that the CPS have been sent keep them.',
    });
  });
  post(app, {
    ...{ ...leaving, permission: 'case:build' as const, body: AnyFields },
    act: ({ params: { urn, number }, body }, _visit, command) =>
      people.withdrawVictim(
        deps,
        command,
        { urn, number, reason: textOf(body, 'reason'), stamp: textOf(body, 'stamp') },
        back(urn, `The victim is withdrawn. ${checked}`),
      ),
    onRefused: showLeaving,
  });
}

const suspectIn = ({ record }: CaseView, defendantId: string) => record.defendants.find(({ id }) => id === defendantId);

function registerSuspect(app: FastifyInstance): void {
  const { deps } = app.shell;
  const place = { pattern: paths.suspect.pattern, auditAs: 'record-suspect', params: SuspectParams };
  const show = recordForm(app, place, ({ urn, defendantId }, view, facts) => {
    const suspect = suspectIn(view, defendantId);
    if (suspect === undefined) return nobody;
    return accept({
      ...{ doing: `Change suspect ${defendantId}`, heading: `Suspect: ${nameOfDefendant(view.record, defendantId)}` },
      ...{ action: paths.suspect.to({ urn, defendantId }), button: 'Save the suspect' },
      ...{ stamp: people.stampOfPart(suspect), blocked: whySuspectStays(defendantId, facts) },
      groups: suspectGroups(view.record, suspect),
    });
  });
  post(app, {
    ...{ ...place, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, defendantId }, body }, _visit, command) => {
      const suspect = readSuspect(body);
      if (!suspect.ok) return suspect;
      const input = { urn, defendantId, suspect: suspect.value, stamp: textOf(body, 'stamp') };
      const next = back(urn, `The suspect is saved. ${checked} Time limits are worked out again.`);
      return atField(await people.recordSuspect(deps, command, input, next), dayFields);
    },
    onRefused: show,
  });
}

function registerInterviews(app: FastifyInstance): void {
  const { deps } = app.shell;
  const adding = { pattern: paths.addInterview.pattern, auditAs: 'add-interview', params: SuspectParams };
  const showNew = recordForm(app, adding, ({ urn, defendantId }, view, facts) => {
    const suspect = suspectIn(view, defendantId);
    if (suspect === undefined) return nobody;
    return accept({
      ...{ doing: `Add an interview of ${defendantId}`, action: paths.addInterview.to({ urn, defendantId }) },
      heading: `Add an interview of ${nameOfDefendant(view.record, defendantId)}`,
      ...{ button: 'Add the interview', stamp: undefined },
      ...{ blocked: whySuspectStays(defendantId, facts), groups: interviewGroups(view.record, undefined) },
    });
  });
  post(app, {
    ...{ ...adding, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, defendantId }, body }, _visit, command) => {
      const interview = readInterview(body);
      if (!interview.ok) return interview;
      const about = { urn, defendantId, number: undefined };
      const next = back(urn, `The interview is added. ${checked}`);
      return atField(
        await people.recordInterview(deps, command, { ...about, interview: interview.value }, next),
        dayFields,
      );
    },
    onRefused: showNew,
  });

  const changing = { pattern: paths.interview.pattern, auditAs: 'record-interview', params: InterviewParams };
  const show = recordForm(app, changing, ({ urn, defendantId, number }, view, facts) => {
    const suspect = suspectIn(view, defendantId);
    const interview = suspect?.interviews?.[number - 1];
    if (suspect === undefined || interview === undefined) return nobody;
    const about = { urn, defendantId, number: String(number) };
    return accept({
      ...{ doing: `Change interview ${number} of ${defendantId}`, action: paths.interview.to(about) },
      heading: `Interview ${number} of ${nameOfDefendant(view.record, defendantId)}`,
      ...{ button: 'Save the interview', stamp: people.stampOfPart(suspect), byPlace: true as const },
      ...{ blocked: whySuspectStays(defendantId, facts), groups: interviewGroups(view.record, interview) },
      remove: { action: paths.removeInterview.to(about), text: 'Take this interview off' },
    });
  });
  post(app, {
    ...{ ...changing, permission: 'case:build' as const, body: AnyFields },
    act: async ({ params: { urn, defendantId, number }, body }, _visit, command) => {
      const interview = readInterview(body);
      if (!interview.ok) return interview;
      const input = { urn, defendantId, number, interview: interview.value, stamp: textOf(body, 'stamp') };
      const next = back(urn, `The interview is saved. ${checked}`);
      return atField(await people.recordInterview(deps, command, input, next), dayFields);
    },
    onRefused: show,
  });
  post(app, {
    pattern: paths.removeInterview.pattern,
    ...{ permission: 'case:build' as const, auditAs: 'remove-interview', params: InterviewParams, body: AnyFields },
    act: ({ params: { urn, defendantId, number }, body }, _visit, command) =>
      people.removeInterview(
        deps,
        command,
        { urn, defendantId, number, stamp: textOf(body, 'stamp') },
        back(urn, `The interview is taken off. ${checked}`),
      ),
    onRefused: show,
  });
}
