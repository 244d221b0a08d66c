import { StatusTag, type StatusKind } from '../../components/case/status-tag.tsx';
import { Details } from '../../components/govuk/details.tsx';
import { InsetText } from '../../components/govuk/notices.tsx';
import type { ItemRow, QuestionRow } from './view-model.ts';

const statuses = {
  missing: { kind: 'urgent', text: 'Missing' },
  inadequate: { kind: 'urgent', text: 'Not good enough' },
  ask: { kind: 'act', text: 'Not known' },
  met: { kind: 'done', text: 'Met' },
  deferred: { kind: 'none', text: 'Comes later' },
  not_required: { kind: 'none', text: 'Not asked for' },
  sent_but_not_required: { kind: 'none', text: 'Not asked for' },
} as const satisfies Record<ItemRow['result'], { kind: StatusKind; text: string }>;

const Found = ({ found }: { found: ItemRow['found'] }) =>
  found.length === 0 ? null : (
    <>
      {'Found: '}
      {found.map(({ text, href }, index) => [
        index === 0 ? '' : '; ',
        href === undefined ? (
          text
        ) : (
          <a class="govuk-link" href={href}>
            {text}
          </a>
        ),
      ])}
      {'.'}
    </>
  );

/** A gap: what is wrong, what puts it right and where, what it would cost, and the rule behind it one click away. */
export const Gap = ({ row }: { row: ItemRow }) => (
  <li class="jcf-rows__row" id={`item-${row.id}`}>
    <div class="jcf-rows__head">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-0 jcf-rows__title">{row.title}</h3>{' '}
      <StatusTag kind={statuses[row.result].kind}>{statuses[row.result].text}</StatusTag>
    </div>
    {row.why !== '' && <p class="govuk-body govuk-!-margin-bottom-1">{row.why}</p>}
    {row.fix !== '' && (
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>To put it right:</strong> {row.fix}
      </p>
    )}
    {row.explained !== undefined && (
      <InsetText classes="govuk-!-margin-top-2 govuk-!-margin-bottom-2">
        {`Reason given: ${row.explained.reason} It will be there by ${row.explained.due}.`}
      </InsetText>
    )}
    {row.actions.length > 0 && (
      <ul class="govuk-list jcf-actions">
        {row.actions.map(({ text, href }) => (
          <li>
            <a class="govuk-link" href={href}>
              {text}
              <span class="govuk-visually-hidden">: {row.title}</span>
            </a>
          </li>
        ))}
      </ul>
    )}
    <Details
      classes="govuk-!-margin-bottom-0"
      summary={
        <>
          Why it is due<span class="govuk-visually-hidden">: {row.title}</span>
        </>
      }
    >
      <ul class="govuk-list govuk-list--bullet">
        <li>
          {row.dueBecause === undefined ? 'It is due with every file of this kind.' : `Due when: ${row.dueBecause}`}
        </li>
        {row.earns.map((earn) => (
          <li>{earn}.</li>
        ))}
        {row.found.length > 0 && (
          <li>
            <Found found={row.found} />
          </li>
        )}
        <li>{`Source: ${row.source}.`}</li>
      </ul>
    </Details>
  </li>
);

/** An item that is met, comes later or was not asked for: one line, with where it is. */
export const Item = ({ row }: { row: ItemRow }) => (
  <li class="jcf-rows__row" id={`item-${row.id}`}>
    <div class="jcf-rows__head">
      <span class="jcf-rows__title">{row.title}</span>{' '}
      <StatusTag kind={statuses[row.result].kind}>
        {row.result === 'missing' ? 'Comes later' : statuses[row.result].text}
      </StatusTag>
    </div>
    {(row.why !== '' || row.fix !== '') && (
      <div class="jcf-rows__line">{[row.why, row.fix].filter((line) => line !== '').join(' ')}</div>
    )}
    <div class="jcf-rows__line">
      <Found found={row.found} />
    </div>
  </li>
);

export const Rows = ({ children, label }: { children: preact.ComponentChildren; label: string }) => (
  <ul class="jcf-rows" aria-label={label}>
    {children}
  </ul>
);

/** A question whose answer decides what the file needs, or something taken as the ordinary value until somebody says. */
export const Question = ({ row, answer }: { row: QuestionRow; answer: string }) => (
  <li class="jcf-rows__row">
    <div class="jcf-rows__head">
      <span class="jcf-rows__title">
        {row.href === undefined ? (
          row.text
        ) : (
          <a class="govuk-link" href={row.href}>
            {row.text}
            <span class="govuk-visually-hidden"> {answer}</span>
          </a>
        )}
      </span>
    </div>
    {row.note !== '' && <div class="jcf-rows__line">{row.note}</div>}
    {row.proposal !== undefined && <div class="jcf-rows__line">{row.proposal}</div>}
    {row.decides !== '' && (
      <div class="jcf-rows__line">{answer === '' ? row.decides : `It decides: ${row.decides}.`}</div>
    )}
  </li>
);
