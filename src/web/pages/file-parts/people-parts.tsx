import type { CaseRecord, Officer } from '../../../domain/case-file/index.ts';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { certificateHeadings, disclosureHeading } from '../../../domain/file-standard/index.ts';
import { PointsLink } from './points-link.tsx';
import { nameOfDefendant, nameOfficer, sayDay, sayOfficerRole, sayWhen } from '../case-frame/index.ts';

/** A contact as events and directories keep it. */
export interface ContactLike {
  readonly name?: string | undefined;
  readonly rank?: string | undefined;
  readonly collarNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

/** Who somebody is and how to reach them, one line; says what is not known, since a missing number is news. */
export const sayContact = (contact: ContactLike): string =>
  [
    nameOfficer({ ...contact, name: contact.name ?? '' }),
    contact.phone ?? 'no telephone number given',
    contact.email ?? 'no email address given',
  ].join(', ');

const shown: readonly Officer['role'][] = ['officer_in_case', 'supervisor', 'disclosure_officer'];

/** Officer in the case, supervisor and disclosure officer with their contacts, and which of them nobody is named as. */
export const Contacts = ({ record }: { record: CaseRecord }) => (
  <ul class="govuk-list govuk-list--spaced">
    {shown.map((role) => {
      const held = record.officers.filter((each) => each.role === role);
      return (
        <li>
          <strong>{sayOfficerRole(role)}</strong>
          {held.length === 0 && <div>Nobody is named</div>}
          {held.map((each) => (
            <>
              <div>{nameOfficer(each)}</div>
              <div>{each.phone ?? 'No telephone number given'}</div>
              <div class="jcf-typed">{each.email ?? 'No email address given'}</div>
            </>
          ))}
        </li>
      );
    })}
  </ul>
);

/** Suspects of a submission and what each is suspected of. */
export const Suspects = ({ record, defendantIds }: { record: CaseRecord; defendantIds: readonly string[] }) => (
  <>
    {defendantIds.map((id) => (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{nameOfDefendant(record, id)}</h3>
        <ul class="govuk-list">
          {record.offences
            .filter(({ defendantId }) => defendantId === id)
            .map((offence) => (
              <li>
                {`${offence.id} ${offence.cjsCode} ${offence.title}, `}
                {offence.startDate === offence.endDate
                  ? sayDay(offence.startDate)
                  : `${sayDay(offence.startDate)} to ${sayDay(offence.endDate)}`}
                {`, ${pleas[offence.anticipatedPlea]}. `}
                <PointsLink urn={record.urn} offence={offence} />
              </li>
            ))}
        </ul>
      </>
    ))}
  </>
);

const pleas = {
  guilty: 'guilty plea expected',
  not_guilty: 'not guilty plea expected',
  not_known: 'plea not known: treated as not guilty',
} as const;

/** A certificate under each of its headings. */
export const CertificateText = (props: {
  readonly headings: Readonly<Record<string, string>>;
  readonly disclosureAssured?: string;
  readonly certifier: ContactLike;
  readonly at: string;
}) => (
  <>
    <p class="govuk-body">{`Certified by ${sayContact(props.certifier)}, at ${sayWhen(props.at)}.`}</p>
    <SummaryList
      rows={certificateHeadings.map(({ id, label }) => {
        const words = props.headings[id];
        if (words === undefined) return undefined;
        const confirmed = id === disclosureHeading ? props.disclosureAssured : undefined;
        return {
          key: label,
          value:
            confirmed === undefined ? (
              words
            ) : (
              <>
                <div>{words}</div>
                <div class="govuk-!-margin-top-2">{`Confirmed by a tick of its own: “${confirmed}”`}</div>
              </>
            ),
        };
      })}
    />
  </>
);
