import { offenceQualifier, offenceQualifiers, type OffenceEntry } from '../../../domain/kernel/offence-code.ts';
import type { CodeLimit } from '../../../domain/time-limits/index.ts';
import { OffenceDates, sayFound, type OffenceOffer } from '../../components/case/offence-picker.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Checkboxes } from '../../components/govuk/checkboxes.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayModeOf } from './offer.ts';

interface SearchView {
  readonly words: string;
  readonly older: boolean;
  readonly search: ReturnType<OffenceOffer['find']> | undefined;
  readonly version: string;
}

/** Looks for an offence of the national list. */
export const OffencesPage = ({ words, older, search, version }: SearchView): Page => ({
  title: 'Find an offence',
  heading: 'Find an offence',
  width: 'two-thirds',
  body: (
    <>
      <form method="get" action={paths.offences.to()} novalidate>
        <Input
          name="q"
          label="What to look for"
          labelSize="s"
          hint="Code, words of the title, or the Act. For example: CJ88116, theft shop, theft act 1968."
          spellcheck={false}
          value={words}
        />
        <Checkboxes
          name="older"
          legend={null}
          small
          items={[{ value: 'yes', text: 'Show older codes' }]}
          values={older ? ['yes'] : []}
        />
        <Button>Find offences</Button>
      </form>
      {search !== undefined && (
        <>
          <h2 class="govuk-heading-m">Found</h2>
          <p class="govuk-body" data-offences-said>
            {sayFound(search.found.length, search.total, search.olderLeftOut)}
          </p>
          <ul class="jcf-rows" aria-label="Offences found" data-offences>
            {search.found.map(({ code, title, about }) => (
              <li class="jcf-rows__row" data-code={code} data-title={title} data-about={about}>
                <a class="govuk-link" href={paths.offence.to({ code })}>{`${code} ${title}`}</a>
                <div class="jcf-rows__line">{`${about}.`}</div>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="govuk-body-s">{`National offence list, version ${version}. Local codes of forces are not in it.`}</p>
    </>
  ),
});

interface OffenceView {
  readonly entry: OffenceEntry;
  readonly act: string | undefined;
  readonly limit: CodeLimit;
  readonly version: string;
}

const categories = {
  CE: 'CE, either way',
  CI: 'CI, indictable only',
  CS: 'CS, summary, not motoring',
  CM: 'CM, summary, motoring',
} as const;

const limitWords = ({ kind, title, provision }: CodeLimit): string =>
  kind === 'none'
    ? 'None'
    : `${title} (${provision})${kind === 'precaution' ? ', run as a precaution until somebody confirms how it is tried' : ''}`;

/** What this product knows of one offence, where from, and how sure. */
export const OffencePage = ({ entry, act, limit, version }: OffenceView): Page => {
  const qualifier = offenceQualifier(entry.code);
  return {
    title: `${entry.code} ${entry.title}`,
    heading: entry.title,
    caption: `Offence ${entry.code}`,
    backLink: { href: paths.offences.to(), text: 'Find an offence' },
    width: 'two-thirds',
    body: (
      <>
        <SummaryList
          rows={[
            { key: 'Code', value: entry.code },
            ...(qualifier === undefined ? [] : [{ key: 'Form', value: offenceQualifiers[qualifier] }]),
            { key: 'Title', value: entry.title },
            {
              key: 'Act',
              value: act === undefined ? 'Not known here: the list names no Act' : `${act} (not confirmed)`,
            },
            { key: 'Mode of trial', value: `${sayModeOf(entry)}. ${entry.mode.because}` },
            { key: 'Category', value: categories[entry.category] },
            { key: 'Time limit to start proceedings', value: limitWords(limit) },
            ...(limit.note === undefined ? [] : [{ key: 'Note', value: limit.note }]),
            { key: 'How sure the time limit is', value: limit.confidence },
            { key: 'Home Office class', value: entry.homeOfficeClass ?? 'None given' },
            { key: 'Recordable', value: entry.recordable ? 'Yes' : 'No' },
            { key: 'Notifiable to the Home Office', value: entry.notifiable ? 'Yes' : 'No' },
            {
              key: 'Listed',
              value:
                entry.retired === undefined
                  ? entry.legacy
                    ? 'Yes, as an older code that is no longer maintained'
                    : 'Yes'
                  : `No longer, since version ${entry.retired}`,
            },
            { key: 'In force from and until', value: 'Not in the list' },
            { key: 'Wording', value: 'Not in the list' },
            { key: 'Source', value: `National offence list, version ${version}` },
          ]}
        />
        <OffenceDates />
      </>
    ),
  };
};
