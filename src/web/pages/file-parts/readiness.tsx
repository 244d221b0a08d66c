import type { Children } from '../../components/content.ts';
import { StatusTag } from '../../components/case/status-tag.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import type { Action, Place, QuietRow, ReadinessView, WorkRow } from './readiness-view.ts';

const Link = ({ href, children }: { href: string; children: Children }) => (
  <a class="govuk-link" href={href}>
    {children}
  </a>
);

const Found = ({ found }: { found: readonly Place[] }) =>
  found.length === 0 ? null : (
    <ul class="govuk-list jcf-carriers govuk-!-margin-bottom-1">
      {found.map(({ text, href }) => (
        <li>{href === undefined ? text : <Link href={href}>{text}</Link>}</li>
      ))}
    </ul>
  );

const Actions = ({ row: { actions, title } }: { row: { actions: readonly Action[]; title: string } }) =>
  actions.length === 0 ? null : (
    <ul class="govuk-list jcf-actions govuk-!-margin-bottom-1">
      {actions.map(({ text, href }) => (
        <li>
          <Link href={href}>
            {text}
            <span class="govuk-visually-hidden">: {title}</span>
          </Link>
        </li>
      ))}
    </ul>
  );

/** Something open: what is wrong, what puts it right and where, who holds it, and why it is due one click away. */
const Work = ({ row }: { row: WorkRow }) => (
  <li class="jcf-rows__row" id={row.id}>
    <div class="jcf-rows__head">
      <h4 class="govuk-heading-s govuk-!-margin-bottom-0 jcf-rows__title">{row.title}</h4>{' '}
      <StatusTag kind={row.status.kind}>{row.status.text}</StatusTag>
    </div>
    {row.lines.map((line) => (
      <p class="govuk-body-s govuk-!-margin-bottom-1">{line}</p>
    ))}
    {row.fix !== '' && (
      <p class="govuk-body-s govuk-!-margin-bottom-1">
        <strong>To put it right:</strong> {row.fix}
      </p>
    )}
    {row.explained !== undefined && (
      <InsetText classes="govuk-!-margin-top-1 govuk-!-margin-bottom-1">{row.explained}</InsetText>
    )}
    <Actions row={row} />
    <Found found={row.found} />
    {row.because.length === 0 ? (
      row.beside !== '' && <p class="govuk-body-s govuk-!-margin-bottom-0">{row.beside}</p>
    ) : (
      <Details
        classes="govuk-!-margin-bottom-0 jcf-why"
        summary={
          <>
            {`${row.beside} Why it is due`}
            <span class="govuk-visually-hidden">: {row.title}</span>
          </>
        }
      >
        <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
          {row.because.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      </Details>
    )}
  </li>
);

const Quiet = ({ rows }: { rows: readonly QuietRow[] }) => (
  <ul class="jcf-rows govuk-!-margin-bottom-0">
    {rows.map((row) => (
      <li class="jcf-rows__row" id={row.id}>
        <span class="jcf-rows__title">{row.title}</span>
        {row.line !== '' && <div class="jcf-rows__line">{row.line}</div>}
        <Found found={row.found} />
      </li>
    ))}
  </ul>
);

const Bullets = ({ lines }: { lines: readonly string[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
);

const Said = ({ of: { says, reasons, possible } }: { of: ReadinessView['triage'] }) =>
  says === '' ? null : (
    <>
      <p class="govuk-body">{says}</p>
      {reasons.length > 0 && <Bullets lines={reasons} />}
      {possible.length > 0 && (
        <>
          <p class="govuk-body govuk-!-margin-bottom-1">A stricter reader could add:</p>
          <Bullets lines={possible} />
        </>
      )}
    </>
  );

/** What needs nobody's work: folded, each with how many there are. */
const Folded = ({ view }: { view: ReadinessView }) => (
  <>
    <Details classes="govuk-!-margin-bottom-2" summary="What the CPS would say, reason by reason">
      <Said of={view.triage} />
      <Said of={view.assessment} />
    </Details>
    {view.secondLook.length > 0 && (
      <Details
        classes="govuk-!-margin-bottom-2"
        summary={`Worth a second look: ${view.secondLook.length} read in the papers, which change no result`}
      >
        <Bullets lines={view.secondLook} />
      </Details>
    )}
    {view.prompts.length > 0 && (
      <Details
        classes="govuk-!-margin-bottom-2"
        summary={`Taken as the ordinary answer, because nothing speaks of it (${view.prompts.length})`}
      >
        <ul class="jcf-rows govuk-!-margin-bottom-0">
          {view.prompts.map(({ text, line, href }) => (
            <li class="jcf-rows__row">
              <span class="jcf-rows__title">{href === undefined ? text : <Link href={href}>{text}</Link>}</span>
              <div class="jcf-rows__line">{line}</div>
            </li>
          ))}
        </ul>
      </Details>
    )}
    {view.met.length > 0 && (
      <Details
        classes="govuk-!-margin-bottom-2"
        id="met"
        summary={`Met: each item and where it is (${view.met.length})`}
      >
        <Quiet rows={view.met} />
      </Details>
    )}
    {view.surplus.length > 0 && (
      <Details
        classes="govuk-!-margin-bottom-2"
        id="surplus"
        summary={`On the file but not asked for (${view.surplus.length})${view.surplusCosts === '' ? '' : `: ${view.surplusCosts}`}`}
      >
        <Quiet rows={view.surplus} />
      </Details>
    )}
    {view.later.length > 0 && (
      <Details classes="govuk-!-margin-bottom-2" summary={`Comes later (${view.later.length})`}>
        <Quiet rows={view.later} />
      </Details>
    )}
    {view.notDue.length > 0 && (
      <Details classes="govuk-!-margin-bottom-2" summary={`Not due with this file (${view.notDue.length})`}>
        <Bullets lines={view.notDue} />
      </Details>
    )}
    {view.advice.length > 0 && (
      <Details classes="govuk-!-margin-bottom-2" summary={`Also expected in a case like this (${view.advice.length})`}>
        <Bullets lines={view.advice} />
      </Details>
    )}
  </>
);

/** How a file stands: what is open in groups, then what needs no work, folded. The same for both sides. */
export const Readiness = ({ view }: { view: ReadinessView }) => (
  <section aria-label="How the file stands">
    <p class="govuk-body govuk-!-margin-bottom-2">{view.summary}</p>
    <p class="govuk-body govuk-!-margin-bottom-2">{`${view.triage.says} ${view.assessment.says}`}</p>
    {view.kindFits === 'no' && (
      <WarningText>
        <>
          The facts on file do not fit this kind of submission. Check the plea, the charge and the test you ask for
          {view.kindHref === undefined ? (
            '.'
          ) : (
            <>
              {', or '}
              <a class="govuk-link" href={view.kindHref}>
                change the kind of submission
              </a>
              .
            </>
          )}
        </>
      </WarningText>
    )}
    <ul class="govuk-list jcf-actions jcf-screen-only">
      {view.open > 0 && (
        <li>
          <Link href={view.other.href}>{view.other.text}</Link>
        </li>
      )}
      <li>
        <Link href={view.checklistHref}>Checklist to print</Link>
      </li>
    </ul>
    {view.faults.length > 0 && (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id="input-faults">
          {`Cannot be right, or not read (${view.faults.length})`}
        </h3>
        <ul class="jcf-rows govuk-!-margin-bottom-4">
          {view.faults.map((row) => (
            <Work row={row} />
          ))}
        </ul>
      </>
    )}
    <div id="open">
      {view.open === 0 && <p class="govuk-body">Nothing that is due with this file is open.</p>}
      {view.groups.map(({ id, title, rows }) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={id}>
            {title}
          </h3>
          <ul class="jcf-rows govuk-!-margin-bottom-4">
            {rows.map((row) => (
              <Work row={row} />
            ))}
          </ul>
        </>
      ))}
    </div>
    {view.warnings.length > 0 && (
      <>
        <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{`Also check (${view.warnings.length})`}</h3>
        <Bullets lines={view.warnings} />
      </>
    )}
    <Folded view={view} />
    <p class="govuk-body-s">{`Checked against: ${view.standard}. It is a working reference, not the official text.`}</p>
  </section>
);
