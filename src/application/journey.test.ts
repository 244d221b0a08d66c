import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf, examples, takeIn } from '../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../test/support/signed-in.ts';
import { pointsOf } from '../domain/case-file/index.ts';
import { certificateHeadings } from '../domain/file-standard/index.ts';
import { verifyChains } from '../storage/log/index.ts';
import { certifyFile, returnFile, sendFile, submitFile } from './assure-file.ts';
import { addMaterial, answerQuestion, explainGap, stampOf, takeInDocument, writeHeading } from './build-file.ts';
import { viewHistory } from './case-history.ts';
import { findActor } from './directory.ts';
import { layCharge } from './lay-charge.ts';
import { listCases } from './list-cases.ts';
import { viewMeasures } from './measures.ts';
import { postMessage } from './messages.ts';
import { answerItem, issueDecision, issuePlan, respondToPlan, startReview } from './review-file.ts';
import { answerRejection } from './answer-rejection.ts';
import { acceptFile, rejectFile } from './triage-file.ts';
import { viewCase, viewCheck, viewSnapshot } from './view-case.ts';
import { myQueues, takeFile, takeNext, viewQueue, type QueueName } from './work-queues.ts';

/** One case from a draft to a charge laid, each step by its own person, on a real database. The steps follow each other. */

const { urn } = examples.domesticBattery;
const about = { urn, submissionId: 'S1' };
const next = { to: '/' };
const comments = Object.fromEntries(
  certificateHeadings.map(({ id, label }) => [id, `On this battery file I looked at: ${label.toLowerCase()}.`]),
);

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  for (const example of Object.values(examples)) await takeIn(test.deps, example);
});
afterAll(() => test.close());

const by = (userId: string) => commandOf(test.deps, userId);
const actor = async (userId: string) => {
  const found = await findActor(test.deps, userId);
  if (found === undefined) throw new Error(`nobody is called ${userId}`);
  return found;
};
const code = (result: { ok: boolean; refusal?: { code: string; detail: string } }): string =>
  result.ok ? 'done' : (result.refusal?.code ?? '');
const check = async () => {
  const view = await viewCheck(test.deps, await actor(who.supervisor), urn, 'S1');
  if (!view.ok) throw new Error(view.refusal.detail);
  return view.value;
};
const waitingIn = async (userId: string, queue: QueueName) => {
  const files = await viewQueue(test.deps, await actor(userId), queue, 10);
  return files.ok && files.value.map((file) => [file.urn, file.wantedAt]);
};
const stateSeenBy = async (userId: string): Promise<string> => {
  const view = await viewCase(test.deps, await actor(userId), urn);
  return view.ok ? (view.value.submissions[0]?.state ?? 'none') : view.refusal.code;
};

describe('a domestic battery, from a draft to a charge laid', () => {
  it('the CPS know nothing of a case that was not sent: not in lists, queues, counts or at its address', async () => {
    for (const userId of [who.casework, who.prosecutor, who.cpsDirect, who.legalManager]) {
      const cps = await actor(userId);
      expect(await listCases(test.deps, cps, { search: '', mine: false, page: 1 })).toEqual({
        cases: [],
        more: false,
        total: 0,
      });
      expect((await myQueues(test.deps, cps)).every(({ waiting }) => waiting === 0)).toBe(true);
      expect(code(await viewCase(test.deps, cps, urn))).toBe('case-not-found');
      expect(code(await viewHistory(test.deps, cps, urn))).toBe('case-not-found');
    }
    expect(code(await viewCase(test.deps, await actor(who.otherForceOfficer), urn))).toBe('case-not-found');
  });

  it('the officer adds the missing domestic-abuse checklist and the gap closes', async () => {
    expect((await check()).check.summary.missing).toContain('DA_CHECKLIST');
    const held = await takeInDocument(test.deps, await actor(who.officer), {
      name: 'checklist.txt',
      // eslint-disable-next-line @typescript-eslint/require-await -- a stream of one piece
      bytes: (async function* () {
        yield new TextEncoder().encode('Domestic abuse evidence checklist. Children: one, aged 6, on the stairs.');
      })(),
    });
    if (!held.ok) throw new Error(held.refusal.detail);
    const { notes: _notes, ...document } = held.value;
    const material = {
      type: 'DACHECK' as const,
      title: 'Domestic abuse evidence checklist',
      date: '2026-11-20',
      madeBy: 'PC 3318 Marrable',
      status: 'admin' as const,
    };
    expect(code(await addMaterial(test.deps, await by(who.officer), { urn, material, document }, next))).toBe('done');
    expect(code(await addMaterial(test.deps, await by(who.officer), { urn, material, document }, next))).toBe(
      'not-valid',
    );
    expect(code(await addMaterial(test.deps, await by(who.supervisor), { urn, material, document }, next))).toBe(
      'not-allowed',
    );
    expect((await check()).check.summary.missing).not.toContain('DA_CHECKLIST');
  });

  it('the officer writes a heading, and a second person who saw the old words is told of the new ones', async () => {
    const write = async (value: string, stamp: string) =>
      writeHeading(test.deps, await by(who.officer), { ...about, heading: 'vps', value, stamp }, next);
    expect(code(await write('Offered on 12 June 2026, declined for now.', stampOf(undefined)))).toBe('done');
    expect(code(await write('Something else.', stampOf(undefined)))).toBe('stale-page');
    expect((await check()).check.summary.missing).not.toContain('VPS');
  });

  it('the file cannot be submitted until every gap has a reason and a date', async () => {
    const submit = async () => submitFile(test.deps, await by(who.officer), about, next);
    expect(code(await submit())).toBe('gap-not-explained');
    const { check: result } = await check();
    for (const { fact } of result.questions)
      expect(code(await answerQuestion(test.deps, await by(who.officer), { ...about, fact, value: false }, next))).toBe(
        'done',
      );
    for (const item of (await check()).check.ready.unexplainedGaps.filter((each) => each !== 'SUP_CERT'))
      expect(
        code(
          await explainGap(
            test.deps,
            await by(who.officer),
            { ...about, item, reason: 'Asked for; the unit answers in a week.', due: '2026-12-01' },
            next,
          ),
        ),
      ).toBe('done');
    expect(code(await submit())).toBe('done');
    expect(await stateSeenBy(who.supervisor)).toBe('supervision');
  });

  it('the supervisor certifies under every heading, and the officer cannot', async () => {
    const { contentsHash: seen } = await check();
    const certify = async (userId: string, words = comments, hash = seen) =>
      certifyFile(
        test.deps,
        await by(userId),
        { ...about, comments: words, disclosureAssured: true, seen: hash },
        next,
      );
    expect(code(await certify(who.officer))).toBe('not-allowed');
    expect(code(await certify(who.supervisor, { ...comments, 'code-test': 'Seen, ok to go' }))).toBe(
      'something-missing',
    );
    expect(code(await certify(who.supervisor, comments, 'f'.repeat(64)))).toBe('stale-page');
    expect(code(await certify(who.supervisor))).toBe('done');
    expect(await stateSeenBy(who.supervisor)).toBe('gatekeeping');
    expect((await check()).check.summary.missing).not.toContain('SUP_CERT');
  });

  it('a message leaves the certificate alone; an edit voids it and takes the file back', async () => {
    const message = { urn, to: 'own' as const, topic: 'file', text: 'Checklist added this morning.' };
    expect(code(await postMessage(test.deps, await by(who.officer), message, next))).toBe('done');
    expect(await stateSeenBy(who.supervisor)).toBe('gatekeeping');
    expect(code(await postMessage(test.deps, await by(who.officer), { ...message, to: 'shared' }, next))).toBe(
      'step-not-allowed',
    );
    const edit = {
      ...about,
      heading: 'vps',
      value: 'Offered again on 20 November 2026.',
      stamp: stampOf('Offered on 12 June 2026, declined for now.'),
    };
    expect(code(await writeHeading(test.deps, await by(who.officer), edit, next))).toBe('done');
    expect(await stateSeenBy(who.supervisor)).toBe('supervision');
    const { contentsHash: seen } = await check();
    expect(
      code(
        await certifyFile(
          test.deps,
          await by(who.supervisor),
          { ...about, comments, disclosureAssured: true, seen },
          next,
        ),
      ),
    ).toBe('done');
  });

  it('the gatekeeper takes the most urgent file, and returns it or sends it', async () => {
    const taken = await takeNext(test.deps, await by(who.gatekeeper), 'gatekeeping', (file) => `/${file.urn}`);
    expect(taken).toMatchObject({ ok: true, value: { to: `/${urn}` } });
    const again = await takeNext(
      test.deps,
      await commandOf(test.deps, '35-0873'),
      'gatekeeping',
      (file) => `/${file.urn}`,
    );
    expect(code(again)).toBe('page-not-found');
    const queue = await viewQueue(test.deps, await actor(who.gatekeeper), 'gatekeeping', 10);
    const [mine] = queue.ok ? queue.value : [];
    if (mine === undefined) throw new Error('nothing waits');
    const elsewhere = await takeFile(test.deps, await by(who.otherForceGatekeeper), 'gatekeeping', () => '/', mine);
    expect(code(elsewhere)).toBe('page-not-found');
    const reasons = { reasons: ['TR-06'], text: 'Get the second caller to sign.', due: '2026-11-25' };
    expect(code(await returnFile(test.deps, await by(who.gatekeeper), { ...about, ...reasons }, next))).toBe('done');
    expect(await stateSeenBy(who.supervisor)).toBe('returned_to_supervisor');
    const { contentsHash: seen } = await check();
    expect(
      code(
        await certifyFile(
          test.deps,
          await by(who.supervisor),
          { ...about, comments, disclosureAssured: true, seen },
          next,
        ),
      ),
    ).toBe('done');
    expect(code(await sendFile(test.deps, await by(who.officer), { ...about, seen }, next))).toBe('not-allowed');
    expect(code(await sendFile(test.deps, await by(who.gatekeeper), { ...about, seen }, next))).toBe('done');
  });

  it('the sending makes a snapshot that the serving Area sees, and nobody else of the CPS', async () => {
    expect(await stateSeenBy(who.casework)).toBe('triage_pending');
    expect(await stateSeenBy(who.otherAreaCasework)).toBe('case-not-found');
    expect(await stateSeenBy(who.cpsDirect)).toBe('case-not-found');
    const snapshot = await viewSnapshot(test.deps, await actor(who.casework), urn, 'S1', 1);
    expect(snapshot.ok && snapshot.value.check.items.length).toBe(86);
    const view = await viewCase(test.deps, await actor(who.casework), urn);
    if (!view.ok) throw new Error(view.refusal.detail);
    expect(view.value.material.map(({ materialId }) => materialId)).toContain('M21');
    expect(view.value.record.persons.flatMap((each) => each.phones ?? [])).toEqual([]);
    const prosecutor = await viewCase(test.deps, await actor(who.prosecutor), urn);
    expect(
      prosecutor.ok && prosecutor.value.record.persons.flatMap((each) => each.phones ?? []).length,
    ).toBeGreaterThan(0);
  });

  it('T13, T15, T16, BR-27: triage rejects for something due, police put it right, and the clock of the first sending goes on', async () => {
    const reject = async (reasons: readonly string[]) =>
      rejectFile(
        test.deps,
        await by(who.casework),
        { ...about, reasons, detail: '', responseDate: '2026-11-27', reminderOn: null },
        next,
      );
    expect(code(await reject([]))).toBe('something-missing');
    expect(code(await reject(['TR-12']))).toBe('reason-not-due');
    expect(code(await reject(['TR-10']))).toBe('done');
    expect(await stateSeenBy(who.casework)).toBe('awaiting_resubmission');
    expect(await waitingIn(who.supervisor, 'resubmission')).toEqual([[urn, '2026-11-28T00:00:00.000Z']]);
    test.advance({ hours: 2 });
    // Every point of the rejection is answered before the file goes again.
    expect(code(await submitFile(test.deps, await by(who.officer), about, next))).toBe('something-missing');
    const rejected = await viewCase(test.deps, await actor(who.officer), urn);
    const rejection = rejected.ok ? rejected.value.submissions[0]?.rejection : undefined;
    if (rejection === undefined) throw new Error('the rejection did not reach police');
    const answers = pointsOf(rejection).map(({ id }) => ({
      point: id,
      kind: 'put_right' as const,
      text: 'Asked for again today.',
      materialIds: [],
    }));
    const stamp = stampOf(undefined);
    const answer = async (over: object = {}) =>
      answerRejection(test.deps, await by(who.officer), { ...about, answers, stamp, ...over }, next);
    expect(code(await answer({ answers: [{ point: 'TR-99', kind: 'disputed', text: 'No.', materialIds: [] }] }))).toBe(
      'not-valid',
    );
    expect(code(await answer({ answers: answers.map((each) => ({ ...each, materialIds: ['M99'] })) }))).toBe(
      'not-valid',
    );
    expect(code(await answer({ answers: answers.map((each) => ({ ...each, kind: undefined })) }))).toBe('not-valid');
    expect(code(await answer())).toBe('done');
    expect(code(await answer())).toBe('stale-page');
    expect(code(await submitFile(test.deps, await by(who.officer), about, next))).toBe('done');
    expect(await stateSeenBy(who.casework)).toBe('awaiting_resubmission');
    const { contentsHash: seen } = await check();
    expect(
      code(
        await certifyFile(
          test.deps,
          await by(who.supervisor),
          { ...about, comments, disclosureAssured: true, seen },
          next,
        ),
      ),
    ).toBe('done');
    expect(code(await sendFile(test.deps, await by(who.gatekeeper), { ...about, seen }, next))).toBe('done');
    const view = await viewCase(test.deps, await actor(who.casework), urn);
    if (!view.ok) throw new Error(view.refusal.detail);
    const [submission] = view.value.submissions;
    expect(submission?.sent.map(({ version }) => version)).toEqual([2, 1]);
    expect(submission?.firstSentAt).toBe(submission?.sent[1]?.sentAt);
    // BR-28: the version that was rejected stays to be read by both sides, with why.
    for (const reader of [who.casework, who.officer]) {
      const rejectedVersion = await viewSnapshot(test.deps, await actor(reader), urn, 'S1', 1);
      expect(rejectedVersion.ok && rejectedVersion.value.record.urn).toBe(urn);
      const seenBy = await viewCase(test.deps, await actor(reader), urn);
      expect(seenBy.ok && seenBy.value.submissions[0]?.sent[1]?.rejection?.reasons.length).toBeGreaterThan(0);
    }
  });

  it('triage accepts and a prosecutor takes the review', async () => {
    const accept = {
      ...about,
      reviewType: '28_day' as const,
      caseType: 'domestic_abuse',
      toOrg: 'cps-eastern-counties',
    };
    const receiving = (await actor(who.casework)).organisation.id;
    expect(code(await acceptFile(test.deps, await by(who.casework), { ...accept, toOrg: receiving }, next))).toBe(
      'done',
    );
    const queue = await viewQueue(test.deps, await actor(who.prosecutor), 'allocation', 10);
    expect(queue.ok && queue.value.map((file) => file.urn)).toEqual([urn]);
    expect(code(await startReview(test.deps, await by(who.prosecutor), about, next))).toBe('done');
  });

  it('the prosecutor asks for one thing that is not on the file, the officer answers, the supervisor sends it back', async () => {
    const item = {
      defendantIds: ['D1'],
      issueType: 'evidential',
      issue: 'Self-defence',
      kind: 'other',
      action: 'Find and speak to the second caller about the plate.',
      justification: 'Hers is the only account that supports self-defence.',
      due: '2026-11-25',
    };
    const plan = async (items: (typeof item)[]) =>
      issuePlan(test.deps, await by(who.prosecutor), { ...about, items }, next);
    expect(code(await plan([{ ...item, kind: 'domestic_abuse' }]))).toBe('something-missing');
    expect(code(await plan([item]))).toBe('done');
    expect(await waitingIn(who.supervisor, 'response_due')).toEqual([[urn, '2026-11-26T00:00:00.000Z']]);
    const view = await viewCase(test.deps, await actor(who.officer), urn);
    const planId = view.ok ? (view.value.plans[0]?.planId ?? '') : '';
    const answer = {
      ...about,
      planId,
      itemId: '1',
      answer: 'tried_and_failed' as const,
      text: 'Number withheld; no trace.',
      materialIds: [],
    };
    const respond = { ...about, planId, comment: 'Agreed.' };
    expect(code(await respondToPlan(test.deps, await by(who.supervisor), respond, next))).toBe('something-missing');
    expect(code(await answerItem(test.deps, await by(who.officer), answer, next))).toBe('done');
    expect(code(await respondToPlan(test.deps, await by(who.supervisor), respond, next))).toBe('done');
    expect(await waitingIn(who.supervisor, 'response_due')).toEqual([]);
    const back = await viewQueue(test.deps, await actor(who.prosecutor), 'review', 10);
    expect(back.ok && back.value.map(({ reasons, heldByMe }) => [reasons[0], heldByMe])).toEqual([
      ['Police answered the action plan', true],
    ]);
    expect(await stateSeenBy(who.prosecutor)).toBe('in_review');
  });

  it('the prosecutor authorises a charge, which charges nobody', async () => {
    const decision = {
      defendantId: 'D1',
      offenceId: 'F1',
      code: 'A',
      test: 'full_code_test' as const,
      evidential: 'Account supported by a neighbour and by marks.',
      publicInterest: 'Domestic setting, a child present.',
      wording: '',
    };
    expect(code(await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions: [] }, next))).toBe(
      'something-missing',
    );
    expect(
      code(await issueDecision(test.deps, await by(who.prosecutor), { ...about, decisions: [decision] }, next)),
    ).toBe('done');
    const view = await viewCase(test.deps, await actor(who.officer), urn);
    expect(view.ok && view.value.tracks).toMatchObject([{ defendantId: 'D1', state: 'charge_authorised' }]);
  });

  it('police lay the charge, it is held against the one authorised, and a prosecutor cannot', async () => {
    const charge = {
      urn,
      defendantId: 'D1',
      cjsCode: 'CJ88116',
      wording:
        'On 30 May 2026 at Northgate assaulted Tamsin Wherrell by beating her, contrary to section 39 of the Criminal Justice Act 1988.',
      startDate: '2026-05-30',
      endDate: '2026-05-30',
      laidAt: test.deps.now().toString(),
      method: 'charged_at_station' as const,
      asn: null,
      court: null,
      hearingOn: null,
      reason: '',
    };
    expect(code(await layCharge(test.deps, await by(who.prosecutor), charge, next))).toBe('only-police-lay-charges');
    expect(code(await layCharge(test.deps, await by(who.officer), { ...charge, cjsCode: 'CJ88999' }, next))).toBe(
      'not-valid',
    );
    expect(code(await layCharge(test.deps, await by(who.officer), charge, next))).toBe('done');
    const view = await viewCase(test.deps, await actor(who.prosecutor), urn);
    expect(view.ok && view.value.charges).toMatchObject([{ comparison: 'match' }]);
    expect(view.ok && view.value.tracks).toMatchObject([{ state: 'charged' }]);
  });

  it('each side reads its own history, and the CPS nothing of how the file was built', async () => {
    const lines = async (userId: string) => {
      const history = await viewHistory(test.deps, await actor(userId), urn);
      return history.ok ? history.value.map(({ what }) => what) : [];
    };
    const police = await lines(who.officer);
    const cps = await lines(who.casework);
    expect(police.length).toBeGreaterThan(cps.length);
    expect(cps.join('\n')).not.toMatch(/submitted to the supervisor|Certif|question|gap/i);
    expect(cps.at(-1)).toMatch(/Sent to the CPS/);
    expect(police.at(-1)).toMatch(/taken in from Fenmarch RMS/);
  });

  it('the measures come from what happened', async () => {
    const measures = await viewMeasures(test.deps, await actor(who.boardViewer));
    if (!measures.ok) throw new Error(measures.refusal.detail);
    const values = measures.value
      .find(({ force }) => force.startsWith('Fenmarch'))
      ?.measures.map(({ value, of }) => [value, of]);
    expect(values).toEqual([
      [1, undefined],
      [0, 1],
      [1, undefined],
      [1, undefined],
      [1, undefined],
      [0, 1],
    ]);
  });

  it('every chain of the log is whole', async () => {
    const report = await verifyChains(test.deps.db);
    expect(report.faults).toEqual([]);
  });
});
