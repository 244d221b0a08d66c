import { certifyFile, sendFile, submitFile } from '../../src/application/assure-file.ts';
import { answerQuestion, explainGap, stampOf, writeHeading } from '../../src/application/build-file.ts';
import type { Deps } from '../../src/application/deps.ts';
import { findActor, findByCollar } from '../../src/application/directory.ts';
import { viewCase, viewCheck } from '../../src/application/view-case.ts';
import { certificateHeadings } from '../../src/domain/file-standard/index.ts';
import type { Result } from '../../src/domain/kernel/result.ts';
import { commandOf } from '../support/cases.ts';
import { who } from '../support/signed-in.ts';

const need = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.detail}`);
  return result.value;
};

/** Sign-in id of the officer whose case it is. */
export async function officerOf(deps: Deps, urn: string): Promise<string> {
  const supervisor = await findActor(deps, who.supervisor);
  if (supervisor === undefined) throw new Error('the supervisor is gone');
  const { record } = need(await viewCase(deps, supervisor, urn));
  const { collarNumber = '' } = record.officers.find(({ role }) => role === 'officer_in_case') ?? {};
  return (await findByCollar(deps, record.force.code, collarNumber))?.userId ?? '';
}

/** Makes a case that was taken in ready to be submitted as it is: every question answered no, every gap explained. */
export async function makeReady(deps: Deps, urn: string, submissionId: string): Promise<void> {
  const about = { urn, submissionId };
  const next = { to: '/' };
  const supervisor = await findActor(deps, who.supervisor);
  if (supervisor === undefined) throw new Error('the supervisor is gone');
  const officer = await officerOf(deps, urn);
  const check = async () => need(await viewCheck(deps, supervisor, urn, submissionId));
  for (const { fact } of (await check()).check.questions)
    need(await answerQuestion(deps, await commandOf(deps, officer), { ...about, fact, value: false }, next));
  // Charges that differ from those authorised stop a file until that is explained.
  if ((await check()).check.checks.some(({ id }) => id === 'CHK-02')) {
    const written = { heading: 'chargeReconciliation', value: 'Each was varied as the prosecutor asked.' };
    const heading = { ...about, ...written, stamp: stampOf(undefined) };
    need(await writeHeading(deps, await commandOf(deps, officer), heading, next));
  }
  const gaps = (await check()).check.ready.unexplainedGaps.filter((item) => item !== 'SUP_CERT');
  for (const item of gaps) {
    const explained = { ...about, item, reason: 'Asked for; the unit answers in a week.', due: '2026-12-01' };
    need(await explainGap(deps, await commandOf(deps, officer), explained, next));
  }
}

/** As `makeReady`, and on to the supervisor. */
export async function submitAsItIs(deps: Deps, urn: string, submissionId: string): Promise<void> {
  await makeReady(deps, urn, submissionId);
  const officer = await commandOf(deps, await officerOf(deps, urn));
  need(await submitFile(deps, officer, { urn, submissionId }, { to: '/' }));
}

/** As `submitAsItIs`, and on to the CPS. */
export async function sendAsItIs(deps: Deps, urn: string, submissionId: string): Promise<void> {
  const about = { urn, submissionId };
  const next = { to: '/' };
  await submitAsItIs(deps, urn, submissionId);
  const supervisor = await findActor(deps, who.supervisor);
  if (supervisor === undefined) throw new Error('the supervisor is gone');
  const comments = Object.fromEntries(
    certificateHeadings.map(({ id, label }) => [id, `On this file I looked at: ${label.toLowerCase()}.`]),
  );
  const { contentsHash: seen } = need(await viewCheck(deps, supervisor, urn, submissionId));
  need(
    await certifyFile(
      deps,
      await commandOf(deps, who.supervisor),
      { ...about, comments, disclosureAssured: true, seen },
      next,
    ),
  );
  need(await sendFile(deps, await commandOf(deps, who.gatekeeper), { ...about, seen }, next));
}
