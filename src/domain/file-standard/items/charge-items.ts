import { chargesOf } from '../facts/offence-facts.ts';
import { dayIn, partOf, sayDay, wordsIn } from '../facts/words.ts';
import { isPast, type CaseView } from '../facts/case-view.ts';
import { writtenDay } from '../input-faults/impossible-dates.ts';
import { instant, LONDON, Temporal } from '../../kernel/civil-date.ts';
import { form } from './common-rules.ts';
import { askFor, idsOf, inadequate, listed, met, missing, proposing, type ItemRule } from './finding.ts';

/** The charge and the first hearing. */

const chargeDetails: ItemRule = (context) => {
  const { view, fact } = context;
  const forms = idsOf(view.of('MG4', 'MG4D'));
  if (forms.length === 0)
    return missing('There is no charge sheet or requisition.', 'Add the charge sheet, or the requisition.');
  if (fact('chargesDifferFromAuthorised').value === true)
    return inadequate(
      forms,
      'The charge laid is not the charge authorised.',
      'Do not go on preparing this file. Tell the prosecutor and have the charge corrected or authorised.',
    );
  const codes = view.liveOffences.filter(({ status }) => status === 'charged').map(({ cjsCode }) => cjsCode);
  const off = forms.find((id) => {
    const printed = view.text(id).match(/\b[A-Z]{2}\d{5}[ABCI]?\b/g) ?? [];
    return printed.length > 0 && codes.length > 0 && !printed.some((code) => codes.includes(code));
  });
  const dated = forms.flatMap((id) => otherDaysOn(view, id).map((why) => ({ why })));
  return met(forms, [
    ...proposing(off === undefined ? undefined : { why: `${off} shows another offence code than the record.` }),
    ...dated,
  ]);
};

const chargedOn =
  /\b(?:on|between)\s+(?:or about\s+)?((?:\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]+|\d{1,2}[./]\d{1,2})[ ,./]+\d{4})/i;

/** Charges that a sheet prints with a day on which, by the record, no charge of that code begins: each in a sentence. */
const otherDaysOn = (view: CaseView, id: string): readonly string[] => {
  const charged = view.liveOffences.filter(({ status }) => status === 'charged');
  // What stands between the code of one charge and that of the next is that charge.
  return view
    .text(id)
    .split(/(?=\b[A-Z]{2}\d{5}[ABCI]?\b)/)
    .flatMap((part) => {
      const rows = charged.filter(({ cjsCode }) => part.startsWith(cjsCode));
      const words = chargedOn.exec(part)?.[1];
      const day = words === undefined ? undefined : writtenDay(words);
      if (words === undefined || day === undefined || rows.length === 0) return [];
      return rows.some(({ startDate, endDate }) => startDate === day || endDate === day)
        ? []
        : [
            `${id} gives ${words} for ${listed(rows.map(({ id: row }) => row))}, and the record ${listed(rows.map(({ startDate }) => sayDay(startDate)))}.`,
          ];
    });
};

const requisition: ItemRule = (context) => {
  const found = form(['MG4D'], { why: 'There is no requisition.', fix: 'Add the written charge and requisition.' })(
    context,
  );
  if (found.result !== 'met') return found;
  const { view } = context;
  const date = dayIn(partOf(view.heading('hearing'), 'date'));
  if (date === undefined) return found;
  const [year = '', month = '', day = ''] = date.split('-');
  const off = found.by.find((id) => {
    const text = view.text(id);
    return (
      /hearing/i.test(text) &&
      !text.includes(`${day}/${month}/${year}`) &&
      !text.includes(date) &&
      /\d{2}\/\d{2}\/\d{4}/.test(text)
    );
  });
  return met(found.by, proposing(off === undefined ? undefined : { why: `${off} may give another hearing date.` }));
};

const reconciliation: ItemRule = (context) => {
  const { view, fact } = context;
  if (view.words('chargeReconciliation') !== '') return met(['request.chargeReconciliation']);
  const differ = fact('chargesDifferFromAuthorised');
  if (differ.value === true)
    return missing(
      'The charges laid and the charges authorised differ, and nobody has compared them.',
      'Say for each authorised charge whether it was laid, varied or not laid, and why.',
    );
  const compared = view.defendants.some((defendant) => chargesOf(view, defendant).authorised.length > 0);
  if (compared || differ.basis === 'answered') return met(['offences']);
  return askFor(
    'chargesDifferFromAuthorised',
    'No authorised charge is recorded, so there is nothing to compare with the charge laid.',
    'Say whether the charge laid is the one the prosecutor authorised.',
  );
};

/** Court has to be reached within 24 hours of an arrest for breach of bail. @law Bail Act 1976 s.7(4) */
const arrestLimit = 24;

const hearing: ItemRule = ({ view }) => {
  const by = ['request.hearing'];
  const fix = 'Give the court, date and time of the first hearing.';
  if (view.words('hearing') === '') return missing('No hearing is recorded.', fix);
  const date = dayIn(partOf(view.heading('hearing'), 'date'));
  const gaps = [
    ...(wordsIn(partOf(view.heading('hearing'), 'court')) === '' ? ['court'] : []),
    ...(date === undefined ? ['date'] : []),
  ];
  if (gaps.length > 0) return inadequate(by, `The ${listed(gaps)} of the hearing is not given.`, fix);
  if (date !== undefined && isPast(view, date))
    return inadequate(by, `The hearing date, ${sayDay(date)}, has passed.`, fix);
  const arrest = view.kind === 'BREACH_OF_BAIL' ? view.defendants[0]?.arrest?.at : undefined;
  const limit = arrest === undefined ? undefined : instant(arrest).add({ hours: arrestLimit });
  const late =
    limit !== undefined &&
    date !== undefined &&
    Temporal.PlainDate.compare(Temporal.PlainDate.from(date), limit.toZonedDateTimeISO(LONDON).toPlainDate()) > 0;
  return met(by, late ? [{ why: 'The hearing is more than 24 hours after the arrest.' }] : []);
};

/** One rule per item of this group. */
export const chargeItems = {
  MG4_CHARGE: chargeDetails,
  REQUISITION: requisition,
  AUTH_RECON: reconciliation,
  HEARING_DETAILS: hearing,
} as const satisfies Record<string, ItemRule>;
