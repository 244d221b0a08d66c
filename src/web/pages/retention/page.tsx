import {
  erasureGroundIds,
  erasureGrounds,
  retentionGroupIds,
  retentionGroups,
} from '../../../domain/retention/index.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import { Table } from '../../components/govuk/table.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { ListRows } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';
import type { CaseLine, CertificatePageView, RetentionListView, RetentionPageView } from './view-model.ts';

const Lines = ({ title, lines }: { title: string; lines: readonly CaseLine[] }) =>
  lines.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">{`${title} (${lines.length})`}</h2>
      <ListRows
        label={title}
        rows={lines.map(({ urn, href, group, lastHappened, says }) => ({
          ...{ title: urn, href },
          lines: [says, `${group}. Last thing that happened: ${lastHappened}.`],
        }))}
      />
    </section>
  );

/** Cases about which something is to be decided, and the certificates of those erased. */
export const RetentionListPage = (view: RetentionListView): Page => ({
  title: 'Keeping and erasing cases',
  heading: 'Keeping and erasing cases',
  caption: view.force,
  width: 'two-thirds',
  ...(view.search.problem === undefined ? {} : { errors: [{ text: view.search.problem, href: '#urn' }] }),
  body: (
    <>
      <p class="govuk-body">
        No date erases a case: it only puts it on this list. One person asks, and another agrees. You are shown
        references and dates, and nothing of what a case says.
      </p>
      {view.asked.length + view.due.length === 0 && (
        <p class="govuk-body">No review is due, and nobody asks for a case to be erased.</p>
      )}
      <Lines title="Somebody asks to erase" lines={view.asked} />
      <Lines title="Due for review" lines={view.due} />
      <Lines title="Held against erasure" lines={view.held} />
      <h2 class="govuk-heading-m">Find a case</h2>
      <form method="get" action={paths.retention.to()} novalidate>
        <Input
          name="urn"
          label="Reference of a case of your force"
          labelSize="s"
          hint="To hold it, or to erase it before its review. For example, 35NT0914726"
          width={20}
          spellcheck={false}
          value={view.search.typed}
          error={view.search.problem}
        />
        <Button kind="secondary">Find the case</Button>
      </form>
      {view.certificates.length > 0 && (
        <section>
          <h2 class="govuk-heading-m">{`Certificates of erasure (${view.certificates.length})`}</h2>
          <ListRows
            label="Certificates of erasure"
            rows={view.certificates.map(({ urn, href, when, says }) => ({
              ...{ title: urn, href },
              lines: [`Erased at ${when}. ${says}`],
            }))}
          />
        </section>
      )}
    </>
  ),
});

const Reason = ({ form, name, label }: { form: FormState; name: string; label: string }) => (
  <Textarea
    name={name}
    label={label}
    labelSize="s"
    rows={2}
    value={shownText(form.values, name)}
    error={form.errors[name]}
  />
);

const back = { href: paths.retention.to(), text: 'Keeping and erasing cases' };

const Group = ({ view, form }: { view: RetentionPageView; form: FormState }) => (
  <>
    <h2 class="govuk-heading-m">{view.group === undefined ? 'Say its group' : 'Change its group'}</h2>
    <ActionForm form={form} action={paths.retentionGroup.to({ urn: view.urn })}>
      <Radios
        name="group"
        legend="Group of this case"
        legendSize="s"
        small
        value={shownText(form.values, 'group', view.group)}
        error={form.errors['group']}
        items={retentionGroupIds.map((id) => ({
          value: id,
          text: retentionGroups[id].title,
          hint: `${retentionGroups[id].covers} First review after ${retentionGroups[id].firstReviewAfterYears} years.`,
        }))}
      />
      <Button kind="secondary" preventDoubleClick>
        Save the group
      </Button>
    </ActionForm>
  </>
);

const Asked = ({ view, form }: { view: RetentionPageView; form: FormState }) => {
  const { asked, urn } = view;
  if (asked === undefined) return null;
  return (
    <>
      <h2 class="govuk-heading-m">Somebody asks to erase this case</h2>
      <SummaryList
        rows={[
          { key: 'Who and when', value: asked.says },
          { key: 'Ground', value: asked.ground },
          { key: 'Reason', value: asked.reason },
        ]}
      />
      {asked.blocked !== undefined ? (
        <InsetText>{`It cannot be erased now. ${asked.blocked}`}</InsetText>
      ) : asked.isOwn ? (
        <InsetText>You asked for it, so somebody else has to agree. They find it on the list of cases.</InsetText>
      ) : (
        <LinkButton href={paths.eraseCase.to({ urn })}>Agree and erase this case</LinkButton>
      )}
      <ActionForm form={form} action={paths.withdrawErasure.to({ urn })}>
        <Reason form={form} name="withdrawReason" label="Why it is not to be erased" />
        <Button kind="secondary" preventDoubleClick>
          Withdraw the request
        </Button>
      </ActionForm>
    </>
  );
};

const Decide = ({ view, form }: { view: RetentionPageView; form: FormState }) => {
  const { urn } = view;
  if (view.asked !== undefined || view.hold !== undefined) return null;
  return (
    <>
      {view.mayKeep && (
        <>
          <h2 class="govuk-heading-m">Keep it</h2>
          <p class="govuk-body">The next review is counted from today.</p>
          <ActionForm form={form} action={paths.keepCase.to({ urn })}>
            <Reason form={form} name="keepReason" label="Why it is kept" />
            <Button preventDoubleClick>Keep this case</Button>
          </ActionForm>
        </>
      )}
      <h2 class="govuk-heading-m">Ask for it to be erased</h2>
      {view.blocked !== undefined ? (
        <p class="govuk-body">{`It cannot be erased now. ${view.blocked}`}</p>
      ) : (
        <ActionForm form={form} action={paths.askErasure.to({ urn })}>
          <Radios
            name="ground"
            legend="Why is it to be erased?"
            legendSize="s"
            small
            value={shownText(form.values, 'ground')}
            error={form.errors['ground']}
            items={erasureGroundIds.map((id) => ({
              value: id,
              text: erasureGrounds[id].title,
              hint: erasureGrounds[id].anyTime ? 'At any time' : 'Only when its review is due',
            }))}
          />
          <Reason form={form} name="askReason" label="Reason" />
          <Button kind="secondary" preventDoubleClick>
            Ask for this case to be erased
          </Button>
        </ActionForm>
      )}
    </>
  );
};

const Hold = ({ view, form }: { view: RetentionPageView; form: FormState }) => {
  const { hold, urn } = view;
  return hold === undefined ? (
    <>
      <h2 class="govuk-heading-m">Hold it</h2>
      <p class="govuk-body">
        For an appeal, a complaint, an inquiry. While it is held nobody erases it, and a request to erase it ends.
      </p>
      <ActionForm form={form} action={paths.holdCase.to({ urn })}>
        <Reason form={form} name="holdReason" label="Why it is held" />
        <Button kind="secondary" preventDoubleClick>
          Hold this case
        </Button>
      </ActionForm>
    </>
  ) : (
    <>
      <h2 class="govuk-heading-m">This case is held against erasure</h2>
      <SummaryList
        rows={[
          { key: 'Since', value: hold.says },
          { key: 'Reason', value: hold.reason },
        ]}
      />
      <ActionForm form={form} action={paths.liftHold.to({ urn })}>
        <Reason form={form} name="liftReason" label="Why the hold ends" />
        <Button kind="secondary" preventDoubleClick>
          End the hold
        </Button>
      </ActionForm>
    </>
  );
};

/** One case: where it stands, and what can be decided about it now, the next step first. */
export const RetentionPage = (view: RetentionPageView, form: FormState): Page => ({
  title: `Keeping ${view.urn}`,
  heading: `Keeping ${view.urn}`,
  width: 'two-thirds',
  backLink: back,
  body: (
    <>
      <SummaryList rows={view.facts.map(([key, value]) => ({ key, value }))} />
      <Asked view={view} form={form} />
      {view.group === undefined && <Group view={view} form={form} />}
      {view.hold !== undefined && <Hold view={view} form={form} />}
      <Decide view={view} form={form} />
      {view.hold === undefined && <Hold view={view} form={form} />}
      {view.group !== undefined && <Group view={view} form={form} />}
    </>
  ),
});

/** The second of two people agrees, and the case is erased. */
export const EraseCasePage = (view: RetentionPageView, form: FormState): Page => {
  const { urn, asked } = view;
  const leave = paths.retentionOf.to({ urn });
  const stops =
    asked === undefined
      ? 'Nobody asks for this case to be erased any more.'
      : (asked.blocked ??
        (asked.isOwn ? 'You asked for this case to be erased. Somebody else has to agree.' : undefined));
  return {
    title: `Erase ${urn}`,
    heading: `Erase ${urn}`,
    width: 'two-thirds',
    backLink: { href: leave, text: `Keeping ${urn}` },
    body:
      asked === undefined || stops !== undefined ? (
        <InsetText>{stops ?? ''}</InsetText>
      ) : (
        <>
          <WarningText>
            This cannot be undone. The file, its documents, its history and what the CPS were sent of it go for good.
          </WarningText>
          <SummaryList
            rows={[
              { key: 'Who asked', value: asked.says },
              { key: 'Ground', value: asked.ground },
              { key: 'Reason', value: asked.reason },
            ]}
          />
          <p class="govuk-body">
            A certificate stays: the reference, who asked and who agreed, when, on what ground, and how many entries
            there were. Copies made for backup hold the case until they are thrown away themselves.
          </p>
          <ActionForm form={form} action={paths.eraseCase.to({ urn })}>
            <Input
              name="urn"
              label="Type the reference of the case"
              labelSize="s"
              hint="To show that you mean this one."
              width={20}
              spellcheck={false}
              value={shownText(form.values, 'urn')}
              error={form.errors['urn']}
            />
            <ButtonGroup>
              <Button kind="warning" preventDoubleClick>
                Erase this case
              </Button>
              <a class="govuk-link" href={leave}>
                Do not erase it
              </a>
            </ButtonGroup>
          </ActionForm>
        </>
      ),
  };
};

/** What is left of a case that was erased. */
export const CertificatePage = (view: CertificatePageView): Page => ({
  title: `Certificate of erasure of ${view.urn}`,
  heading: 'Certificate of erasure',
  caption: view.urn,
  width: 'two-thirds',
  backLink: back,
  body: (
    <>
      <SummaryList rows={view.facts.map(([key, value]) => ({ key, value }))} />
      <Table
        caption="What was erased"
        captionSize="m"
        head={['Kind', { text: 'Entries', format: 'numeric' }]}
        rows={view.counts.map(([kind, n]) => [kind, { text: String(n), format: 'numeric' }])}
      />
    </>
  ),
});
