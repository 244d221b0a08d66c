import { CivilDateText, instant, londonDateOf } from '../../kernel/civil-date.ts';
import type { Defendant, Offence } from '../../case-file/index.ts';
import type { CaseView } from '../facts/case-view.ts';
import { deniesInWords, explainsChange, interviewsOf } from '../facts/plea-facts.ts';
import { sayDay } from '../facts/words.ts';
import { fault, type FaultSort, type InputFault } from './fault.ts';

/** Facts that contradict each other: what was said of plea and interview, and the order in which things happened. */

/** A fault of one suspect is told with the place in the record, and without their name: the page shows both. */
const placeOf = (view: CaseView, defendant: Defendant): string =>
  `defendants[${view.record.defendants.indexOf(defendant)}]`;
const rowPlace = (view: CaseView, row: Offence): string => `offences[${view.record.offences.indexOf(row)}]`;

const pleaFaults = (view: CaseView): readonly InputFault[] =>
  view.defendants.flatMap((defendant): readonly InputFault[] => {
    const place = placeOf(view, defendant);
    const guilty = view.liveOffences.filter(
      (row) => row.defendantId === defendant.id && row.anticipatedPlea === 'guilty',
    );
    const [first] = guilty;
    if (first === undefined) return [];
    const basis = [view.words('pleaBasis'), ...guilty.map(({ pleaBasis }) => pleaBasis ?? '')].join(' ').trim();
    const interviews = interviewsOf(view, defendant);
    const denied = interviews.find(({ outcome }) => deniesInWords(outcome));
    const rows = guilty.map((row) => `${rowPlace(view, row)}.anticipatedPlea`);
    if (denied !== undefined && !interviews.some(({ outcome }) => /\badmi(?:t|ssion)/i.test(outcome)))
      return [
        fault(
          'plea-against-denial',
          'facts',
          explainsChange(basis) ? 'look' : 'block',
          [...rows, `${place}.interviews`],
          `A guilty plea is expected of ${defendant.id}, who denied it in interview on ${sayDay(denied.date)} (“${denied.outcome}”).`,
          'Correct the plea or the outcome of the interview, or say under the basis of the plea what has changed since.',
        ),
      ];
    const noInterview = interviews.length === 0 && view.ofDefendant(defendant, 'MG15').length === 0;
    if (noInterview && admittedThen.test(basis))
      return [
        fault(
          'plea-without-interview',
          'facts',
          'block',
          [...rows, `${place}.interviews`],
          `The guilty plea of ${defendant.id} rests on an interview (“${basis.slice(0, 120)}”), and no interview is recorded.`,
          'Record the interview, or correct the basis of the plea.',
        ),
      ];
    return [];
  });

const admittedThen =
  /\b(?:full |partial )?(?:admission|admitted|confess\w*|made admissions)\b[^.]{0,40}\binterview|\bin (?:his |her |their )?interview\b|\badmission on record\b/i;

const noneHeld =
  /\b(?:no interview (?:was )?held|no interview took place|(?:was )?not (?:been )?interviewed|never interviewed)\b/i;

const interviewFaults = (view: CaseView): readonly InputFault[] => {
  const said = ['noInterviewReason', 'issues', 'caseOutline', 'pleaBasis'].find((heading) =>
    noneHeld.test(view.words(heading)),
  );
  if (said === undefined) return [];
  // With several suspects the words may be about one who was not.
  const [only, ...others] = view.defendants;
  if (only === undefined || others.length > 0) return [];
  const interviews = interviewsOf(view, only);
  return interviews.length === 0
    ? []
    : [
        fault(
          'interview-said-not-held',
          'facts',
          'block',
          [`request.${said}`, `${placeOf(view, only)}.interviews`],
          `The request says that there was no interview, and one is recorded on ${sayDay(interviews[0]?.date ?? '')}.`,
          'Correct the request, or the record of the interview.',
        ),
      ];
};

interface Moment {
  readonly path: string;
  readonly what: string;
  /** A day `YYYY-MM-DD`, or a time with an offset. */
  readonly at: string | undefined;
}

const dayOf = (at: string): string => (CivilDateText.safeParse(at).success ? at : londonDateOf(instant(at)).toString());
/** Whether one is before the other: by the moment where both have one, else by the day in London. */
const isBefore = (a: string, b: string): boolean => {
  const days = [a, b].some((each) => CivilDateText.safeParse(each).success);
  return days ? dayOf(a) < dayOf(b) : instant(a).epochMilliseconds < instant(b).epochMilliseconds;
};

/** For what came with the case and no page changes: a stop that nobody can lift would keep the file here for good. */
const correctedElsewhere =
  'No page here changes it. Have it corrected in the system that the case came from, and say in the case outline which is right.';

/** @param kept whether either of the two came with the case and cannot be changed here */
const cannotPrecede = (earlier: Moment, later: Moment, id: FaultSort, kept = false): readonly InputFault[] =>
  earlier.at === undefined || later.at === undefined || !isBefore(later.at, earlier.at)
    ? []
    : [
        fault(
          id,
          'dates',
          kept ? 'look' : 'block',
          [later.path, earlier.path],
          `${later.what} (${sayDay(later.at)}) is before ${earlier.what.slice(0, 1).toLowerCase()}${earlier.what.slice(1)} (${sayDay(earlier.at)}).`,
          kept ? correctedElsewhere : 'Correct whichever of the two is wrong.',
        ),
      ];

const custodyFaults = (view: CaseView): readonly InputFault[] =>
  view.defendants.flatMap((defendant) => {
    const place = placeOf(view, defendant);
    const { custody, id } = defendant;
    const arrest: Moment = { path: `${place}.arrest.at`, what: `The arrest of ${id}`, at: defendant.arrest?.at };
    const moment = (
      name: 'arrivedAt' | 'detentionAuthorisedAt' | 'releasedAt' | 'chargedAt',
      what: string,
    ): Moment => ({
      path: `${place}.custody.${name}`,
      what: `${what} of ${id}`,
      at: custody?.[name],
    });
    const arrived = moment('arrivedAt', 'The arrival in custody');
    const released = moment('releasedAt', 'The release');
    const firstOffence = view.liveOffences
      .filter((row) => row.defendantId === id)
      .toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1))[0];
    const began: Moment | undefined =
      firstOffence === undefined
        ? undefined
        : {
            path: `${rowPlace(view, firstOffence)}.startDate`,
            what: `The offence ${firstOffence.id}`,
            at: firstOffence.startDate,
          };
    const early = cannotPrecede(arrest, released, 'release-before-arrest');
    return [
      ...cannotPrecede(arrest, arrived, 'arrival-before-arrest'),
      // A release before the arrest is told once, and not again as one before the arrival.
      ...(early.length > 0 ? early : cannotPrecede(arrived, released, 'release-before-arrival')),
      ...cannotPrecede(arrived, moment('detentionAuthorisedAt', 'The authority to detain'), 'detention-before-arrival'),
      ...cannotPrecede(arrived, moment('chargedAt', 'The charge'), 'charge-before-arrival'),
      ...(began === undefined
        ? []
        : [
            ...cannotPrecede(began, arrest, 'arrest-before-offence'),
            ...(defendant.interviews ?? []).flatMap(({ date }, index) =>
              cannotPrecede(
                began,
                { path: `${place}.interviews[${index}].date`, what: `The interview of ${id}`, at: date },
                'interview-before-offence',
              ),
            ),
          ]),
      ...statusFaults(view, defendant, place),
    ];
  });

const statusFaults = (view: CaseView, defendant: Defendant, place: string): readonly InputFault[] => {
  const charged = view.realOffences.filter((row) => row.defendantId === defendant.id && row.status === 'charged');
  const [row] = charged;
  if (
    row !== undefined &&
    defendant.stage === 'pre_charge' &&
    charged.length === view.liveOffences.filter((each) => each.defendantId === defendant.id).length
  )
    return [
      fault(
        'charged-before-charge',
        'facts',
        'look',
        [`${place}.stage`, `${rowPlace(view, row)}.status`],
        `${defendant.id} is recorded as not yet charged, and ${row.id} as charged.`,
        correctedElsewhere,
      ),
    ];
  if (defendant.status === 'not_arrested' && defendant.arrest !== undefined)
    return [
      fault(
        'arrested-and-not',
        'facts',
        'block',
        [`${place}.status`, `${place}.arrest`],
        `${defendant.id} is recorded as not arrested, and an arrest is recorded on ${sayDay(dayOf(defendant.arrest.at))}.`,
        'Correct the status of the suspect or take the arrest out.',
      ),
    ];
  return [];
};

const chargeFaults = (view: CaseView): readonly InputFault[] =>
  view.realOffences.flatMap((row) => {
    const place = rowPlace(view, row);
    const began: Moment = { path: `${place}.startDate`, what: `The offence ${row.id}`, at: row.startDate };
    return (
      [
        ['laidAt', `The charge ${row.id}`, row.laidAt, 'charge-before-offence'],
        ['authorisedAt', `The authority to charge ${row.id}`, row.authorisedAt, 'authority-before-offence'],
        ['writtenChargeIssued', `The written charge ${row.id}`, row.writtenChargeIssued, 'charge-before-offence'],
      ] as const
    ).flatMap(([name, what, at, id]) => cannotPrecede(began, { path: `${place}.${name}`, what, at }, id, true));
  });

const reportFaults = ({ record }: CaseView): readonly InputFault[] =>
  cannotPrecede(
    { path: 'dates.offenceFrom', what: 'The incident', at: record.dates.offenceFrom },
    { path: 'dates.reported', what: 'The report to police', at: record.dates.reported },
    'report-before-incident',
    true,
  );

/** Everything of the case's facts that cannot all be right. The order of what happened is the same for every kind. */
export const contradictionsIn = (view: CaseView): readonly InputFault[] => [
  ...pleaFaults(view),
  ...interviewFaults(view),
  ...view.once('order of what happened', () => [...custodyFaults(view), ...chargeFaults(view), ...reportFaults(view)]),
];
