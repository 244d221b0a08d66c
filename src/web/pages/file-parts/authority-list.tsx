import type { CaseRecord } from '../../../domain/case-file/index.ts';
import { deciderOf, type AuthorityOfOffence, type AuthorityReason } from '../../../domain/charging/index.ts';
import { paths } from '../../paths.ts';
import { nameOfDefendant, sayWhen } from '../case-frame/index.ts';

const deciders = {
  police: 'Police decide',
  cps: 'The CPS decide',
  not_known: 'Not known yet who decides',
} as const;

/** Who decides to charge, in words: the answer that counts. */
export const sayDecider = (each: AuthorityOfOffence): string => deciders[deciderOf(each)];

const recordIt = {
  plea_basis: 'the basis for anticipating a guilty plea',
  sentence: 'why the sentence is not likely to be longer',
} as const;

const Reason = ({ reason }: { reason: AuthorityReason }) => (
  <div class="jcf-rows__line">
    {`${reason.says}. `}
    {reason.confirmed ? (
      `From ${reason.source}.`
    ) : (
      <strong>{`Not confirmed: ${reason.source.toLowerCase()}, to be checked.`}</strong>
    )}
  </div>
);

/** One offence: who decides, every reason with its mark, what has to be answered first, and what somebody said. */
export const AuthorityRow = ({
  each,
  record,
  sayOtherwise,
}: {
  each: AuthorityOfOffence;
  record: CaseRecord;
  /** Where this person says otherwise; undefined for those who may not. */
  sayOtherwise: string | undefined;
}) => {
  const offence = record.offences.find(({ id }) => id === each.offenceId);
  const { authority, said } = each;
  const hidden = <span class="govuk-visually-hidden">{` about ${each.offenceId}`}</span>;
  return (
    <li class="jcf-rows__row">
      <div class="jcf-rows__head">
        <span class="jcf-rows__title">{`${each.offenceId} ${offence?.title ?? ''}`}</span>
      </div>
      <div class="jcf-rows__line">
        <strong>{`${sayDecider(each)}.`}</strong>
        {said !== undefined && ` As ${said.by} said at ${sayWhen(said.at)}: ${said.reason}`}
      </div>
      {said !== undefined && <div class="jcf-rows__line">{`By the table: ${deciders[authority.decides]}.`}</div>}
      {authority.reasons.map((reason) => (
        <Reason reason={reason} />
      ))}
      {authority.asks.map(({ says }) => (
        <div class="jcf-rows__line">{`Needed first: ${says.charAt(0).toLowerCase()}${says.slice(1)}.`}</div>
      ))}
      {authority.subjectTo.length > 0 && (
        <div class="jcf-rows__line">
          {`Whoever decides records ${authority.subjectTo.map((what) => recordIt[what]).join(' and ')}.`}
        </div>
      )}
      {sayOtherwise !== undefined && (
        <div class="jcf-rows__line">
          <a class="govuk-link" href={sayOtherwise}>
            Say otherwise, with a reason{hidden}
          </a>
        </div>
      )}
    </li>
  );
};

/** Who decides to charge, per suspect and offence. */
export const AuthorityList = ({
  record,
  submissionId,
  authorities,
  maySay,
}: {
  record: CaseRecord;
  submissionId: string;
  authorities: readonly AuthorityOfOffence[];
  maySay: boolean;
}) => {
  const suspects = [...new Set(authorities.map(({ defendantId }) => defendantId))];
  if (suspects.length === 0) return <p class="govuk-body">No offence of this file is still to be decided.</p>;
  return (
    <>
      {suspects.map((defendantId) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{nameOfDefendant(record, defendantId)}</h3>
          <ul class="jcf-rows">
            {authorities
              .filter((each) => each.defendantId === defendantId)
              .map((each) => (
                <AuthorityRow
                  each={each}
                  record={record}
                  sayOtherwise={
                    maySay
                      ? paths.whoDecides.to({ urn: record.urn, submissionId, offenceId: each.offenceId })
                      : undefined
                  }
                />
              ))}
          </ul>
        </>
      ))}
    </>
  );
};
