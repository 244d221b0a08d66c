import { certificateHeadings, disclosureHeading, disclosureStatement } from '../../../domain/file-standard/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayDay, sayWhen } from '../case-frame/index.ts';
import {
  AuthorityList,
  Contacts,
  NotNamed,
  Readiness,
  RequestText,
  Resubmission,
  shownText,
  SideBySide,
  Suspects,
  Times,
  Untrained,
} from '../file-parts/index.ts';
import type { CertifyView } from './view-model.ts';

const Returned = ({ returned }: { returned: NonNullable<CertifyView['returned']> }) => (
  <InsetText>
    <strong>
      {returned.step === 'T04'
        ? `The ${returned.second === true ? 'standards unit' : 'gatekeeper'} returned this file.`
        : returned.step === 'V01'
          ? 'The file was changed after you certified it, so that certificate no longer counts.'
          : 'This file came back.'}
    </strong>
    {(returned.reasons ?? []).length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {(returned.reasons ?? []).map(({ label }) => (
          <li>{label}</li>
        ))}
      </ul>
    )}
    <p class="govuk-body govuk-!-margin-bottom-0">
      {returned.text}
      {returned.due !== undefined && ` Wanted back by ${sayDay(returned.due)}.`}
    </p>
    {returned.step === 'T04' && (
      <p class="govuk-body govuk-!-margin-bottom-0 govuk-!-margin-top-2">
        If it is for you to answer, certify the file again and say under the heading what you found. If it is for the
        officer, return it to them: the form begins with these words.
      </p>
    )}
  </InsetText>
);

/** What keeps it from being certified: the form is not shown, because nothing written in it would be taken. */
const Stopped = ({ stops, returnHref }: { stops: CertifyView['stops']; returnHref: string }) => (
  <InsetText>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>This file cannot be certified yet:</strong>
    </p>
    <ul class="govuk-list govuk-list--bullet">
      {stops.map(({ text, href }) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
    <p class="govuk-body govuk-!-margin-bottom-0">
      Only the officer puts these right.{' '}
      <a class="govuk-link" href={returnHref}>
        Return the file to them
      </a>
      : the form begins with what has to be done.
    </p>
  </InsetText>
);

const Form = ({ view, form }: { view: CertifyView; form: FormState }) => (
  <ActionForm form={form} action={paths.certify.to({ urn: view.urn, submissionId: view.submissionId })}>
    <h2 class="govuk-heading-m" id="certificate">
      Your certificate
    </h2>
    <p class="govuk-body">
      Write about this case, under each heading. A stock phrase such as “seen, ok to go” is not accepted. If the file is
      changed after you certify, the certificate no longer counts and the file comes back to you.
    </p>
    <input type="hidden" name="seen" value={view.seen} />
    {certificateHeadings.map(({ id, label, hint }) => (
      <>
        <Textarea
          name={`heading-${id}`}
          label={label}
          labelSize="s"
          hint={hint}
          rows={3}
          value={shownText(form.values, `heading-${id}`)}
          error={form.errors[`heading-${id}`]}
        />
        {id === disclosureHeading && (
          <Checkboxes
            name="disclosureAssured"
            legend="Your assurance on disclosure"
            legendSize="s"
            items={[{ value: 'yes', text: disclosureStatement }]}
            values={shownText(form.values, 'disclosureAssured') === 'yes' ? ['yes'] : []}
            error={form.errors['disclosureAssured']}
          />
        )}
      </>
    ))}
    <ButtonGroup>
      <Button preventDoubleClick>Certify and pass to the gatekeeper</Button>
      <a class="govuk-link" href={paths.returnFile.to({ urn: view.urn, submissionId: view.submissionId })}>
        Return it to the officer instead
      </a>
    </ButtonGroup>
  </ActionForm>
);

/** The supervisor reads the check and answers for the file. */
export const CertifyPage = (view: CertifyView, form: FormState): Page => ({
  ...view.frame,
  title: `Certify ${view.submissionId} of ${view.urn}`,
  heading: 'Certify this file',
  caption: view.caption,
  body: (
    <>
      <NotNamed view={view.case} queue={view.blocked === undefined ? 'supervision' : undefined} />
      {view.blocked !== undefined && (
        <InsetText>
          <strong>You cannot certify this file.</strong> {view.blocked}
        </InsetText>
      )}
      <Untrained warned={view.blocked === undefined ? view.warned : undefined} />
      {view.returned !== undefined && <Returned returned={view.returned} />}
      {view.blocked === undefined && view.stops.length > 0 && (
        <Stopped
          stops={view.stops}
          returnHref={paths.returnFile.to({ urn: view.urn, submissionId: view.submissionId })}
        />
      )}
      {view.blocked === undefined && view.stops.length === 0 && (
        <div class="jcf-actions">
          <LinkButton href="#certificate">Write your certificate</LinkButton>
          <LinkButton kind="secondary" href={paths.returnFile.to({ urn: view.urn, submissionId: view.submissionId })}>
            Return it to the officer
          </LinkButton>
        </div>
      )}
      <SideBySide
        left={
          <>
            <h2 class="govuk-heading-m">Suspects and offences</h2>
            <Suspects record={view.record} defendantIds={view.defendantIds} />
            <h2 class="govuk-heading-m">Who decides to charge</h2>
            <AuthorityList
              record={view.record}
              submissionId={view.submissionId}
              authorities={view.authorities}
              maySay={false}
            />
            <Resubmission view={view.resubmission} />
            <h2 class="govuk-heading-m">What the check found</h2>
            <p class="govuk-body">{view.verdict}.</p>
            <Readiness view={view.readiness} />
            <h2 class="govuk-heading-m">What the request says</h2>
            <RequestText request={view.request} />
          </>
        }
        right={
          <>
            {view.blocked === undefined && view.stops.length === 0 && <Form view={view} form={form} />}
            <h2 class="govuk-heading-m">Time limits</h2>
            <p class="govuk-body-s">Worked out from the facts of the case. Use these dates.</p>
            <Times lines={view.times} />
            <h2 class="govuk-heading-m">Contacts on the request</h2>
            <Contacts record={view.record} />
            {view.elsewhere !== undefined && (
              <>
                <h2 class="govuk-heading-m">Written in another system</h2>
                <p class="govuk-body-s">
                  {`${view.elsewhere.name}${view.elsewhere.at === undefined ? '' : `, at ${sayWhen(view.elsewhere.at)}`}, in ${view.record.export.system}. It is not a certificate here and is not counted.`}
                </p>
                <blockquote class="jcf-quote govuk-body-s">{view.elsewhere.comments}</blockquote>
              </>
            )}
          </>
        }
      />
    </>
  ),
});
