import type { FormValues } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { Button } from '../govuk/button.tsx';
import { Checkboxes } from '../govuk/checkboxes.tsx';
import { Input } from '../govuk/input.tsx';
import { Radios } from '../govuk/radios.tsx';

/** An offence as it is offered. */
export interface OffenceFound {
  readonly code: string;
  readonly title: string;
  /** How it is tried, whether that is confirmed, and the time limit that follows. */
  readonly about: string;
}

/** Looks in the offence list. */
export interface OffenceOffer {
  readonly find: (
    words: string,
    includeOlder: boolean,
  ) => { readonly found: readonly OffenceFound[]; readonly total: number; readonly olderLeftOut: number };
  readonly known: (code: string) => OffenceFound | undefined;
}

const one = (values: FormValues, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** What a search found, in a sentence: said by the page, and by the script as people type. */
export const sayFound = (found: number, total: number, olderLeftOut: number): string => {
  const older =
    olderLeftOut === 0 ? '' : ` ${olderLeftOut} older ${olderLeftOut === 1 ? 'code is' : 'codes are'} left out.`;
  if (total === 0) return `No offence has all these words. Use fewer words, or other ones.${older}`;
  const said = `${total} ${total === 1 ? 'offence' : 'offences'} found`;
  return `${said}${found < total ? `, the first ${found} shown. Add a word to narrow them down` : ''}.${older}`;
};

/**
 * Chooses an offence by code, words of its title or its Act. Without scripts a button looks and shows the form again with
 * what was found; with them the list follows what is typed. Either way the choice is one of a group of radios, so that keys
 * and readers work as everywhere. Fields: `name` (the code), `name-search`, `name-older`; the button is `name-find`.
 * The page needs the island `offence-picker`, and its form takes `onlyLooks` for the button.
 */
export const OffencePicker = (props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly offer: OffenceOffer;
  readonly values: FormValues;
  /** Code chosen before this form was filled in. */
  readonly chosen?: string | undefined;
  readonly errors: Readonly<Record<string, string | undefined>>;
}) => {
  const { name, offer, values, errors } = props;
  const words = one(values, `${name}-search`);
  const older = one(values, `${name}-older`) !== '';
  const code = name in values ? one(values, name) : (props.chosen ?? '');
  const chosen = code === '' ? undefined : offer.known(code.toUpperCase());
  const search = words === '' ? undefined : offer.find(words, older);
  const choices = [
    ...(chosen === undefined ? [] : [chosen]),
    ...(search?.found.filter((each) => each.code !== chosen?.code) ?? []),
  ];
  return (
    <div class="jcf-picker" data-offence-picker={name} data-offence-address={paths.offences.to()}>
      <Input
        name={`${name}-search`}
        label={props.label}
        labelSize="s"
        hint={props.hint ?? 'Code, words of the title, or the Act. For example: CJ88116, theft shop, theft act 1968.'}
        spellcheck={false}
        autocomplete="off"
        value={words}
        error={errors[`${name}-search`] ?? errors[name]}
      />
      <Checkboxes
        name={`${name}-older`}
        legend={null}
        small
        items={[{ value: 'yes', text: 'Show older codes' }]}
        values={older ? ['yes'] : []}
      />
      <Button kind="secondary" name={`${name}-find`} value="yes">
        Find offences
      </Button>
      <p class="govuk-body" role="status" data-offence-status>
        {search === undefined ? '' : sayFound(search.found.length, search.total, search.olderLeftOut)}
      </p>
      <div data-offence-results>
        {choices.length > 0 && (
          <Radios
            name={name}
            legend="Choose the offence"
            legendSize="s"
            small
            value={chosen?.code}
            items={choices.map((each) => ({
              value: each.code,
              text: `${each.code} ${each.title}`,
              hint: `${each.about}.`,
            }))}
          />
        )}
      </div>
    </div>
  );
};

/** The notice that goes with every choice of an offence. */
export const OffenceDates = () => (
  <p class="govuk-body">
    The national list has no dates and no wording. Check that the offence was in force on the day it was committed.
  </p>
);
