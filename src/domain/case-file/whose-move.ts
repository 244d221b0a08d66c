import { instant } from '../kernel/civil-date.ts';
import type { CaseEventType } from './events.ts';

/**
 * Whose move a case is, minute by minute, worked out from what happened and from nothing else.
 *
 * A file is with whoever has the next step in it. A case with several files is with the CPS while they have one of them, else
 * with whoever of police got the move last: so that every moment of its life has one holder and no more.
 */
export const moveHolders = {
  officer: { side: 'police', says: 'The officer in the case' },
  supervisor: { side: 'police', says: 'The supervisor' },
  gatekeeper: { side: 'police', says: 'The gatekeeper' },
  standards: { side: 'police', says: 'The standards unit' },
  police: { side: 'police', says: 'Police' },
  triage: { side: 'cps', says: 'CPS triage' },
  advice_manager: { side: 'cps', says: 'The early advice manager' },
  allocation: { side: 'cps', says: 'The CPS, with no prosecutor yet' },
  prosecutor: { side: 'cps', says: 'The prosecutor' },
  legal_manager: { side: 'cps', says: 'The legal manager' },
} as const;
export type MoveHolder = keyof typeof moveHolders;

/** What happened, as far as whose move it is goes. */
export interface Move {
  readonly type: string;
  /** ISO instant. */
  readonly at: string;
  readonly submissionId?: string | undefined;
  /** Of what leads to more than one holder: the step, the state that it leads to, its outcome, whether it opens a plan again. */
  readonly step?: string | undefined;
  readonly state?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reopens?: boolean | undefined;
  readonly leadsTo?: string | undefined;
  readonly toManager?: boolean | undefined;
  readonly queue?: string | undefined;
  readonly late?: boolean | undefined;
  /** The queue that a charge puts the file in; null for none, undefined where it stays where it was. */
  readonly work?: string | null | undefined;
}

/** Who has the next step after each kind of event; events that are not here move nothing. */
const after: Readonly<Partial<Record<CaseEventType, (move: Move) => MoveHolder | undefined>>> = {
  'file-submitted': () => 'supervisor',
  'file-returned': ({ step }) => (step === 'T04' ? 'supervisor' : 'officer'),
  'file-certified': () => 'gatekeeper',
  'file-passed': () => 'standards',
  'certificate-voided': () => 'supervisor',
  // What was handed over another way is with the CPS, whenever it gets to them here.
  'delivery-failed': ({ queue, late }) =>
    late === true ? undefined : queue === 'standards' ? 'standards' : 'gatekeeper',
  'file-sent': () => 'triage',
  'file-accepted': ({ toManager }) => (toManager === true ? 'advice_manager' : 'allocation'),
  'file-rejected': () => 'officer',
  'review-allocated': () => 'prosecutor',
  'review-started': () => 'prosecutor',
  'plan-issued': () => 'officer',
  'plan-responded': () => 'prosecutor',
  'decision-issued': () => 'officer',
  // A charge that is not as authorised: the prosecutor's to look at, then police to correct or to go on (T29).
  'charge-laid': ({ work }) => (work === 'charge_check' ? 'prosecutor' : undefined),
  'charge-difference-answered': ({ work }) => (work === undefined || work === 'charge_check' ? undefined : 'officer'),
  'charge-corrected': ({ work }) => (work === undefined || work === 'charge_check' ? undefined : 'officer'),
  'advice-given': () => 'officer',
  'advice-declined': () => 'officer',
  'appeal-made': () => 'legal_manager',
  'appeal-answered': ({ outcome, leadsTo }) =>
    outcome !== 'upheld' ? 'officer' : leadsTo === undefined || leadsTo === 'triage_accepted' ? 'allocation' : 'triage',
  // Of two suspects the other may still be at the gate; what was sent with an urgent charge tells that itself.
  'police-decided': ({ state }) => (state === 'police_charged' || state === 'closed' ? 'officer' : undefined),
  // Kept, it leaves nothing to do; refused or breached, the CPS decide again.
  'out-of-court-recorded': ({ state }) => (state === 'triage_accepted' ? 'allocation' : undefined),
  'authorisation-lapsed': ({ state }) => (state === 'triage_accepted' ? 'allocation' : undefined),
  'lapsed-charge-laid': ({ state }) => (state === 'decision_issued' ? 'officer' : undefined),
  'plan-settled': ({ reopens }) => (reopens === true ? 'officer' : undefined),
  'submission-withdrawn': () => 'officer',
};
const holderAfter = (move: Move): MoveHolder | undefined => {
  const known: Readonly<Record<string, ((of: Move) => MoveHolder | undefined) | undefined>> = after;
  return known[move.type]?.(move);
};

/** A stretch of time in which one holder had the move. ISO instants; `to` is the moment asked for, in the last one. */
export interface Turn {
  readonly holder: MoveHolder;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

const ms = (at: string): number => instant(at).epochMilliseconds;

/** Of what each file waits for, whose move the case is: the CPS before police, then whoever got it last. */
function holderOf(files: ReadonlyMap<string, { readonly holder: MoveHolder; readonly since: number }>): MoveHolder {
  const all = [...files.values()].toSorted((a, b) => b.since - a.since);
  return (all.find(({ holder }) => moveHolders[holder].side === 'cps') ?? all[0])?.holder ?? 'officer';
}

/**
 * Turns of a case from when it was opened until now: one after the other, without a gap and without an overlap.
 * @param moves what happened, in any order
 * @param first whose move it is until something moves it
 */
export function turnsOf(
  moves: readonly Move[],
  given: { readonly from: string; readonly now: string; readonly first?: MoveHolder },
): Turn[] {
  const inOrder = moves
    .filter((move) => holderAfter(move) !== undefined && ms(move.at) <= ms(given.now))
    .toSorted((a, b) => ms(a.at) - ms(b.at));
  const files = new Map<string, { holder: MoveHolder; since: number }>();
  const turns: Turn[] = [];
  let [holder, from]: [MoveHolder, string] = [given.first ?? 'officer', given.from];
  const until = (to: string): void => {
    if (ms(to) > ms(from)) turns.push({ holder, from, to, minutes: (ms(to) - ms(from)) / 60_000 });
  };
  for (const move of inOrder) {
    const next = holderAfter(move);
    if (next === undefined) continue;
    const at = ms(move.at) <= ms(given.from) ? given.from : move.at;
    files.set(move.submissionId ?? '', { holder: next, since: ms(at) });
    const now = holderOf(files);
    if (now === holder) continue;
    until(at);
    [holder, from] = [now, at];
  }
  until(given.now);
  return turns;
}

/** How long each holder had the move, longest first. The minutes add up to the life of the case: throws where they do not. */
export function minutesByHolder(
  turns: readonly Turn[],
  given: { readonly from: string; readonly now: string },
): { readonly holder: MoveHolder; readonly minutes: number }[] {
  const sums = new Map<MoveHolder, number>();
  for (const { holder, minutes } of turns) sums.set(holder, (sums.get(holder) ?? 0) + minutes);
  const life = (ms(given.now) - ms(given.from)) / 60_000;
  const sum = [...sums.values()].reduce((total, each) => total + each, 0);
  if (Math.abs(sum - life) > 0.001) throw new Error(`the turns of a case add up to ${sum} minutes of ${life}`);
  return [...sums].map(([holder, minutes]) => ({ holder, minutes })).toSorted((a, b) => b.minutes - a.minutes);
}
