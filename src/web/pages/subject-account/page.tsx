import type { ErasedAccount, PersonToAnswer, SubjectAccount } from '../../../application/subject-account.ts';
import { Button } from '../../components/govuk/button.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { ListRows, sayWhen } from '../case-frame/index.ts';
import { sections, withheldOf } from './view-model.ts';

export interface SubjectSearchView {
  readonly urn: string;
  /** What is wrong with the reference; nothing before one was given. */
  readonly wrong: string | undefined;
  readonly erased: ErasedAccount | undefined;
}

/** Which case the person is in, who asked what was done with their data. */
export const SubjectSearchPage = ({ urn, wrong, erased }: SubjectSearchView): Page => ({
  title: 'Answer a request for access',
  heading: 'Answer somebody who asks what was done with their data',
  width: 'two-thirds',
  ...(wrong === undefined ? {} : { errors: [{ text: wrong, href: '#urn' }] }),
  body: (
    <>
      <p class="govuk-body">
        This prepares an account of what was done with the data of one person of one case: what was collected, changed,
        looked at, passed to the other side and erased. Repeat it for each case they are in.
      </p>
      {erased !== undefined && (
        <InsetText>
          {`The case with the reference ${urn} was erased at ${sayWhen(erased.at)} by ${erased.organisation}. Ground: ${erased.ground}. Nothing that it said about anybody is left.`}
        </InsetText>
      )}
      <form method="get" action={paths.subjects.to()} noValidate>
        <Input
          name="urn"
          label="Reference of the case"
          labelSize="m"
          hint="Such as 35NT0914726. The search of the record of access finds cases by the name of a person."
          width={20}
          value={urn}
          error={wrong}
          spellcheck={false}
        />
        <Button>Continue</Button>
      </form>
      <p class="govuk-body">
        <a class="govuk-link" href={paths.accessRecord.to()}>
          Back to the record of access
        </a>
      </p>
    </>
  ),
});

export interface SubjectsView {
  readonly urn: string;
  readonly people: readonly PersonToAnswer[];
}

const parts = { suspect: 'Suspect', victim: 'Victim', witness: 'Witness' } as const;

/** The people of a case, one of whom is answered. */
export const SubjectsPage = ({ urn, people }: SubjectsView): Page => ({
  title: `Who of case ${urn} is answered`,
  heading: 'Who asked what was done with their data?',
  caption: `Case ${urn}`,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">Make sure first that whoever asks is the person they say they are.</p>
      <ListRows
        label="People of the case"
        rows={people.map(({ personId, name, parts: theirs }) => ({
          title: name,
          href: paths.subjectAccount.to({ urn, personId }),
          lines: [theirs.length === 0 ? 'Named in the case' : theirs.map((each) => parts[each]).join(', ')],
        }))}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={paths.subjects.to()}>
          Choose another case
        </a>
      </p>
    </>
  ),
});

export interface SubjectAccountView {
  readonly urn: string;
  readonly personId: string;
  readonly organisation: string;
  readonly preparedAt: string;
  readonly account: SubjectAccount;
}

/** What was done with the data of one person: to print, or to save as a file. */
export const SubjectAccountPage = ({ urn, personId, organisation, preparedAt, account }: SubjectAccountView): Page => ({
  title: `What was done with a person’s data in ${urn}`,
  heading: `What was done with the data of ${account.name}`,
  caption: `Case ${urn}`,
  width: 'two-thirds',
  body: (
    <>
      <p class="govuk-body">
        {`Prepared at ${sayWhen(preparedAt)} for ${organisation}, from what it may see of this case. Preparing it is recorded.`}
      </p>
      <div class="jcf-screen-only">
        <WarningText>
          Read it before you send it. To say that entries are withheld can itself give something away; decide whether
          the answer may say so (Data Protection Act 2018, section 45(6)).
        </WarningText>
        <p class="govuk-body">
          Print this page, or{' '}
          <a class="govuk-link" href={paths.subjectAccountFile.to({ urn, personId })}>
            save it as a file (CSV)
          </a>
          .
        </p>
      </div>
      {sections(account).map(({ kind, title, rows }) => (
        <section aria-labelledby={kind}>
          <h2 class="govuk-heading-m" id={kind}>
            {`${title} (${rows.length})`}
          </h2>
          {kind === 'consulted' && (
            <p class="govuk-body">
              {account.readingsFrom === undefined
                ? `By people of ${organisation}, by itself or in a list of cases.`
                : `By people of ${organisation}, by itself or in a list of cases, from ${sayWhen(account.readingsFrom)} on. Earlier readings are too many for one account; the search of the record has them.`}
            </p>
          )}
          {rows.length === 0 ? <p class="govuk-body">Nothing is recorded.</p> : <ListRows label={title} rows={rows} />}
        </section>
      ))}
      <section aria-labelledby="withheld">
        <h2 class="govuk-heading-m" id="withheld">
          What is withheld, and why
        </h2>
        <ListRows
          label="What is withheld"
          rows={withheldOf(account).map(({ title, count, why }) => ({
            title: count === undefined ? title : `${title} (${count})`,
            lines: [why],
          }))}
        />
        <p class="govuk-body">
          {`Entries that whoever prepares this may not see themselves are neither listed nor counted. What another organisation’s people looked at is for that organisation to tell.`}
        </p>
      </section>
      <p class="govuk-body jcf-screen-only">
        <a class="govuk-link" href={paths.subjectsOfCase.to({ urn })}>
          Choose another person of this case
        </a>
      </p>
    </>
  ),
});
