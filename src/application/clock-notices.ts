import { allow, may, sideOf, type Actor, type Audience, type Side } from '../domain/access/index.ts';
import { isOfficerInCase, type IncidentOutcome, type WhoDid } from '../domain/case-file/index.ts';
import { instant, type Instant } from '../domain/kernel/civil-date.ts';
import { accept, refuse, type Result } from '../domain/kernel/result.ts';
import type { Band } from '../domain/time-limits/index.ts';
import {
  incidentsOf,
  registerOf,
  registerUnits,
  unseenWarnings,
  type ClockRow,
  type IncidentRow,
  type WarningRow,
} from '../storage/clocks.ts';
import { changeCase, type Next } from './case-store.ts';
import type { Deps } from './deps.ts';
import type { Command, Done } from './once.ts';
import { viewerOf } from './viewer.ts';

export type { ClockRow, IncidentRow, WarningRow } from '../storage/clocks.ts';

type CaseSide = 'police' | 'cps';
const caseSideOf = (side: Side): CaseSide | undefined => (side === 'police' || side === 'cps' ? side : undefined);

/** What clocks have to say to one person: what they were warned of and have not ticked off, and what ran out unanswered. */
export interface TimeNotices {
  readonly warnings: readonly WarningRow[];
  readonly incidents: readonly IncidentRow[];
}

const mostNotices = 20;

/** What is on the first page of this person; incidents for those who answer them. */
export const timeNotices = (deps: Deps, actor: Actor): Promise<TimeNotices> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const side = caseSideOf(sideOf(actor));
    if (side === undefined || !may(actor, 'case:list')) return { warnings: [], incidents: [] };
    const answers = may(actor, 'time-limits:answer');
    return {
      warnings: await unseenWarnings(tx, { side, userId: actor.userId, asSupervisor: answers, limit: mostNotices }),
      incidents: answers ? await incidentsOf(tx, { side, unanswered: true, limit: mostNotices }) : [],
    };
  });

const audienceOf = (actor: Actor): Audience => (sideOf(actor) === 'police' ? 'police' : 'cps');

/**
 * Ticks off what was said of one clock so far; the next point is said again. Refuses `page-not-found` for no such warning, and
 * `not-valid` at `endsAt` where the clock ends at another moment than the one that was seen.
 */
export const seeWarning = (
  deps: Deps,
  command: Command,
  input: { readonly urn: string; readonly clockId: string; readonly endsAt: string },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(
    deps,
    command,
    input.urn,
    next,
    async ({ ref }, tx) => {
      const side = audienceOf(command.actor) === 'police' ? 'police' : 'cps';
      const [warned] = await unseenWarnings(tx, {
        ...{ side, userId: command.actor.userId, asSupervisor: may(command.actor, 'time-limits:answer') },
        ...{ limit: 1, of: ref, clockId: input.clockId },
      });
      if (warned === undefined) return refuse('page-not-found', 'There is no such warning to tick off.');
      const { clockId, endsAt } = warned;
      if (!instant(endsAt).equals(instant(input.endsAt)))
        return refuse('not-valid', 'This clock was moved and ends at another time. Read the warning again.', 'endsAt');
      return accept([{ type: 'clock-warning-seen', touches: [`clocks:${side}`], payload: { side, clockId, endsAt } }]);
    },
    audienceOf(command.actor),
  );

/** Fewer letters than this say nothing to whoever reads it in a year. */
const shortest = 10;

export const whoDid = (actor: Actor): WhoDid => {
  const { name, rank, collarNumber } = actor.contact;
  return { name, ...(rank === undefined ? {} : { rank }), ...(collarNumber === undefined ? {} : { collarNumber }) };
};

/**
 * Answers for a clock that ran out: what happened, why, and what is done now. It stays on the record. Refuses `not-allowed`
 * for those who do not supervise and for an officer in the case, `something-missing` at the field, `already-done` when it was
 * answered, and `page-not-found` for an incident that the case does not have on this side.
 */
export const answerIncident = (
  deps: Deps,
  command: Command,
  input: {
    readonly urn: string;
    readonly incidentId: string;
    readonly outcome: IncidentOutcome | undefined;
    readonly why: string;
    readonly doneNow: string;
  },
  next: Next,
): Promise<Result<Done>> =>
  changeCase(
    deps,
    command,
    input.urn,
    next,
    async (whole, tx) => {
      const { actor } = command;
      const allowed = allow(actor, 'time-limits:answer');
      if (!allowed.ok) return allowed;
      const side = audienceOf(actor) === 'police' ? 'police' : 'cps';
      if (side === 'police' && isOfficerInCase(actor, whole.record.force.code, whole.record.officers))
        return refuse('not-allowed', 'You are an officer in this case: another supervisor answers for it.');
      const found = (await incidentsOf(tx, { side, of: whole.ref, limit: 500 })).find(
        ({ incidentId }) => incidentId === input.incidentId,
      );
      if (found === undefined) return refuse('page-not-found', 'This case has no such incident.');
      if (found.answeredAt !== null)
        return refuse('already-done', `${found.answeredBy?.['name'] ?? 'A colleague'} has answered it.`);
      const { outcome } = input;
      if (outcome === undefined) return refuse('something-missing', 'Choose what happened', 'outcome');
      const why = input.why.trim();
      if (why.length < shortest)
        return refuse('something-missing', `Say why, in ${shortest} letters or more. It stands on the record.`, 'why');
      const doneNow = input.doneNow.trim();
      if (doneNow.length < shortest)
        return refuse(
          'something-missing',
          `Say what is done now and by whom, in ${shortest} letters or more.`,
          'doneNow',
        );
      return accept([
        {
          type: 'clock-incident-answered',
          touches: [`incident:${input.incidentId}`],
          payload: { side, incidentId: input.incidentId, outcome, why, doneNow, by: whoDid(actor) },
        },
      ]);
    },
    audienceOf(command.actor),
  );

/** Which clocks somebody wants to see in the register. */
export interface RegisterWanted {
  readonly band: Band | undefined;
  readonly unit: string | undefined;
  readonly kind: string | undefined;
}

export interface Register {
  readonly rows: readonly ClockRow[];
  readonly more: boolean;
  readonly units: readonly string[];
}

/** Moments between which the clocks of a band end, in days and not by kind: the bands are told exactly on each row. */
function rangeOf(band: Band | undefined, now: Instant, deps: Deps): { after?: string; upTo?: string } {
  const { dueSoonDays, otherDueSoonDays, criticalDays } = deps.clockSettings;
  const soon = now.add({ hours: 24 * Math.max(dueSoonDays, otherDueSoonDays) }).toString();
  const critical = now.subtract({ hours: 24 * criticalDays }).toString();
  switch (band) {
    case 'critically-overdue':
      return { upTo: critical };
    case 'overdue':
      return { after: critical, upTo: now.toString() };
    case 'due-soon':
      return { after: now.toString(), upTo: soon };
    case 'later':
      return { after: soon };
    case undefined:
      return {};
  }
}

/**
 * The running clocks of every case this person may know of, the one that ends first on top: of their force, or of what was
 * sent to their office. Cases kept from them are in no row and in no count.
 */
export const clocksRegister = (
  deps: Deps,
  actor: Actor,
  wanted: RegisterWanted,
  range: { readonly limit: number; readonly offset: number },
): Promise<Register> =>
  deps.db.transaction(viewerOf(actor), async (tx) => {
    const side = caseSideOf(sideOf(actor));
    if (side === undefined || !may(actor, 'case:list')) return { rows: [], more: false, units: [] };
    const filter = {
      ...{ side, ...rangeOf(wanted.band, deps.now(), deps) },
      ...(wanted.unit === undefined ? {} : { unit: wanted.unit }),
      ...(wanted.kind === undefined ? {} : { kind: wanted.kind }),
    };
    const rows = await registerOf(tx, filter, { ...range, limit: range.limit + 1 });
    return {
      rows: rows.slice(0, range.limit),
      more: rows.length > range.limit,
      units: await registerUnits(tx, side),
    };
  });
