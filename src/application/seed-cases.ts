import { randomUUID } from 'node:crypto';
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
import { importCase } from './import-case.ts';
import { acceptFile } from './triage-file.ts';
import type { Command, Done } from './once.ts';
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
        z.strictObject({ by: text, do: z.literal('certify'), comments: z.record(z.string(), text) }),
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
 * `demo/moves.json` says, through the same actions as everybody else. A case that is here already is left as people have
 * made it. Throws when an example or a move is refused.
 * @returns how many cases were taken in
 */
export async function seedCases(deps: Deps, folder: string): Promise<number> {
  const taken = new Set<string>();
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  for (const { name } of names) {
    const bundle = await readBundle(join(folder, name), { offences: deps.offences, inspect });
    if (!bundle.ok) throw new Error(`the example case ${name} cannot be read: ${bundle.refusal.detail}`);
    const { urn } = bundle.value.record;
    const here = await deps.db.transaction(systemViewer, (tx) => findCaseByUrn(tx, urn));
    if (here !== undefined) continue;
    const imported = await importCase(deps, bundle.value);
    if (!imported.ok) throw new Error(`the example case ${name} was refused: ${imported.refusal.detail}`);
    taken.add(urn);
  }
  for (const { urn, submissionId, moves } of Moves.parse(movesFile).filter((each) => taken.has(each.urn)))
    for (const move of moves) {
      const moved = await make(deps, { urn, submissionId }, move);
      if (!moved.ok) throw new Error(`demo/moves.json: ${urn}, ${move.do}: ${moved.refusal.detail}`);
    }
  return taken.size;
}

async function make(deps: Deps, about: { urn: string; submissionId: string }, move: Move): Promise<Result<Done>> {
  const actor = await findActor(deps, move.by);
  if (actor === undefined) throw new Error(`demo/moves.json names ${move.by}, who is not in demo/people.json`);
  const command: Command = { commandId: randomUUID(), actor, at: deps.now() };
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
      return certifyFile(deps, command, { ...about, comments: move.comments, seen: view.value.contentsHash }, next);
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
