import type { CaseAccess, Named, SensitiveReaderView } from '../../../application/case-access.ts';
import { openingHours } from '../../../domain/access/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, sayWhen } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';

export interface CaseAccessView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  /** `police` or `the CPS`: whose part this is. */
  readonly ownSide: string;
  readonly otherSide: string;
  readonly access: CaseAccess;
  /** Names to start a list from: those it has, else the officers of the case, one on each line. */
  readonly suggested: string;
  readonly mayDeclareForOthers: boolean;
}

type Part = { readonly view: CaseAccessView; readonly form: FormState };

const sayNamed = ({ name, where }: Named): string => (where === '' ? name : `${name}, ${where}`);

const Reason = ({ form, name, label, hint }: { form: FormState; name: string; label: string; hint?: string }) => (
  <Textarea
    name={name}
    label={label}
    labelSize="s"
    hint={hint}
    rows={2}
    value={shownText(form.values, name)}
    error={form.errors[name]}
  />
);

const Now = ({ view: { access, ownSide, otherSide } }: { view: CaseAccessView }) => {
  const { restriction, standing } = access;
  return (
    <>
      {standing === 'opened' && (
        <WarningText>
          This case is kept to others. You opened it in an emergency; that and everything you read here is recorded.
        </WarningText>
      )}
      {restriction === undefined ? (
        <p class="govuk-body">
          {`Everyone in ${ownSide} whose role reads cases, in an organisation that has this one, may see it.`}
        </p>
      ) : (
        <>
          <p class="govuk-body">{`In ${ownSide}, only these people may see this case:`}</p>
          <ul class="govuk-list govuk-list--bullet">
            {restriction.people.map((person) => (
              <li>{sayNamed(person)}</li>
            ))}
          </ul>
          <InsetText>
            {`Since ${sayWhen(restriction.at)}, by ${sayNamed(restriction.by)}. Reason: ${restriction.reason}`}
          </InsetText>
          <p class="govuk-body">For everyone else on this side it is as if it did not exist.</p>
        </>
      )}
      <p class="govuk-body">{`What ${otherSide} decide about their own people is not shown here.`}</p>
    </>
  );
};

const Restrict = ({ view, form }: Part) => {
  const { access, urn } = view;
  const kept = access.restriction !== undefined;
  return (
    <>
      <Details
        summary={kept ? 'Change who may see it' : 'Keep this case to named people'}
        open={form.errors['people'] !== undefined || form.errors['restrict-reason'] !== undefined}
      >
        <ActionForm form={form} action={paths.restrictCase.to({ urn })}>
          <Textarea
            name="people"
            label="People who may see it"
            labelSize="s"
            hint="One on each line: collar number or email. You are always one of them. Name everyone who has to work on it: the officer, the supervisor, the gatekeeper."
            rows={6}
            spellcheck={false}
            value={shownText(form.values, 'people', view.suggested)}
            error={form.errors['people']}
          />
          <Reason
            form={form}
            name="restrict-reason"
            label="Reason"
            hint="For example: the suspect works in this unit."
          />
          <Button preventDoubleClick kind={kept ? 'secondary' : undefined}>
            {kept ? 'Save these names' : 'Keep to these people'}
          </Button>
        </ActionForm>
      </Details>
      {kept && (
        <Details summary="Open it to everyone on this side again" open={form.errors['lift-reason'] !== undefined}>
          <ActionForm form={form} action={paths.liftRestriction.to({ urn })}>
            <Reason form={form} name="lift-reason" label="Reason" />
            <Button kind="secondary" preventDoubleClick>
              Open it again
            </Button>
          </ActionForm>
        </Details>
      )}
    </>
  );
};

const Watched = ({ view, form }: Part) => {
  const { access, urn } = view;
  return (
    <section aria-labelledby="watched">
      <h2 class="govuk-heading-m" id="watched">
        Well known or sensitive
      </h2>
      {access.watch === undefined ? (
        <p class="govuk-body">This case is not marked as well known or sensitive.</p>
      ) : (
        <>
          <p class="govuk-body">
            This case is marked as well known or sensitive. It stays open to those who may read it. Whoever on this side
            reads it and has no part in it is asked why: an inspector or a legal manager sees each such reading.
          </p>
          <InsetText>
            {`Since ${sayWhen(access.watch.at)}, by ${sayNamed(access.watch.by)}. Reason: ${access.watch.reason}`}
          </InsetText>
        </>
      )}
      {access.maySetWatch &&
        (access.watch === undefined ? (
          <Details summary="Mark this case as well known or sensitive" open={form.errors['watch-reason'] !== undefined}>
            <ActionForm form={form} action={paths.watchCase.to({ urn })}>
              <Reason
                form={form}
                name="watch-reason"
                label="Why it is"
                hint="For example: somebody in it is known to the public. Everyone of your side who opens the case sees the mark."
              />
              <Button kind="secondary" preventDoubleClick>
                Mark this case
              </Button>
            </ActionForm>
          </Details>
        ) : (
          <Details summary="Take the mark away" open={form.errors['lift-watch-reason'] !== undefined}>
            <ActionForm form={form} action={paths.liftWatch.to({ urn })}>
              <Reason form={form} name="lift-watch-reason" label="Why it is that no longer" />
              <Button kind="secondary" preventDoubleClick>
                Take the mark away
              </Button>
            </ActionForm>
          </Details>
        ))}
    </section>
  );
};

const sayGround = (reader: SensitiveReaderView): string => {
  switch (reader.ground) {
    case 'officer':
      return 'Officer of the case, by its record.';
    case 'work':
      return `Took work on the case at ${sayWhen(reader.at)}.`;
    case 'named':
      return `Named at ${sayWhen(reader.at)} by ${sayNamed(reader.by)}.${reader.reason === undefined ? '' : ` Reason: ${reader.reason}`}`;
  }
};

const Sensitive = ({ view, form }: Part) => {
  const { access, urn, ownSide } = view;
  const { readers, ended, mayName, isReader, hasRole } = access.sensitive;
  return (
    <section aria-labelledby="sensitive">
      <h2 class="govuk-heading-m" id="sensitive">
        Sensitive material
      </h2>
      <p class="govuk-body">
        {`Whether a case has any or not, in ${ownSide} only people who are named for it would be shown sensitive material: officers of the case, people who took work on it, and people named here. For this case they are:`}
      </p>
      {readers.length === 0 ? (
        <p class="govuk-body">Nobody on this side yet.</p>
      ) : (
        <ul class="govuk-list govuk-list--spaced">
          {readers.map((reader) => (
            <li>
              <strong>{sayNamed(reader.person)}</strong>
              <br />
              <span class="jcf-typed">{sayGround(reader)}</span>
              {mayName && (
                <Details
                  summary={`End this for ${reader.person.name}`}
                  open={form.errors[`sensitive-over-${reader.person.userId}`] !== undefined}
                >
                  <ActionForm form={form} action={paths.endSensitiveReader.to({ urn })}>
                    <input type="hidden" name="person" value={reader.person.userId} />
                    <Reason
                      form={form}
                      name={`sensitive-over-${reader.person.userId}`}
                      label={`Why ${reader.person.name} is to read it no more`}
                      hint="Taking work does not bring it back; naming them again does."
                    />
                    <Button kind="secondary" preventDoubleClick>
                      End it
                    </Button>
                  </ActionForm>
                </Details>
              )}
            </li>
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <>
          <p class="govuk-body">These read it no more:</p>
          <ul class="govuk-list govuk-list--spaced">
            {ended.map(({ person, by, at, reason }) => (
              <li class="jcf-typed">
                {`${sayNamed(person)}. Ended at ${sayWhen(at)} by ${sayNamed(by)}.${reason === undefined ? '' : ` Reason: ${reason}`}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {!isReader && hasRole && (
        <p class="govuk-body">
          {ownSide === 'the police'
            ? 'You are not one of them. If the file waits in a queue of yours, take it from there. Else ask its disclosure officer, a supervisor or an inspector to name you.'
            : 'You are not one of them. If the file waits for review, take it from its queue. Else ask a legal manager to name you.'}
        </p>
      )}
      {mayName && (
        <Details
          summary="Name people for sensitive material"
          open={form.errors['sensitive-people'] !== undefined || form.errors['sensitive-reason'] !== undefined}
        >
          <ActionForm form={form} action={paths.nameSensitiveReaders.to({ urn })}>
            <Textarea
              name="sensitive-people"
              label="People to name"
              labelSize="s"
              hint="One on each line: collar number or email. Their role has to be one that reads sensitive material."
              rows={3}
              spellcheck={false}
              value={shownText(form.values, 'sensitive-people')}
              error={form.errors['sensitive-people']}
            />
            <Reason
              form={form}
              name="sensitive-reason"
              label="Why they need it"
              hint="What they are to do. Do not write what any material says."
            />
            <Button kind="secondary" preventDoubleClick>
              Name these people
            </Button>
          </ActionForm>
        </Details>
      )}
    </section>
  );
};

const Conflicts = ({ view, form }: Part) => {
  const { access, urn } = view;
  return (
    <section aria-labelledby="conflicts">
      <h2 class="govuk-heading-m" id="conflicts">
        Conflicts of interest
      </h2>
      {access.conflicts.length === 0 && <p class="govuk-body">Nobody on this side is in conflict with this case.</p>}
      {access.conflicts.map(({ person, by, at, reason }) => (
        <div>
          <p class="govuk-body">
            <strong>{sayNamed(person)}</strong>
            {`. Declared at ${sayWhen(at)} by ${sayNamed(by)}. Reason: ${reason}`}
          </p>
          {access.mayLiftConflict && (
            <Details
              summary={`Lift the conflict of ${person.name}`}
              open={form.errors[`conflict-over-${person.userId}`] !== undefined}
            >
              <ActionForm form={form} action={paths.liftConflict.to({ urn })}>
                <input type="hidden" name="person" value={person.userId} />
                <Reason
                  form={form}
                  name={`conflict-over-${person.userId}`}
                  label={`Why the conflict of ${person.name} is over`}
                />
                <Button kind="secondary" preventDoubleClick>
                  Lift this conflict
                </Button>
              </ActionForm>
            </Details>
          )}
        </div>
      ))}
      <Details
        summary="Declare a conflict"
        open={form.errors['conflict-person'] !== undefined || form.errors['conflict-reason'] !== undefined}
      >
        <ActionForm form={form} action={paths.declareConflict.to({ urn })}>
          <p class="govuk-body">
            Declare one when you know somebody in this case, or it is about you or your family. Whoever is in conflict
            has no access from then on, until an inspector or a legal manager lifts it.
          </p>
          {view.mayDeclareForOthers && (
            <Input
              name="conflict-person"
              label="Who is in conflict"
              labelSize="s"
              hint="Collar number or email. Leave it empty for yourself."
              value={shownText(form.values, 'conflict-person')}
              error={form.errors['conflict-person']}
              spellcheck={false}
            />
          )}
          <Reason form={form} name="conflict-reason" label="What the conflict is" />
          <Button kind="warning" preventDoubleClick>
            {view.mayDeclareForOthers ? 'Declare this conflict' : 'Declare my conflict and leave this case'}
          </Button>
        </ActionForm>
      </Details>
    </section>
  );
};

const Openings = ({ access }: { access: CaseAccess }) => (
  <section aria-labelledby="openings">
    <h2 class="govuk-heading-m" id="openings">
      Opened in an emergency
    </h2>
    {access.openings.length === 0 ? (
      <p class="govuk-body">
        {`Nobody has opened it in an emergency. That would last ${openingHours} hours and be shown to those who oversee access.`}
      </p>
    ) : (
      <ul class="govuk-list govuk-list--spaced">
        {access.openings.map(({ person, at, until, reason }) => (
          <li>{`${sayNamed(person)}, from ${sayWhen(at)} until ${sayWhen(until)}. Reason: ${reason}`}</li>
        ))}
      </ul>
    )}
  </section>
);

const Readers = ({ access }: { access: CaseAccess }) =>
  access.readers === undefined ? null : (
    <section aria-labelledby="readers">
      <h2 class="govuk-heading-m" id="readers">
        Who has opened it lately
      </h2>
      <p class="govuk-body">
        {access.readers.length === 0 ? 'Nobody of this side has opened it yet.' : 'People of this side, last first.'}
      </p>
      <ul class="govuk-list govuk-list--spaced">
        {access.readers.map(({ person, lastAt, times }) => (
          <li>
            {sayNamed(person)}
            <br />
            {`Last at ${sayWhen(lastAt)}, ${counted(times, 'page')} in all`}
          </li>
        ))}
      </ul>
    </section>
  );

/** Who may see a case on one's own side, why, who has, and the forms that change it. */
export const CaseAccessPage = (view: CaseAccessView, form: FormState): Page => ({
  ...view.frame,
  title: `Who may see ${view.urn}`,
  heading: 'Who may see this case',
  width: 'two-thirds',
  body: (
    <>
      <Now view={view} />
      {view.access.maySetRestriction && <Restrict view={view} form={form} />}
      <Sensitive view={view} form={form} />
      <Watched view={view} form={form} />
      <Conflicts view={view} form={form} />
      <Openings access={view.access} />
      <Readers access={view.access} />
      <p class="govuk-body">
        <a class="govuk-link" href={paths.whoHasSeen.to({ urn: view.urn })}>
          Everyone of this side who has seen this case, page by page
        </a>
      </p>
    </>
  ),
});
