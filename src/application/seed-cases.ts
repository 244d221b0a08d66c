import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import movesFile from '../../demo/moves.json' with { type: 'json' };
import type { Result } from '../domain/kernel/result.ts';
import { inspect } from '../documents/inspect.ts';
import { readBundle } from '../exchange/bundle.ts';
import { findCaseByUrn } from '../storage/case-reads.ts';
import { certifyFile, sendFile, submitFile } from './assure-file.ts';
import { explainGap } from './build-file.ts';
import type { Deps } from './deps.ts';
import { findActor } from './directory.ts';
import { importCase, importer } from './import-case.ts';
import { sha256OfText } from './case-store.ts';
import { acceptFile } from './triage-file.ts';
import { findDone, type Command, type Done } from './once.ts';
import { clockKeeper } from './clock-keeper.ts';
import { viewCase, viewCheck } from './view-case.ts';
import { systemViewer } from './viewer.ts';

const text = z.string().min(1);

/** `demo/moves.json`: what the demonstration's people have done with the example cases before anybody signs in. */
const Moves = z.array(
  z.strictObject({
    urn: text,
    submissionId: text,
    moves: z.array(
      z.discriminatedUnion('do', [
        z.strictObject({ by: text, do: z.literal('explain'), item: text, reason: text, due: text }),
        z.strictObject({ by: text, do: z.literal('submit') }),
        z.strictObject({
          by: text,
          do: z.literal('certify'),
          comments: z.record(z.string(), text),
          disclosureAssured: z.literal(true),
        }),
        z.strictObject({ by: text, do: z.literal('send') }),
        z.strictObject({
          by: text,
          do: z.literal('accept'),
          reviewType: z.enum(['5_day', '28_day', 'early_advice', 'post_charge']),
          caseType: text,
        }),
      ]),
    ),
  }),
);
type Move = z.infer<typeof Moves>[number]['moves'][number];

/**
 * Takes in the example cases that are not here yet, then lets the demonstration's people do with them what
 * `demo/moves.json` says, through the same actions as everybody else. A start that was killed half way is gone on with; a
 * case that people have worked on is left as they have made it. Throws when an example or a move is refused.
 * @returns how many cases were taken in
 */
export async function seedCases(deps: Deps, folder: string): Promise<number> {
  let taken = 0;
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of names) {
    const bundle = await readBundle(join(folder, name), { offences: deps.offences, inspect });
    if (!bundle.ok) throw new Error(`the example case ${name} cannot be read: ${bundle.refusal.detail}`);
    const { urn } = bundle.value.record;
    const here = await deps.db.transaction(systemViewer, (tx) => findCaseByUrn(tx, urn));
    if (here !== undefined) continue;
    const imported = await importCase(deps, bundle.value);
    if (!imported.ok) throw new Error(`the example case ${name} was refused: ${imported.refusal.detail}`);
    taken += 1;
  }
  for (const { urn, submissionId, moves } of Moves.parse(movesFile)) {
    const planned = await Promise.all(
      moves.map(async (move, index) => ({
        move,
        command: await commandFor(deps, move.by, [urn, submissionId, index]),
      })),
    );
    for (const { move, command } of await stillToMake(deps, urn, planned)) {
      const moved = await make(deps, { ...command, at: deps.now() }, { urn, submissionId }, move);
      if (!moved.ok) throw new Error(`demo/moves.json: ${urn}, ${move.do}: ${moved.refusal.detail}`);
    }
  }
  return taken;
}

/** A move has the same number each time, so that what a killed start has made of it is known. */
async function commandFor(deps: Deps, by: string, about: readonly (string | number)[]): Promise<Command> {
  const actor = await findActor(deps, by);
  if (actor === undefined) throw new Error(`demo/moves.json names ${by}, who is not in demo/people.json`);
  const hash = sha256OfText(about.join(' '));
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return { commandId: [...parts, hash.slice(20, 32)].join('-'), actor, at: deps.now() };
}

interface PlannedMove {
  readonly move: Move;
  readonly command: Command;
}

/**
 * The moves after the last one made. None when it is not known that any was made, which is forgotten after 48 hours, and
 * something has happened in the case since it was taken in.
 */
async function stillToMake(deps: Deps, urn: string, planned: readonly PlannedMove[]): Promise<readonly PlannedMove[]> {
  let made = 0;
  for (const { command } of planned) {
    if ((await findDone(deps, command)) === undefined) break;
    made += 1;
  }
  return made > 0 || (await isAsTakenIn(deps, urn)) ? planned.slice(made) : [];
}

/** Whether nothing has happened in a case since it was taken in. */
const isAsTakenIn = (deps: Deps, urn: string): Promise<boolean> =>
  deps.db.transaction(systemViewer, async (tx) => {
    const found = await findCaseByUrn(tx, urn);
    if (found === undefined) return false;
    const events = await deps.log.readCaseEvents(tx, found.ownerId, found.caseId);
    return events.every(({ actor }) => actor.userId === importer || actor.userId === clockKeeper);
  });

async function make(
  deps: Deps,
  command: Command,
  about: { urn: string; submissionId: string },
  move: Move,
): Promise<Result<Done>> {
  const { actor } = command;
  const next = { to: '/' };
  switch (move.do) {
    case 'explain': {
      const { item, reason, due } = move;
      return explainGap(deps, command, { ...about, item, reason, due }, next);
    }
    case 'submit':
      return submitFile(deps, command, about, next);
    case 'certify': {
      const view = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!view.ok) return view;
      return certifyFile(
        deps,
        command,
        { ...about, comments: move.comments, disclosureAssured: move.disclosureAssured, seen: view.value.contentsHash },
        next,
      );
    }
    case 'send': {
      const view = await viewCheck(deps, actor, about.urn, about.submissionId);
      if (!view.ok) return view;
      return sendFile(deps, command, { ...about, seen: view.value.contentsHash }, next);
    }
    case 'accept': {
      const { reviewType, caseType } = move;
      const view = await viewCase(deps, actor, about.urn);
      if (!view.ok) return view;
      return acceptFile(deps, command, { ...about, reviewType, caseType, toOrg: actor.organisation.id }, next);
    }
  }
}
