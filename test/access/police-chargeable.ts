import { certifyFile } from '../../src/application/assure-file.ts';
import type { Deps } from '../../src/application/deps.ts';
import { findActor } from '../../src/application/directory.ts';
import { viewCheck } from '../../src/application/view-case.ts';
import type { CaseRecord } from '../../src/domain/case-file/index.ts';
import { certificateHeadings } from '../../src/domain/file-standard/index.ts';
import { commandOf, examples } from '../support/cases.ts';
import { who } from '../support/signed-in.ts';
import { takeInPlanted } from './planted-case.ts';
import { submitAsItIs } from './send-case.ts';

/** A shop theft before charge, by two people, one of them on bail; a person as victim beside the shop. */
export const twoThieves = (record: CaseRecord, urn: string): CaseRecord => {
  const [suspect] = record.defendants;
  const [theft] = record.offences;
  const [submission] = record.submissions;
  if (suspect === undefined || theft === undefined || submission === undefined) throw new Error('the example is empty');
  const { laidAt: _laid, ...proposed } = theft;
  const before = { ...suspect, stage: 'pre_charge', status: 'released_under_investigation' } as const;
  const { asn: _asn, pncId: _pnc, custodyRecord: _custody, ...others } = before;
  const second = { ...others, interviews: [{ date: '2026-11-03', outcome: 'full admission' }] };
  return {
    ...record,
    urn,
    persons: [
      ...record.persons,
      { id: 'P8', givenName: 'Marta', familyName: 'Sellwood', dateOfBirth: '1991-05-04' },
      { id: 'P9', givenName: 'Colin', familyName: 'Brandreth', dateOfBirth: '1988-02-11' },
    ],
    defendants: [before, { ...second, id: 'D2', personId: 'P9' }],
    offences: [
      { ...proposed, status: 'proposed' },
      { ...proposed, id: 'F2', defendantId: 'D2', status: 'proposed' },
    ],
    victims: [...record.victims, { personId: 'P8', kind: 'person', attitude: 'supports', vulnerable: true }],
    submissions: [{ ...submission, kind: 'PCD_FCT_GAP', defendantIds: ['D1', 'D2'] }],
  };
};

/** Submitted and certified: it waits at the gate. */
export async function atTheGate(deps: Deps, urn: string, submissionId = 'S1'): Promise<void> {
  await submitAsItIs(deps, urn, submissionId);
  await certifyAsItIs(deps, urn, submissionId);
}

export async function certifyAsItIs(deps: Deps, urn: string, submissionId = 'S1'): Promise<void> {
  const supervisor = await findActor(deps, who.supervisor);
  if (supervisor === undefined) throw new Error('the supervisor is gone');
  const check = await viewCheck(deps, supervisor, urn, submissionId);
  if (!check.ok) throw new Error(check.refusal.detail);
  const comments = Object.fromEntries(
    certificateHeadings.map(({ id, label }) => [id, `On this file I looked at: ${label.toLowerCase()}.`]),
  );
  const about = { urn, submissionId, comments, disclosureAssured: true, seen: check.value.contentsHash };
  const certified = await certifyFile(deps, await commandOf(deps, who.supervisor), about, { to: '/' });
  if (!certified.ok) throw new Error(`${certified.refusal.code}: ${certified.refusal.detail}`);
}

/** Takes the two thieves in under a reference of their own, and brings their file to the gate. */
export async function thievesAtTheGate(
  deps: Deps,
  urn: string,
  change: (record: CaseRecord) => CaseRecord = (record) => record,
): Promise<void> {
  await takeInPlanted(deps, examples.shopTheft, (record) => change(twoThieves(record, urn)));
  await atTheGate(deps, urn);
}
