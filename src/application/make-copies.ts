import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { audienceOfMaterial, endMaking, type CopyCertificate } from '../domain/case-file/index.ts';
import type { Region } from '../domain/redaction/index.ts';
import { inspect } from '../documents/inspect.ts';
import type { Fault, Outcome } from '../documents/redaction/types.ts';
import { burnJobKind, workingCopyJobKind } from '../storage/copy-jobs.ts';
import { claimJob, extendLease, failJob, finishJob, maxAttempts, type ClaimedJob } from '../storage/jobs.ts';
import {
  copiesOf,
  keepWorkingCopy,
  savedPages,
  workingCopiesOf,
  workingPagesOf,
  type CopyRow,
  type WorkingPageRow,
  type WorkingRow,
} from '../storage/redaction-reads.ts';
import { loadWhole, recordEvents } from './case-store.ts';
import { burnAndVerify } from './burn-and-verify.ts';
import { copyMaker } from './copy-maker.ts';
import type { CaseRef, Deps, Transaction } from './deps.ts';
import { copyIn } from './redaction-copies.ts';
import { wordsUnder } from './redaction-marks.ts';
import { systemViewer } from './viewer.ts';

const Payload = z.strictObject({ caseId: z.uuid(), copyId: z.string() });

/** Seconds without a sign of life after which another process may take a copy over; a sign is given three times as often. */
const leaseSeconds = 60;

/** Makes what has waited longest: a document ready for review, or a copy. False when nothing waits. */
export async function makeNextCopy(deps: Deps): Promise<boolean> {
  const job = await deps.db.transaction(systemViewer, (tx) =>
    claimJob(tx, { kinds: [workingCopyJobKind, burnJobKind], now: deps.now(), leaseSeconds }),
  );
  if (job === undefined) return false;
  const alive = setInterval(
    () => {
      deps.db
        .transaction(systemViewer, (tx) => extendLease(tx, job, { now: deps.now(), leaseSeconds }))
        .catch(() => undefined); // the next one tries again; a lease that ends is found at the end
    },
    (leaseSeconds * 1000) / 3,
  );
  try {
    const { caseId, copyId } = Payload.parse(job.payload);
    const about = { job, copyId, ref: { ownerId: job.ownerId, caseId } };
    await (job.kind === burnJobKind ? makeCopy(deps, about) : makeReady(deps, about));
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown';
    await deps.db.transaction(systemViewer, async (tx) => {
      const isHeld = await failJob(tx, job, kind, deps.now());
      if (isHeld && job.attempts >= maxAttempts && job.kind === burnJobKind) await giveUp(deps, tx, job);
    });
    throw error;
  } finally {
    clearInterval(alive);
  }
  return true;
}

interface Job {
  readonly job: ClaimedJob;
  readonly ref: CaseRef;
  readonly copyId: string;
}

const reading = ({ redactor: { wordsOnPicture } }: Deps) => (wordsOnPicture === undefined ? {} : { wordsOnPicture });

const isOver = (): never => {
  throw new Error('the lease of a job had ended');
};

const find = (deps: Deps, { ref, copyId }: Job): Promise<CopyRow | undefined> =>
  deps.db.transaction(systemViewer, async (tx) => (await copiesOf(tx, ref, copyId))[0]);

const notHeld: Outcome<never> = {
  ok: false,
  fault: { code: 'damaged', detail: 'Its bytes are not held here. Add the document again.' },
};

/** By content, not by what anybody called it; what is not taken in at all is left for the burner to name. */
async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  const inspected = await inspect({ bytes });
  return inspected.ok ? inspected.value.mediaType : 'application/pdf';
}

/** Makes the document of a copy ready for review, where nobody has done so yet. */
async function makeReady(deps: Deps, about: Job): Promise<void> {
  const copy = await find(deps, about);
  const { ownerId } = about.ref;
  const end = async (working?: { readonly row: WorkingRow; readonly pages: readonly WorkingPageRow[] }) => {
    await deps.db.transaction(
      systemViewer,
      async (tx) => {
        if (working !== undefined) await keepWorkingCopy(tx, ownerId, working.row, working.pages);
        if (!(await finishJob(tx, about.job, deps.now()))) isOver();
      },
      { statementTimeoutMs: 0 },
    );
  };
  if (copy === undefined) return end();
  const { sha256 } = copy;
  const known = await deps.db.transaction(systemViewer, (tx) => workingCopiesOf(tx, ownerId, [sha256]));
  if (known.length > 0) return end();
  const bytes = await deps.documents.read(sha256);
  const made =
    bytes === undefined
      ? notHeld
      : await deps.redactor.burner.makeWorkingCopy(bytes, { ...reading(deps), mediaType: await mediaTypeOf(bytes) });
  if (!made.ok) {
    const none = { made: false, workingSha256: null, pages: null, hidden: [], programs: [] };
    return end({ row: { sha256, ...none, fault: sayFault(made.fault) }, pages: [] });
  }
  const { pdf, pages, hidden, programs } = made.value;
  const held = await deps.documents.putBytes(pdf);
  if (!held.ok) throw new Error(`a working copy could not be kept: ${held.refusal.code}`);
  const row: WorkingRow = {
    ...{ sha256, made: true, workingSha256: held.value.sha256, pages: pages.length, fault: null },
    hidden: hidden.map(({ kind, page, where, words }) => ({
      ...{ kind, where, words: words.slice(0, 2000) },
      ...(page === undefined ? {} : { page }),
    })),
    programs: [...programs],
  };
  return end({
    row,
    pages: pages.map(({ page, crop, rotate, userUnit, text, textFrom, glyphs }) => ({
      ...{ page, shape: { crop: [...crop], rotate, userUnit }, text, textFrom },
      glyphs: glyphs.map(({ at, length, box }) => [
        ...([at, length] as const),
        ...(box.map((each) => Math.round(each * 100)) as [number, number, number, number]), // four stay four
      ]),
    })),
  });
}

const sayFault = ({ code, detail, page }: Fault) => ({ code, detail, ...(page === undefined ? {} : { page }) });

/** What goes from a document, as its saved pages have it. */
export function regionsToBurn(
  saved: readonly {
    readonly page: number;
    readonly regions: readonly { boxes: readonly Region['box'][]; reason: string }[];
  }[],
  pages: readonly WorkingPageRow[],
): Region[] {
  return saved.flatMap(({ page, regions }) => {
    const row = pages.find((each) => each.page === page);
    return regions.flatMap(({ boxes, reason }) =>
      boxes.map((box) => {
        const text = row === undefined ? '' : wordsUnder(row, [box]);
        return { page, box, reason, ...(text === '' ? {} : { text }) };
      }),
    );
  });
}

/** Burns what was marked out of a document, reads the result back, and records the copy or why there is none. */
async function makeCopy(deps: Deps, about: Job): Promise<void> {
  const { ref, copyId, job } = about;
  const given = await deps.db.transaction(systemViewer, async (tx) => {
    const [copy] = await copiesOf(tx, ref, copyId);
    if (copy === undefined || copy.state !== 'making') return undefined;
    const [working] = await workingCopiesOf(tx, ref.ownerId, [copy.sha256]);
    const pages = await workingPagesOf(tx, ref.ownerId, copy.sha256);
    return { copy, working, pages, saved: await savedPages(tx, ref, copyId) };
  });
  const outcome =
    given === undefined
      ? undefined
      : await outcomeOf(deps, given.copy, given.working, regionsToBurn(given.saved, given.pages));
  await deps.db.transaction(systemViewer, async (tx) => {
    if (!(await finishJob(tx, job, deps.now()))) isOver();
    if (outcome !== undefined) await recordEnding(deps, tx, ref, copyId, outcome);
  });
}

/** Records how the making of a copy ended; nothing where it is not being made any more. */
async function recordEnding(deps: Deps, tx: Transaction, ref: CaseRef, copyId: string, outcome: Ending): Promise<void> {
  const [row] = await copiesOf(tx, ref, copyId);
  const event = row === undefined ? undefined : endMaking(copyIn(row), outcome);
  if (row === undefined || event === undefined) return;
  const whole = await loadWhole(tx, ref);
  const item = [...whole.material, ...whole.discarded].find((each) => each.materialId === row.materialId);
  if (item === undefined) return;
  const by = { actor: { side: 'system', orgId: ref.ownerId, userId: copyMaker }, at: deps.now() } as const;
  const recorded = await recordEvents(deps, tx, by, ref, [event], audienceOfMaterial(item.detail));
  if (!recorded.ok) throw new Error(`a copy could not be recorded: ${recorded.refusal.code}`);
}

/** After the last try nobody waits for a copy for ever: it is refused, and can be reviewed again. */
function giveUp(deps: Deps, tx: Transaction, job: ClaimedJob): Promise<void> {
  const { caseId, copyId } = Payload.parse(job.payload);
  const says =
    'Making the copy failed each time it was tried. End the review again; if it fails once more, tell whoever runs this service.';
  return recordEnding(deps, tx, { ownerId: job.ownerId, caseId }, copyId, refused('given-up', says));
}

type Ending = Parameters<typeof endMaking>[1];

const refused = (
  code: string,
  says: string,
  found: { check: string; page?: number; where: string }[] = [],
): Ending => ({
  refused: { code, says, found },
});

async function outcomeOf(
  deps: Deps,
  copy: CopyRow,
  working: WorkingRow | undefined,
  regions: readonly Region[],
): Promise<Ending> {
  const bytes = working?.workingSha256 == null ? undefined : await deps.documents.read(working.workingSha256);
  if (working?.workingSha256 == null || bytes === undefined)
    return refused('not-ready', 'The document that was reviewed is not held any more. Begin another copy.');
  const made = await burnAndVerify(deps.redactor, bytes, regions);
  if (!made.ok) {
    const { code, detail, page } = made.fault;
    return refused(code, detail, page === undefined ? [] : [{ check: code, page, where: 'This page' }]);
  }
  const { pdf, report, asPictures, programs } = made.value;
  if (!report.clean)
    return refused(
      'residue',
      'The copy was made, but reading it back found something that should not be in it, so it was thrown away. Look at the places named, take out more around them or the whole page, and end the review again.',
      report.checks.flatMap(({ id, looksFor, passed, found }) =>
        passed
          ? []
          : found.length === 0
            ? [{ check: id, where: looksFor }]
            : found
                .slice(0, 20)
                .map(({ page, where }) => ({ check: id, where, ...(page === undefined ? {} : { page }) })),
      ),
    );
  const held = await deps.documents.putBytes(pdf);
  if (!held.ok) throw new Error(`a copy could not be kept: ${held.refusal.code}`);
  const certificate: CopyCertificate = {
    ...{ originalSha256: copy.sha256, workingSha256: working.workingSha256, copySha256: held.value.sha256 },
    ...{ regions: regions.length, pages: working.pages ?? 1, asPictures: asPictures.map(({ page }) => page) },
    checks: report.checks.map(({ id, looksFor, passed }) => ({ id, looksFor, passed })),
    programs: [
      ...new Map([...working.programs, ...programs, ...report.programs].map((each) => [each.name, each])).values(),
    ],
  };
  const document = {
    ...{ sha256: held.value.sha256, size: pdf.byteLength, mediaType: 'application/pdf' },
    name: `${copy.materialId} for the ${copy.recipient}.pdf`,
  };
  return { made: { document, certificate } };
}

/** Makes copies as they are asked for. Any number of processes may do it. Ends when told. */
export async function keepMakingCopies(
  deps: Deps,
  {
    signal,
    onError,
    restMs = 500,
  }: { readonly signal: AbortSignal; readonly onError: (error: unknown) => void; readonly restMs?: number },
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (await makeNextCopy(deps)) continue;
    } catch (error) {
      onError(error);
    }
    await sleep(restMs, undefined, { signal }).catch(() => {}); // aborted: the loop ends
  }
}
