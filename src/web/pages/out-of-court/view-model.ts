import { z } from 'zod';
import type { Actor } from '../../../domain/access/index.ts';
import {
  mayRecordOutOfCourt,
  nextOutOfCourtSteps,
  outOfCourtStandings,
  outOfCourtSteps,
  type OutOfCourtSaid,
  type OutOfCourtStep,
} from '../../../domain/case-file/index.ts';
import { decisionCodes, isDecisionCode } from '../../../domain/charging/index.ts';
import type { Instant } from '../../../domain/kernel/civil-date.ts';
import { accept, type Result } from '../../../domain/kernel/result.ts';
import { outcomeSince } from '../../../application/out-of-court.ts';
import type { CaseView, DecisionRow, OutOfCourtRow } from '../../../application/view-case.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';
import { optionalText, type FormValues } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { nameOfDefendant, sayDay, sayWhen } from '../case-frame/index.ts';
import { limitLines, listOf, readDate, readNeededDate, sayContact, textOf } from '../file-parts/index.ts';

export interface ConditionLine {
  readonly conditionId: string;
  readonly text: string;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly open: boolean;
}

export interface OutOfCourtView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly submissionId: string;
  readonly offenceId: string;
  readonly caption: string;
  readonly title: string;
  readonly decided: string;
  /** What the prosecutor wrote of the conditions. */
  readonly asked: string | undefined;
  readonly conditional: boolean;
  readonly status: { readonly kind: StatusKind; readonly text: string };
  readonly limit: string | undefined;
  readonly conditions: readonly ConditionLine[];
  /** Everything that was recorded, the last thing first. */
  readonly recorded: readonly { readonly key: string; readonly value: string }[];
  /** Steps that this person may record now. */
  readonly can: readonly OutOfCourtStep[];
  readonly others: string | undefined;
}

/** Boxes for conditions on the form. */
export const conditionBoxes = [1, 2, 3, 4, 5] as const;

const isOutOfCourtDecision = ({ detail }: DecisionRow): boolean =>
  isDecisionCode(detail.code) && decisionCodes[detail.code].effect === 'out_of_court';

/** The newest decision on an outcome out of court for one offence of a submission; undefined for none. */
export const decidedOutOfCourt = (
  view: Pick<CaseView, 'decisions'>,
  { submissionId, offenceId }: { readonly submissionId: string; readonly offenceId: string },
): DecisionRow | undefined =>
  view.decisions.find(
    (each) => each.submissionId === submissionId && each.detail.offenceId === offenceId && isOutOfCourtDecision(each),
  );

/** Where an outcome out of court stands: a status that says who acts. */
export function standingOf(outcome: OutOfCourtRow | undefined): OutOfCourtView['status'] {
  if (outcome === undefined) return { kind: 'act', text: 'Waiting for police to offer it' };
  const kinds = { offered: 'wait', accepted: 'wait', refused: 'urgent', breached: 'urgent', kept: 'done' } as const;
  return { kind: kinds[outcome.stands], text: outOfCourtStandings[outcome.stands] };
}

function conditionLines(outcome: OutOfCourtRow | undefined, today: string): ConditionLine[] {
  if (outcome === undefined) return [];
  return outcome.conditions.map(({ conditionId, text, dueOn }) => {
    const said = outcome.recorded.find(({ conditionIds }) => conditionIds.includes(conditionId));
    const by = `by the end of ${sayDay(dueOn)}`;
    const status =
      said === undefined
        ? dueOn < today
          ? ({ kind: 'urgent', text: `Was to be kept ${by}` } as const)
          : ({ kind: 'wait', text: `To be kept ${by}` } as const)
        : said.step === 'breached'
          ? ({ kind: 'urgent', text: `Not kept, recorded for ${sayDay(said.on)}` } as const)
          : ({ kind: 'done', text: `Kept on ${sayDay(said.on)}` } as const);
    return { conditionId, text, status, open: said === undefined };
  });
}

export function outOfCourtView(
  view: CaseView,
  decision: DecisionRow,
  given: {
    readonly frame: OutOfCourtView['frame'];
    readonly actor: Actor;
    readonly now: Instant;
    readonly today: string;
  },
): OutOfCourtView {
  const { record } = view;
  const { detail, submissionId, again } = decision;
  const { offenceId, defendantId, code } = detail;
  const outcome = outcomeSince(view.outOfCourt, decision);
  const limit = limitLines(view, [defendantId], given.now).find(({ name }) => name.startsWith(`${offenceId} `));
  const done = again !== null || outcome?.stands === 'kept';
  const can = done ? [] : nextOutOfCourtSteps(outcome?.stands);
  const mine = mayRecordOutOfCourt(given.actor, view.isOfficerInCase);
  return {
    frame: given.frame,
    ...{ urn: record.urn, submissionId, offenceId },
    caption: `${nameOfDefendant(record, defendantId)}: ${record.offences.find(({ id }) => id === offenceId)?.title ?? offenceId}`,
    title: isDecisionCode(code) ? decisionCodes[code].title : code,
    decided: `Decided at ${sayWhen(decision.issuedAt)} by ${sayContact(decision.prosecutor)}.`,
    asked: detail.conditions,
    conditional: code === 'D',
    status: standingOf(outcome),
    limit:
      limit?.last === undefined || done
        ? undefined
        : `An outcome out of court does not stop the time limit. Last day to charge: ${limit.last} (${limit.left}).`,
    conditions: conditionLines(outcome, given.today),
    recorded: (outcome?.recorded ?? []).toReversed().map((each) => ({
      key: `${outOfCourtSteps[each.step]}, ${sayDay(each.on)}`,
      value: [each.admission, each.consent, each.says, `Recorded by ${sayContact(each.by)}, ${sayWhen(each.at)}.`]
        .filter((part) => part !== '')
        .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
        .join(' '),
    })),
    can: mine ? can : [],
    others:
      can.length === 0 || mine
        ? undefined
        : 'Police record it: an officer in this case, a custody officer, a supervisor or an inspector.',
  };
}

const conditionFields = Object.fromEntries(
  conditionBoxes.flatMap((box) => [
    [`conditions-${box}-text`, optionalText(2000)],
    ...['day', 'month', 'year'].map((part) => [`conditions-${box}-dueOn-${part}`, optionalText(10)] as const),
  ]),
);

const step = z.enum(['offered', 'accepted', 'refused', 'condition_kept', 'breached']);

/** The form: every field may be sent, and each step says all at once what it lacks. */
export const OutOfCourtForm = z
  .strictObject({
    step: step.optional(),
    ...{ 'on-day': optionalText(10), 'on-month': optionalText(10), 'on-year': optionalText(10) },
    ...conditionFields,
    conditionIds: z.union([z.string(), z.array(z.string())]).optional(),
    ...{ admission: optionalText(5000), consent: optionalText(5000), says: optionalText(5000) },
  })
  .superRefine((said, context) => {
    const need = (
      field: 'admission' | 'consent' | 'says' | 'step' | 'conditionIds' | 'on-day',
      message: string,
    ): void => {
      if (said[field] === undefined) context.addIssue({ code: 'custom', path: [field], message });
    };
    need('step', 'Choose what happened');
    need('on-day', 'Give the day on which it happened');
    if (said.step === 'accepted') {
      need('admission', 'Say how they admitted the offence, and where that is recorded');
      need('consent', 'Say how they agreed, and that it was explained to them first what it means');
    }
    if (said.step === 'refused') need('says', 'Say what they said, or what they would not admit');
    if (said.step === 'condition_kept' || said.step === 'breached') {
      need('conditionIds', 'Choose which conditions this is about');
      need('says', said.step === 'breached' ? 'Say what happened, and what they say about it' : 'Say what shows it');
    }
  });

/** What was recorded, as the form says it. Refuses `not-valid` for what is no date. */
export function readOutOfCourt(values: FormValues): Result<OutOfCourtSaid, 'not-valid'> {
  const on = readNeededDate(values, 'on', 'The day on which it happened');
  if (!on.ok) return on;
  const conditions: { text: string; dueOn: string }[] = [];
  for (const box of conditionBoxes) {
    const text = textOf(values, `conditions-${box}-text`);
    const dueOn = readDate(values, `conditions-${box}-dueOn`, 'The last day of the condition');
    if (!dueOn.ok) return dueOn;
    if (text !== '' || dueOn.value !== undefined) conditions.push({ text, dueOn: dueOn.value ?? '' });
  }
  const said = step.safeParse(values['step']);
  return accept({
    step: said.success ? said.data : 'offered',
    ...{ on: on.value, conditions, conditionIds: [...listOf(values, 'conditionIds')] },
    ...{ admission: textOf(values, 'admission'), consent: textOf(values, 'consent'), says: textOf(values, 'says') },
  });
}
