import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { ActionForm } from '../../action-form.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import {
  dayChoices,
  scopeChoices,
  usualDays,
  type AccountPageView,
  type AccountRow,
  type ApprovalView,
  type SecretCard,
} from './view-model.ts';

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
const textOf = (value: string | readonly string[] | undefined): string => listOf(value)[0] ?? '';

const toList = { href: paths.serviceAccounts.to(), text: 'Connected systems' };

/** Every account of the manager's organisation, and whether each can call. */
export const AccountsPage = ({
  organisation,
  rows,
  mayAdd,
}: {
  readonly organisation: string;
  readonly rows: readonly AccountRow[];
  readonly mayAdd: boolean;
}): Page => ({
  title: 'Connected systems',
  heading: 'Connected systems',
  caption: organisation,
  body: (
    <>
      <p class="govuk-body">
        Other systems of your organisation, such as a records system, can read cases and write messages here. Each has
        an account of its own, which can do what you choose and nothing more. No system can decide, certify, send a file
        or lay a charge. An account reads nothing until somebody other than who asked for it has approved it.
      </p>
      {mayAdd && <LinkButton href={paths.newServiceAccount.to()}>Add an account</LinkButton>}
      {rows.length === 0 ? (
        <p class="govuk-body">No system of your organisation has an account yet.</p>
      ) : (
        <Table
          caption="Accounts"
          captionSize="m"
          head={['Name', 'May', 'Now', 'Last used']}
          firstCellIsHeader
          smallTextUntilTablet
          rows={rows.map(({ name, href, may, status, lastUsed }) => [
            <a class="govuk-link" href={href}>
              {name}
            </a>,
            may,
            <StatusTag kind={status.kind}>{status.text}</StatusTag>,
            lastUsed,
          ])}
        />
      )}
    </>
  ),
});

/** A new account: its name and what it may do. */
export const NewAccountPage = (_view: object, form: FormState): Page => ({
  title: 'Add an account for a system',
  heading: 'Add an account for a system',
  backLink: toList,
  width: 'two-thirds',
  body: (
    <ActionForm form={form} action={paths.newServiceAccount.to()}>
      <Input
        name="name"
        label="Name of the account"
        labelSize="s"
        hint="People read it wherever the system writes, such as “Records system, custody feed”."
        value={textOf(form.values['name'])}
        error={form.errors['name']}
      />
      <Checkboxes
        name="scopes"
        legend="What may it do?"
        legendSize="s"
        hint="Give it what it needs today. A second person has to approve it, and again whatever you add later."
        items={scopeChoices}
        values={listOf(form.values['scopes'])}
        error={form.errors['scopes']}
      />
      <ButtonGroup>
        <Button preventDoubleClick>Add the account</Button>
        <a class="govuk-link" href={paths.serviceAccounts.to()}>
          Cancel
        </a>
      </ButtonGroup>
    </ActionForm>
  ),
});

const Secret = ({ card }: { readonly card: SecretCard }) => (
  <SummaryList
    card={{
      title: card.title,
      headingLevel: 3,
      actions: card.revoke === undefined ? [] : [{ href: card.revoke, text: 'Revoke' }],
    }}
    rows={[{ key: 'Now', value: <StatusTag kind={card.status.kind}>{card.status.text}</StatusTag> }, ...card.facts]}
  />
);

/** A new secret for an account: how long it should work. */
export const NewSecretPage = (view: AccountPageView, form: FormState): Page => ({
  title: 'Make a secret',
  heading: 'Make a secret',
  caption: view.name,
  backLink: toAccount(view),
  width: 'two-thirds',
  body: view.mayAddSecret ? (
    <ActionForm form={form} action={paths.addSecret.to({ accountId: view.accountId })}>
      <Radios
        name="days"
        legend="How long should the new secret work?"
        legendSize="m"
        hint="It is shown once, on the next page. Have the system’s settings open."
        items={dayChoices}
        value={textOf(form.values['days']) === '' ? usualDays : textOf(form.values['days'])}
        error={form.errors['days']}
      />
      <Button preventDoubleClick>Make a secret</Button>
    </ActionForm>
  ) : (
    <p class="govuk-body">{view.nextStep}</p>
  ),
});

const toAccount = ({ accountId, name }: { readonly accountId: string; readonly name: string }) => ({
  href: paths.serviceAccount.to({ accountId }),
  text: name,
});

const Cancel = ({ accountId }: { readonly accountId: string }) => (
  <a class="govuk-link" href={paths.serviceAccount.to({ accountId })}>
    Cancel
  </a>
);

const isUntouched = ({ values, errors }: FormState): boolean =>
  values['scopes'] === undefined && errors['scopes'] === undefined;

/** What an account may do, changed. */
export const ChangeScopesPage = (view: AccountPageView, form: FormState): Page => ({
  title: 'Change what it may do',
  heading: 'Change what it may do',
  caption: view.name,
  backLink: toAccount(view),
  width: 'two-thirds',
  body: (
    <ActionForm form={form} action={paths.changeScopes.to({ accountId: view.accountId })}>
      <Checkboxes
        name="scopes"
        legend="What may it do?"
        legendSize="s"
        hint="What you take away ends at once. What you add waits until somebody else approves it; the rest works meanwhile."
        items={scopeChoices}
        values={isUntouched(form) ? view.asked : listOf(form.values['scopes'])}
        error={form.errors['scopes']}
      />
      <ButtonGroup>
        <Button preventDoubleClick>Change it</Button>
        <Cancel accountId={view.accountId} />
      </ButtonGroup>
    </ActionForm>
  ),
});

const Scopes = ({ scopes }: Pick<AccountPageView, 'scopes'>) => (
  <ul class="govuk-list govuk-list--bullet">
    {scopes.map(({ title, says, waits }) => (
      <li>
        {`${title}. ${says}`}
        {waits && <strong> Waits for approval.</strong>}
      </li>
    ))}
  </ul>
);

/** What was asked for an account, for a second person to agree to. */
export const ApprovePage = (view: AccountPageView, form: FormState): Page => ({
  title: 'Approve what this account may do',
  heading: 'Approve what this account may do',
  caption: view.name,
  backLink: toAccount(view),
  width: 'two-thirds',
  body:
    view.approval?.href === undefined ? (
      <>
        <p class="govuk-body">{view.approval?.says ?? 'Nothing waits for approval.'}</p>
        {view.approval !== undefined && <p class="govuk-body">{view.approval.who}</p>}
      </>
    ) : (
      <>
        <p class="govuk-body">{view.askedBy}</p>
        <h2 class="govuk-heading-m">What it would be able to do</h2>
        <Scopes scopes={view.scopes} />
        <WarningText>
          Whoever holds a secret of this account reads what it reads. Cases that you or whoever asked are in conflict
          with are closed to it. If you do not agree, do nothing: ask for it to be changed or revoked.
        </WarningText>
        <ActionForm form={form} action={paths.approveServiceAccount.to({ accountId: view.accountId })}>
          {view.asked.map((scope) => (
            <input type="hidden" name="seen" value={scope} />
          ))}
          <Textarea
            name="reason"
            label="Why does the system need this?"
            labelSize="s"
            hint="Your colleagues read this on the page of the account."
            rows={3}
            value={textOf(form.values['reason'])}
            error={form.errors['reason']}
          />
          <ButtonGroup>
            <Button preventDoubleClick>Approve exactly this</Button>
            <Cancel accountId={view.accountId} />
          </ButtonGroup>
        </ActionForm>
      </>
    ),
});

const Approval = ({ approval }: { readonly approval: ApprovalView }) => (
  <InsetText>
    <p class="govuk-body">{approval.says}</p>
    <p class="govuk-body">{approval.who}</p>
    {approval.href !== undefined && (
      <a class="govuk-link" href={approval.href}>
        Read what is asked for and approve it
      </a>
    )}
  </InsetText>
);

const Manage = ({ accountId }: { readonly accountId: string }) => (
  <>
    <p class="govuk-body">
      <a class="govuk-link" href={paths.changeScopes.to({ accountId })}>
        Change what it may do
      </a>
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={paths.revokeServiceAccount.to({ accountId })}>
        Revoke this account and all its secrets
      </a>
    </p>
  </>
);

/** One account: what it may do, who agreed to that, its secrets, and how to change or end them. */
export const AccountPage = (view: AccountPageView): Page => ({
  title: view.name,
  heading: view.name,
  caption: 'Connected system',
  backLink: toList,
  width: 'two-thirds',
  body: (
    <>
      {view.approval !== undefined && <Approval approval={view.approval} />}
      {view.mayManage && <InsetText>{view.nextStep}</InsetText>}
      <SummaryList rows={[...view.facts]} />
      <h2 class="govuk-heading-m">What it may do</h2>
      <Scopes scopes={view.scopes} />
      <h2 class="govuk-heading-m">Secrets that work</h2>
      {view.live.length === 0 ? <p class="govuk-body">None.</p> : view.live.map((card) => <Secret card={card} />)}
      {view.mayAddSecret && (
        <LinkButton href={paths.addSecret.to({ accountId: view.accountId })}>Make a secret</LinkButton>
      )}
      {view.ended.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Secrets that have ended</h2>
          {view.ended.map((card) => (
            <Secret card={card} />
          ))}
        </>
      )}
      {view.mayManage && !view.revoked && <Manage accountId={view.accountId} />}
    </>
  ),
});

/** A new secret, this once. */
export const SecretPage = ({
  name,
  accountId,
  secret,
}: {
  readonly name: string;
  readonly accountId: string;
  readonly secret: string | undefined;
}): Page => ({
  title: `New secret for ${name}`,
  heading: secret === undefined ? 'This secret has been shown' : 'Copy this secret now',
  caption: name,
  width: 'two-thirds',
  body: (
    <>
      {secret === undefined ? (
        <p class="govuk-body">
          A secret is shown once, to the person who made it. If it was not copied, revoke it and make another.
        </p>
      ) : (
        <>
          <InsetText>
            <code class="govuk-!-text-break-word">{secret}</code>
          </InsetText>
          <WarningText>
            It is not shown again, and nobody can look it up. Put it into the settings of the system, never into an
            email or a message.
          </WarningText>
          <p class="govuk-body">
            {'The system sends it with each request as '}
            <code>Authorization: Bearer</code>
            {' and the secret.'}
          </p>
        </>
      )}
      <LinkButton href={paths.serviceAccount.to({ accountId })}>
        {secret === undefined ? 'Go to the account' : 'I have copied it'}
      </LinkButton>
    </>
  ),
});

/** Asks before something ends that cannot be brought back. */
export const RevokePage = (
  view: {
    readonly name: string;
    readonly accountId: string;
    readonly action: string;
    readonly heading: string;
    readonly says: string;
    readonly button: string;
  },
  form: FormState,
): Page => ({
  title: view.heading,
  heading: view.heading,
  caption: view.name,
  backLink: { href: paths.serviceAccount.to({ accountId: view.accountId }), text: view.name },
  width: 'two-thirds',
  body: (
    <ActionForm form={form} action={view.action}>
      <WarningText>{view.says}</WarningText>
      <ButtonGroup>
        <Button kind="warning" preventDoubleClick>
          {view.button}
        </Button>
        <a class="govuk-link" href={paths.serviceAccount.to({ accountId: view.accountId })}>
          Cancel
        </a>
      </ButtonGroup>
    </ActionForm>
  ),
});
