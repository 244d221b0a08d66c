import { bands, type Band } from '../../../domain/time-limits/index.ts';
import { type Children, type Content } from '../content.ts';
import { Details } from '../govuk/details.tsx';
import { StatusTag } from './status-tag.tsx';

/** Where a clock stands: its band, or that what it is for was done in time. */
export type ClockState = 'running' | 'soon' | 'over' | 'critical' | 'met';

export type ClockProps = {
  /** Which limit runs: "Prosecution time limit". */
  readonly name: Content;
  /** The last day as the limit's own words say it: "12 December 2026", or with a time "6:40pm on 22 November 2026". */
  readonly last: string;
  /** What the last one is: "Last day" unless said otherwise. */
  readonly lastIs?: string | undefined;
  /** How long that is from now, in words: "20 days", "tomorrow", "less than 1 hour", "3 days ago". */
  readonly left: string;
  readonly state?: ClockState | undefined;
  /** How it was worked out and under which law. */
  readonly explanation?: Children;
  /** Fills in "How this … is worked out" for those who hear the line alone. */
  readonly explanationAbout?: string | undefined;
};

/** The tag of each state, in the words of the bands; none while there is time. */
export const clockTags = {
  soon: { kind: 'urgent', text: bands['due-soon'] },
  over: { kind: 'urgent', text: bands.overdue },
  critical: { kind: 'urgent', text: bands['critically-overdue'] },
  met: { kind: 'done', text: 'Met' },
  running: undefined,
} as const;

const ofBand = { 'critically-overdue': 'critical', overdue: 'over', 'due-soon': 'soon', later: 'running' } as const;
/** The state of a clock that is in this band. */
export const stateOfBand = (band: Band): ClockState => ofBand[band];

/** A time limit in words, with how it was worked out one click away. */
export const Clock = (props: ClockProps) => {
  const state = props.state === undefined ? undefined : clockTags[props.state];
  const explained = props.explanation !== undefined && props.explanation !== null && props.explanation !== false;
  return (
    <div class="jcf-clock">
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{props.name}</strong>
        {state !== undefined && [' ', <StatusTag kind={state.kind}>{state.text}</StatusTag>]}
        <br />
        {`${props.lastIs ?? 'Last day'}: ${props.last} (${props.left})`}
      </p>
      {explained && (
        <Details
          classes="govuk-!-margin-bottom-2"
          summary={
            props.explanationAbout === undefined ? (
              'How this is worked out'
            ) : (
              <>
                How this is worked out<span class="govuk-visually-hidden">: {props.explanationAbout}</span>
              </>
            )
          }
        >
          {props.explanation}
        </Details>
      )}
    </div>
  );
};
