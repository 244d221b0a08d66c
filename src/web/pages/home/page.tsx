import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, LinkButton } from '../../components/govuk/button.tsx';
import { Column, GridRow } from '../../components/govuk/layout.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { productName } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { ListRows, type ListRow } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';
import type { AlertRow, FileRow, HomeView, QueueCard } from './view-model.ts';

type SignedIn = Extract<HomeView, { kind: 'signed-in' }>;

const rowOf = ({ title, href, what, since, wanted, times, status }: FileRow): ListRow => ({
  title,
  href,
  status,
  lines: [what, wanted, ...times, since],
});

const Queue = ({ queue, form }: { queue: QueueCard; form: FormState }) => (
  <section aria-labelledby={`queue-${queue.name}`}>
    <h2 class="govuk-heading-m" id={`queue-${queue.name}`}>
      {`${queue.title} (${queue.waiting})`}
    </h2>
    {queue.held.length > 0 && (
      <>
        <p class="govuk-body govuk-!-margin-bottom-1">You have taken:</p>
        <ListRows
          label={`Files you have taken: ${queue.title}`}
          rows={queue.held.map(({ urn, title, href, kind, due, dueStatus, reasons }) => ({
            ...{ title: `${urn} ${title}`, href, status: dueStatus },
            lines: [kind, due, reasons[0]],
          }))}
        />
      </>
    )}
    {queue.first === undefined ? (
      <p class="govuk-body">{queue.waiting === 0 ? 'Nothing is waiting.' : 'Nothing waits that nobody holds.'}</p>
    ) : (
      <>
        <p class="govuk-body govuk-!-margin-bottom-2">
          {`Most urgent: ${queue.first.urn} ${queue.first.title}. ${queue.first.due}. ${queue.first.reasons.join('. ')}`}
        </p>
        <ActionForm form={form} action={paths.takeNext.to({ queue: queue.name })}>
          <Button preventDoubleClick>
            Take the most urgent file<span class="govuk-visually-hidden">: {queue.title}</span>
          </Button>
        </ActionForm>
      </>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={paths.queue.to({ queue: queue.name })}>
        The whole queue<span class="govuk-visually-hidden">: {queue.title}</span>
      </a>
    </p>
  </section>
);

const Search = () => (
  <form method="get" action={paths.cases.to()} noValidate>
    <input type="hidden" name="whose" value="all" />
    <Input name="search" label="Find a case" labelSize="m" hint="Reference or words of the title" />
    <Button kind="secondary">Search</Button>
  </form>
);

const Yours = ({ view }: { view: SignedIn }) => (
  <>
    {view.forYou.length > 0 && (
      <section aria-labelledby="for-you">
        <h2 class="govuk-heading-m" id="for-you">{`Waiting for you (${view.forYou.length})`}</h2>
        <p class="govuk-body">The one whose time ends first is on top.</p>
        <ListRows label="Waiting for you" rows={view.forYou.map(rowOf)} />
      </section>
    )}
    {view.plans.length > 0 && (
      <section aria-labelledby="plans">
        <h2 class="govuk-heading-m" id="plans">{`Answers to check (${view.plans.length})`}</h2>
        <ListRows label="Answers to check" rows={view.plans.map(rowOf)} />
      </section>
    )}
  </>
);

const Alerts = ({ rows, id, title, intro, form }: AlertsProps) =>
  rows.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 class="govuk-heading-m" id={id}>{`${title} (${rows.length})`}</h2>
      <p class="govuk-body">{intro}</p>
      {rows.map(({ alertId, title: what, lines, more }) => (
        <div class="govuk-!-margin-bottom-6">
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{what}</h3>
          {lines.map((line) => (
            <p class="govuk-body govuk-!-margin-bottom-1">{line}</p>
          ))}
          {more !== undefined && (
            <p class="govuk-body govuk-!-margin-bottom-1">
              <a class="govuk-link" href={more.href}>
                {more.text}
                <span class="govuk-visually-hidden">: {what}</span>
              </a>
            </p>
          )}
          <ActionForm form={form} action={paths.lookAtAlert.to({ alertId })}>
            <Textarea
              name={`found-${alertId}`}
              label={
                <>
                  What you found<span class="govuk-visually-hidden">: {what}</span>
                </>
              }
              labelSize="s"
              rows={2}
              value={shownText(form.values, `found-${alertId}`)}
              error={form.errors[`found-${alertId}`]}
            />
            <Button kind="secondary" preventDoubleClick>
              Mark as looked at<span class="govuk-visually-hidden">: {what}</span>
            </Button>
          </ActionForm>
        </div>
      ))}
    </section>
  );

interface AlertsProps {
  readonly rows: readonly AlertRow[];
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly form: FormState;
}

const Oversight = ({ view, form }: { view: SignedIn; form: FormState }) => (
  <>
    <Alerts
      form={form}
      rows={view.openings}
      id="openings"
      title="Opened in an emergency"
      intro="Cases kept to named people that somebody else opened. Ask them about it if the reason does not say enough."
    />
    <Alerts
      form={form}
      rows={view.flags}
      id="flags"
      title="Unusual readings"
      intro="Somebody of your organisation was shown a case, and it does not look like their usual work. There may be a good reason: ask them."
    />
    <Alerts
      form={form}
      rows={view.approvals}
      id="approvals"
      title="Systems let in"
      intro="A colleague approved what the account of another system may do. Look whether it should read that much."
    />
  </>
);

const ToApprove = ({ view }: { view: SignedIn }) =>
  view.accountsToApprove.length === 0 ? null : (
    <section aria-labelledby="to-approve">
      <h2 class="govuk-heading-m" id="to-approve">
        {`Systems that wait for your approval (${view.accountsToApprove.length})`}
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {view.accountsToApprove.map(({ name, href }) => (
          <li>
            <a class="govuk-link" href={href}>
              {`Approve what it may do: ${name}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );

/** Time limits that this person answers for or was warned of: first on the page, because they cannot wait. */
const NeedYou = ({ view, form }: { view: SignedIn; form: FormState }) =>
  view.warnings.length + view.incidents.length === 0 ? null : (
    <section aria-labelledby="time-limits-need-you">
      <h2 class="govuk-heading-m" id="time-limits-need-you">
        {`Time limits that need you (${view.warnings.length + view.incidents.length})`}
      </h2>
      {view.incidents.map(({ title, href, lines }) => (
        <div class="govuk-!-margin-bottom-5">
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
            {title} <StatusTag kind="urgent">Ran out</StatusTag>
          </h3>
          {lines.map((line) => (
            <p class="govuk-body govuk-!-margin-bottom-1">{line}</p>
          ))}
          <p class="govuk-body">
            <a class="govuk-link" href={href}>
              Answer for it<span class="govuk-visually-hidden">: {title}</span>
            </a>
          </p>
        </div>
      ))}
      {view.warnings.map(({ title, href, action, endsAt, lines }) => (
        <div class="govuk-!-margin-bottom-5">
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
            <a class="govuk-link" href={href}>
              {title}
            </a>
          </h3>
          {lines.map((line) => (
            <p class="govuk-body govuk-!-margin-bottom-1">{line}</p>
          ))}
          <ActionForm form={form} action={action}>
            <input type="hidden" name="endsAt" value={endsAt} />
            <Button kind="secondary" classes="govuk-!-margin-bottom-2" preventDoubleClick>
              Tick off as seen<span class="govuk-visually-hidden">: {title}</span>
            </Button>
          </ActionForm>
        </div>
      ))}
    </section>
  );

const Others = ({ view }: { view: SignedIn }) => (
  <>
    {view.forOthers.length > 0 && (
      <section aria-labelledby="for-others">
        <h2 class="govuk-heading-m" id="for-others">{`Your cases that wait for others (${view.forOthers.length})`}</h2>
        <ListRows label="Your cases that wait for others" rows={view.forOthers.map(rowOf)} />
      </section>
    )}
    {view.moreCases && (
      <p class="govuk-body">
        <a class="govuk-link" href={paths.cases.to({}, { whose: 'mine' })}>
          You have more cases than are shown here
        </a>
      </p>
    )}
  </>
);

const SignedInPage = (view: SignedIn, form: FormState): Page => {
  const waiting = view.forYou.length + view.plans.length + view.warnings.length + view.incidents.length;
  const nothing = waiting === 0 && view.queues.length === 0 && view.forOthers.length === 0;
  return {
    title: 'Your work',
    heading: 'Your work',
    body: (
      <GridRow>
        <Column width="two-thirds">
          <NeedYou view={view} form={form} />
          <Oversight view={view} form={form} />
          <ToApprove view={view} />
          <Yours view={view} />
          {view.queues.map((queue) => (
            <Queue queue={queue} form={form} />
          ))}
          {view.buildsCases && waiting === 0 && <p class="govuk-body">No case of yours waits for you.</p>}
          <Others view={view} />
          {nothing && !view.listsCases && !view.readsMeasures && (
            <p class="govuk-body">There is nothing for your role here yet.</p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={paths.calculator.to()}>
              Time limit calculator
            </a>
          </p>
          {view.readsMeasures && (
            <p class="govuk-body">
              <a class="govuk-link" href={paths.measures.to()}>
                Measures: time, quality and compliance
              </a>
            </p>
          )}
        </Column>
        {view.listsCases && (
          <Column width="one-third">
            <Search />
            <p class="govuk-body">
              <a class="govuk-link" href={paths.cases.to({}, { whose: 'all' })}>
                All cases you may see
              </a>
            </p>
            <p class="govuk-body">
              <a class="govuk-link" href={paths.clocksRegister.to()}>
                Time limits of all cases you may see
              </a>
            </p>
            {view.opensRestricted && (
              <p class="govuk-body">
                <a class="govuk-link" href={paths.openRestricted.to()}>
                  Open a case kept to others, in an emergency
                </a>
              </p>
            )}
          </Column>
        )}
      </GridRow>
    ),
  };
};

/** The first page of the product. */
export const HomePage = (view: HomeView, form: FormState): Page =>
  view.kind === 'signed-in'
    ? SignedInPage(view, form)
    : {
        title: 'Sign in',
        heading: productName,
        headingSize: 'xl',
        width: 'two-thirds',
        body: (
          <>
            <p class="govuk-body-l">One digital case file for police and prosecutors in England and Wales.</p>
            <p class="govuk-body">Use this service to:</p>
            <ul class="govuk-list govuk-list--bullet">
              <li>build a case file and see what it still needs</li>
              <li>see which time limit is running, and why</li>
              <li>check, send and review a file, and answer what is asked about it</li>
            </ul>
            <LinkButton href={paths.signIn.to()} start>
              Sign in
            </LinkButton>
            {view.demonstration && (
              <p class="govuk-body">
                This is a demonstration. You choose who to be from a list of made-up people, and no password is asked
                for.
              </p>
            )}
          </>
        ),
      };
