import { copyStates } from '../../../domain/case-file/index.ts';
import {
  hiddenKinds,
  redactionReasons,
  type HiddenKind,
  type RedactionReason,
  sayRecipient,
} from '../../../domain/redaction/index.ts';
import { sayType } from '../../../application/redaction-suggestions.ts';
import type { Mark, PageView, ReviewView } from '../../../application/view-redaction.ts';
import { ActionForm } from '../../action-form.tsx';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Button, ButtonGroup, LinkButton } from '../../components/govuk/button.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { Select } from '../../components/govuk/select.tsx';
import { shownIn } from '../../form-fields.ts';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { counted, nameOfPerson, sayWhen } from '../case-frame/index.ts';
import { PagePicture } from './page-picture.tsx';
import { copyStatus } from './words.ts';

type Frame = Pick<Page, 'banner' | 'nav' | 'islands'>;

export interface WorkbenchView extends ReviewView {
  readonly frame: Frame;
  readonly urn: string;
}

const isReason = (code: string): code is RedactionReason => Object.hasOwn(redactionReasons, code);
export const sayReason = (code: string): string => (isReason(code) ? redactionReasons[code] : code);

const reasonItems = (Object.keys(redactionReasons) as RedactionReason[]).map((value) => ({
  value,
  text: redactionReasons[value],
}));

const domId = (key: string): string => `mark-${key.replace(/[^A-Za-z0-9_-]/g, '_')}`;

/** The name of somebody of the case, an officer as well. */
function nameOf({ view: { record } }: WorkbenchView, personId: string): string {
  const officer = record.persons.some(({ id }) => id === personId)
    ? undefined
    : record.officers.find(({ id }) => id === personId);
  return officer === undefined ? nameOfPerson(record, personId) : officer.name;
}

/** Who or what a mark is about, and why it is there, in a line; for what goes, with the reason that it is kept with. */
function sayMark(view: WorkbenchView, mark: Mark): string {
  const about = mark.personId === undefined ? '' : nameOf(view, mark.personId);
  const what = mark.type === undefined ? '' : sayType(mark.type);
  const parts = [
    mark.type === 'name' && about !== '' ? about : [what, about === '' ? '' : `of ${about}`].join(' ').trim(),
    mark.why.replace(/\.$/, ''),
    mark.goes ? sayReason(mark.reason) : '',
  ];
  return parts.filter((part) => part !== '').join('. ');
}

const MarkRow = ({ view, mark, index, form }: { view: WorkbenchView; mark: Mark; index: number; form: FormState }) => {
  const id = domId(mark.key);
  const sent = form.values['shown'] !== undefined;
  const goes = sent ? [form.values['goes'] ?? []].flat().includes(mark.key) : mark.goes;
  const words = mark.words.trim() === '' ? 'A place without words' : mark.words.replace(/\s+/g, ' ');
  return (
    <li class="jcf-redact__row" data-row={mark.key}>
      <div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes">
        <div class="govuk-checkboxes__item">
          <input
            class="govuk-checkboxes__input"
            type="checkbox"
            id={id}
            name="goes"
            value={mark.key}
            checked={goes}
            disabled={view.closed !== undefined}
            aria-describedby={`${id}-why`}
          />
          <label class="govuk-label govuk-checkboxes__label" for={id}>
            <span class="jcf-redact__number">{`${index + 1}.`}</span> <span class="jcf-typed">{words}</span>
          </label>
        </div>
      </div>
      <span class="govuk-hint jcf-redact__why" id={`${id}-why`}>
        {sayMark(view, mark)}
        {mark.before !== undefined &&
          `. Decided before in this case: ${mark.before.goes ? 'goes' : 'stays'}, ${view.names.get(mark.before.decidedBy) ?? 'somebody'}, ${sayWhen(mark.before.decidedAt)}`}
        {!mark.decided && view.page?.saved !== undefined && '. New since this page was saved'}
      </span>
    </li>
  );
};

const group = (marks: readonly Mark[]): { title: string; marks: readonly Mark[] }[] => {
  const toConfirm = marks.filter(({ before, decided }) => before !== undefined && !decided);
  const rest = marks.filter((mark) => !toConfirm.includes(mark));
  return [
    { title: 'Decided before in this case: confirm', marks: toConfirm },
    { title: 'To go', marks: rest.filter(({ goes }) => goes) },
    { title: 'Found, and this reader may have it', marks: rest.filter(({ goes }) => !goes) },
  ].filter((each) => each.marks.length > 0);
};

const More = ({ form }: { form: FormState }) => (
  <Details
    summary="Take out more on this page"
    open={['words', 'area', 'drawnReason', 'left'].some((name) => form.errors[name] !== undefined)}
  >
    <Input
      name="words"
      label="Words on this page"
      labelSize="s"
      hint="Each place on this page where they stand goes."
      value={shownIn(form.values, 'words')}
      error={form.errors['words']}
    />
    <fieldset class="govuk-fieldset" aria-describedby="area-hint">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">An area of this page</legend>
      <div class="govuk-hint" id="area-hint">
        In millimetres from the left and the top edge. With a mouse, draw it on the picture instead.
      </div>
      <div class="jcf-redact__area">
        {(['left', 'top', 'right', 'bottom'] as const).map((name) => (
          <Input
            name={name}
            label={{ left: 'From left', top: 'From top', right: 'To right', bottom: 'To bottom' }[name]}
            width={4}
            inputMode="numeric"
            value={shownIn(form.values, name)}
            error={form.errors[name]}
          />
        ))}
      </div>
    </fieldset>
    <div class="govuk-checkboxes govuk-checkboxes--small govuk-form-group" data-module="govuk-checkboxes">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id="whole" name="whole" value="yes" />
        <label class="govuk-label govuk-checkboxes__label" for="whole">
          The whole page
        </label>
      </div>
    </div>
    <Select
      name="drawnReason"
      label="Reason for what you add here"
      labelSize="s"
      items={reasonItems}
      value={shownIn(form.values, 'drawnReason', 'personal')}
      error={form.errors['drawnReason']}
    />
  </Details>
);

/** Whether its forms are shown: while it can be changed, and where what was typed has to be read again. */
const isOpen = ({ closed }: WorkbenchView, { errors }: FormState): boolean =>
  closed === undefined || Object.keys(errors).length > 0;

/** What was found on a page and what was added to it, each to be decided. */
const Found = ({ view, page, form }: { view: WorkbenchView; page: PageView; form: FormState }) => (
  <>
    <p class="govuk-body govuk-!-margin-bottom-2" role="status" data-redact-said>
      {page.marks.length === 0
        ? 'Nothing was found on this page. Look at it, and save it.'
        : `${counted(page.marks.length, 'place')} found. What is ticked goes.`}
    </p>
    {page.textFrom === 'none' && (
      <WarningText>No words could be read on this page, so nothing is found on it. Look at the picture.</WarningText>
    )}
    {page.textFrom === 'picture' && (
      <p class="govuk-body">The words of this page were read from a picture. Some may be missing.</p>
    )}
    {group(page.marks).map(({ title, marks }) => (
      <>
        <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h2>
        <ol class="govuk-list jcf-redact__rows">
          {marks.map((mark) => (
            <MarkRow view={view} mark={mark} index={page.marks.indexOf(mark)} form={form} />
          ))}
        </ol>
      </>
    ))}
  </>
);

const Review = ({ view, page, form }: { view: WorkbenchView; page: PageView; form: FormState }) => {
  const { urn, copy } = view;
  const pages = view.working?.pages ?? 1;
  const last = page.page === pages;
  return (
    <div class="jcf-redact" data-redact data-page-width={page.width} data-page-height={page.height}>
      <div
        class="jcf-redact__page"
        id="page"
        tabIndex={0}
        role="group"
        aria-label={`Page ${page.page} of ${pages}`}
        data-redact-page
      >
        <PagePicture urn={urn} copyId={copy.copyId} page={page} marks={page.marks} />
        <p class="govuk-hint jcf-redact__keys" data-redact-keys hidden>
          Keys, while the page has the focus: Enter saves and goes on. Up and down choose a mark, A takes it out, R
          leaves it. D draws: the arrows move it, with Shift they change its size, Enter keeps it, Escape lets it go.
        </p>
      </div>
      <div class="jcf-redact__list">
        {!isOpen(view, form) && <Found view={view} page={page} form={form} />}
        {isOpen(view, form) && (
          <ActionForm
            form={form}
            action={paths.copy.to({ urn, copyId: copy.copyId }, { page: String(page.page) })}
            id="review"
          >
            <input type="hidden" name="page" value={page.page} />
            <input type="hidden" name="shown" value={page.marks.map(({ key }) => key).join(' ')} />
            <ButtonGroup>
              <Button name="then" value="next" attributes={{ 'data-redact-next': '' }}>
                {last ? 'Save this page' : 'Save and go to the next page'}
              </Button>
            </ButtonGroup>
            <Found view={view} page={page} form={form} />
            <div data-redact-drawn />
            <More form={form} />
            <Button kind="secondary" name="then" value="stay">
              Save and stay on this page
            </Button>
          </ActionForm>
        )}
        {page.saved !== undefined && (
          <p class="govuk-body">
            {`Saved by ${view.names.get(page.saved.decidedBy) ?? 'somebody'} at ${sayWhen(page.saved.decidedAt)}.`}
          </p>
        )}
        {view.closed === undefined && page.saved !== undefined && page.saved.number > 1 && (
          <ActionForm form={form} action={paths.copyUndo.to({ urn, copyId: copy.copyId }, { page: String(page.page) })}>
            <input type="hidden" name="page" value={page.page} />
            <Button kind="secondary">Undo the last saving of this page</Button>
          </ActionForm>
        )}
      </div>
    </div>
  );
};

const PageLinks = ({ view, page }: { view: WorkbenchView; page: PageView }) => {
  const { urn, copy } = view;
  const pages = view.working?.pages ?? 1;
  const to = (number: number) => `${paths.copy.to({ urn, copyId: copy.copyId }, { page: String(number) })}#page`;
  return (
    <nav aria-label="Pages" class="jcf-redact__pages">
      <p class="govuk-body govuk-!-margin-bottom-2">
        <strong>{`Page ${page.page} of ${pages}`}</strong>
        {`, ${copy.decided.length} saved. `}
        {page.page > 1 && (
          <>
            <a class="govuk-link" href={to(page.page - 1)}>
              Previous page
            </a>{' '}
          </>
        )}
        {page.page < pages && (
          <a class="govuk-link" href={to(page.page + 1)}>
            Next page
          </a>
        )}
      </p>
    </nav>
  );
};

const Hidden = ({ view }: { view: WorkbenchView }) => {
  const hidden = view.working?.hidden ?? [];
  if (hidden.length === 0) return null;
  const failed = hidden.filter(({ kind }) => kind === 'text-under-cover');
  const says = (kind: string): string => (Object.hasOwn(hiddenKinds, kind) ? hiddenKinds[kind as HiddenKind] : kind);
  return (
    <>
      {failed.length > 0 && (
        <WarningText>
          {`This document was redacted before, and not safely: there are words under ${counted(failed.length, 'black box', 'black boxes')}. The copy will not have them. Tell whoever has the document as it is.`}
        </WarningText>
      )}
      <Details summary={`What the file hides, and no copy has (${hidden.length})`}>
        <ul class="govuk-list govuk-list--bullet">
          {hidden.slice(0, 200).map((each) => (
            <li>
              {`${each.page === undefined ? '' : `Page ${each.page}: `}${says(each.kind)}. ${each.where}`}
              {each.words !== '' && <span class="jcf-typed govuk-hint govuk-!-margin-bottom-0">{each.words}</span>}
            </li>
          ))}
        </ul>
      </Details>
    </>
  );
};

const Seek = ({ view, form }: { view: WorkbenchView; form: FormState }) => (
  <Details
    summary="Take out words in the whole document"
    open={form.errors['sought'] !== undefined || form.errors['soughtReason'] !== undefined}
  >
    <ActionForm form={form} action={paths.copyWords.to({ urn: view.urn, copyId: view.copy.copyId })}>
      <Input
        name="sought"
        label="Words"
        labelSize="s"
        hint="Every place where they stand is then marked on its page, for you to look at."
        value={shownIn(form.values, 'sought')}
        error={form.errors['sought']}
      />
      <Select
        name="soughtReason"
        label="Reason"
        labelSize="s"
        items={reasonItems}
        value={shownIn(form.values, 'soughtReason', 'personal')}
        error={form.errors['soughtReason']}
      />
      <Button kind="secondary">Mark them everywhere</Button>
    </ActionForm>
    {view.copy.sought.length > 0 && (
      <p class="govuk-body jcf-typed">{`Sought so far: ${view.copy.sought.map(({ words }) => words).join('; ')}`}</p>
    )}
  </Details>
);

const Ending = ({ view, form }: { view: WorkbenchView; form: FormState }) => {
  const left = (view.working?.pages ?? 0) - view.copy.decided.length;
  return (
    <ActionForm form={form} action={paths.copyFinish.to({ urn: view.urn, copyId: view.copy.copyId })}>
      <p class="govuk-body">
        {left > 0
          ? `${counted(left, 'page is', 'pages are')} still to be looked at and saved.`
          : 'Every page was looked at. End the review, and the copy is made and read back by other programs.'}
      </p>
      <Button kind={left > 0 ? 'secondary' : undefined} preventDoubleClick>
        End the review and make the copy
      </Button>
    </ActionForm>
  );
};

const State = ({ view }: { view: WorkbenchView }) => {
  const { urn, copy } = view;
  const about = { urn, copyId: copy.copyId };
  const found = copy.said?.found ?? [];
  switch (copy.state) {
    case 'making':
      return (
        <InsetText>
          The copy is being made and read back.{' '}
          <a class="govuk-link" href={paths.copy.to(about)}>
            See whether it is there
          </a>
        </InsetText>
      );
    case 'made':
      return (
        <InsetText>
          The copy was made, and nothing was found in it. It waits for a second person.{' '}
          <a class="govuk-link" href={paths.copyCheck.to(about)}>
            Compare it with the original
          </a>
        </InsetText>
      );
    case 'approved':
      return (
        <InsetText>
          {'The copy is approved. '}
          <a class="govuk-link" href={paths.copyFile.to(about)}>
            Open the copy
          </a>
          {', '}
          <a class="govuk-link" href={paths.copyCertificate.to(about)}>
            see its certificate
          </a>
          {view.stays === undefined && (
            <>
              {' or '}
              <a class="govuk-link" href={paths.copyWithdrawal.to(about)}>
                withdraw it
              </a>
            </>
          )}
          .
        </InsetText>
      );
    case 'refused':
      return (
        <div class="govuk-inset-text">
          <p class="govuk-body jcf-typed">{copy.said?.says ?? 'No copy could be made.'}</p>
          {found.length > 0 && (
            <ul class="govuk-list govuk-list--bullet">
              {found.map(({ page, where }) => (
                <li>
                  {page === undefined ? (
                    where
                  ) : (
                    <>
                      <a class="govuk-link" href={paths.copy.to(about, { page: String(page) })}>{`Page ${page}`}</a>
                      {`: ${where}`}
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      );
    case 'returned':
      return <InsetText>{`Returned by the second person: ${copy.said?.reason ?? ''}`}</InsetText>;
    case 'not_needed':
    case 'withdrawn':
      return <InsetText>{copy.said?.reason ?? copyStates[copy.state]}</InsetText>;
    default:
      return null;
  }
};

/** One page of a document with what was found on it: the reviewer decides, saves, and goes on. */
export const WorkbenchPage = (view: WorkbenchView, form: FormState): Page => {
  const { urn, copy, item, page, working } = view;
  return {
    ...view.frame,
    islands: [...(view.frame.islands ?? []), 'redaction-viewer'],
    title: `${page === undefined ? '' : `Page ${page.page}, `}copy of ${copy.materialId} of ${urn}`,
    heading: `${copy.materialId} for the ${sayRecipient(copy.recipient)}`,
    headingSize: 'm',
    caption: item.detail.title,
    backLink: { href: paths.copies.to({ urn }), text: 'Back to redacted copies' },
    body: (
      <>
        <p class="govuk-body">
          <StatusTag kind={copyStatus[copy.state]}>{copyStates[copy.state]}</StatusTag>
        </p>
        {view.blocked !== undefined && <InsetText>{view.blocked}</InsetText>}
        <State view={view} />
        {working === undefined && copy.state !== 'not_needed' && (
          <InsetText>
            The document is being made ready for review.{' '}
            <a class="govuk-link" href={paths.copy.to({ urn, copyId: copy.copyId })}>
              See whether it is ready
            </a>
          </InsetText>
        )}
        {working?.made === false && (
          <InsetText>{`This document cannot be reviewed here. ${working.fault?.detail ?? ''}`}</InsetText>
        )}
        {page !== undefined && (
          <>
            <PageLinks view={view} page={page} />
            <Review view={view} page={page} form={form} />
            {view.closed === undefined && <Ending view={view} form={form} />}
            {isOpen(view, form) && <Seek view={view} form={form} />}
            <Hidden view={view} />
          </>
        )}
        {view.stays === undefined &&
          (copy.state === 'in_review' ||
            copy.state === 'returned' ||
            copy.state === 'refused' ||
            copy.state === 'not_needed') && (
            <LinkButton kind="secondary" href={paths.copyWithdrawal.to({ urn, copyId: copy.copyId })}>
              Withdraw it
            </LinkButton>
          )}
      </>
    ),
  };
};
