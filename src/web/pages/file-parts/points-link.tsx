import { summaryOfPoints, type Offence } from '../../../domain/case-file/index.ts';
import { paths } from '../../paths.ts';
import { counted } from '../case-frame/index.ts';

/** `5 points, 1 with nothing`; of an offence whose points nobody has written, that. */
export const sayPoints = (offence: Pick<Offence, 'cjsCode' | 'points'>): string => {
  const { total, nothing, written } = summaryOfPoints(offence);
  if (!written) return `${counted(total, 'point')}, no evidence set against them`;
  return nothing === 0
    ? `${counted(total, 'point')}, each with evidence`
    : `${counted(total, 'point')}, ${nothing} with nothing`;
};

/** The way to the points to prove of an offence, saying how many there are and against how many nothing stands. */
export const PointsLink = (props: {
  readonly urn: string;
  readonly offence: Offence;
  /** Where a key beside it says what it is. */
  readonly plain?: boolean | undefined;
}) => (
  <a class="govuk-link" href={paths.points.to({ urn: props.urn, offenceId: props.offence.id })}>
    {props.plain === true ? sayPoints(props.offence) : `Points to prove: ${sayPoints(props.offence)}`}
    <span class="govuk-visually-hidden">{` for ${props.offence.id}`}</span>
  </a>
);
