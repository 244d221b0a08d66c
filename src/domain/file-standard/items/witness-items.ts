import { largestSumIn, saysNo } from '../facts/words.ts';
import { form, formOrHeading, heading } from './common-rules.ts';
import { idsOf, inadequate, listed, met, missing, proposing, type ItemRule } from './finding.ts';
import { questionsUnanswered, viewsAreToCome } from './paper-signs.ts';
import { partWords } from './request-items.ts';

/** Victims, witnesses and what is asked for them. */

const witnessNeeds: ItemRule = (context) => {
  const found = heading('witnessNeeds', {
    why: 'Nothing is said about the needs of victims and witnesses.',
    fix: 'Say what each victim and witness needs, or that there are no needs.',
  })(context);
  const refuses = context.fact('witnessRefusesOrWithdraws');
  // Told in a paper alone: the request is read by whoever decides whether the witness is needed.
  if (found.result !== 'met' || refuses.value !== true || refuses.passage === undefined) return found;
  return met(found.by, [
    {
      why: `${refuses.passage.material} has somebody who refuses or withdraws, and nothing is said of it here.`,
      passage: refuses.passage,
    },
  ]);
};

const specialMeasures: ItemRule = (context) => {
  const found = formOrHeading(['MG2'], 'specialMeasures', {
    why: 'A witness may be eligible for special measures, and no assessment is on the file.',
    fix: 'Assess special measures for each eligible witness and record what they want.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const bare = view
    .of('MG2')
    .find(
      ({ id }) =>
        view.text(id).trim() !== '' &&
        (!/views?|wants?|wishes|prefer/i.test(view.text(id)) || viewsAreToCome(view.context.texts, id)),
    );
  return met(
    found.by,
    proposing(bare === undefined ? undefined : { why: `${bare.id} does not give the witness’s own views.` }),
  );
};

const personalStatement: ItemRule = (context) => {
  const { view } = context;
  const statements = idsOf(view.of('VPS'));
  const said = view.words('vps') !== '';
  const unasked = view.record.victims.filter(
    ({ victimPersonalStatement: vps }) => (vps?.offered ?? '') === '' && vps?.made !== true,
  );
  if (said || statements.length > 0) {
    const lost = said ? view.brokenPointers('vps') : [];
    const by = [...statements, ...(said ? ['request.vps'] : [])];
    return lost.length > 0 && statements.length === 0
      ? inadequate(by, `It points to ${listed(lost)}, which is not on the file.`, 'Add the statement.')
      : met(by);
  }
  return unasked.length > 0 || view.record.victims.length === 0
    ? missing(
        'Nothing says whether a personal statement was offered.',
        'Say if it was offered, made or declined, and whether it is to be read out.',
      )
    : met(['victims']);
};

const witnessChecks: ItemRule = (context) => {
  const found = formOrHeading(['PNC-W'], 'witnessChecks', {
    why: 'No victim or witness has been checked, not even with a nil result.',
    fix: 'Check the victim and each key witness and record the result, even if there is nothing.',
  })(context);
  if (found.result !== 'met') return found;
  const { view } = context;
  const text = `${view
    .of('PNC-W')
    .map(({ id }) => view.text(id))
    .join(' ')} ${view.words('witnessChecks')}`.toLowerCase();
  const everyone = /\ball\b/.test(text);
  const people = [
    ...view.record.victims.flatMap(({ kind, personId }) =>
      kind === 'person' && personId !== undefined ? [personId] : [],
    ),
    ...view.record.witnesses.flatMap(({ key, kind, personId }) =>
      key === true && kind === 'civilian' ? [personId] : [],
    ),
  ];
  const unread = view.of('PNC-W').some(({ id }) => view.text(id).trim() === '');
  const absent = people.filter((id) => {
    const name = view.person(id)?.familyName.toLowerCase();
    return name !== undefined && !text.includes(name) && !text.includes(id.toLowerCase());
  });
  return met(
    found.by,
    absent.length === 0 || everyone || unread
      ? []
      : [{ why: `The checks do not mention ${listed(absent.map((id) => view.person(id)?.familyName ?? id))}.` }],
  );
};

const riskAssessment: ItemRule = (context) => {
  const found = form(['DASH'], {
    why: 'There is no risk assessment.',
    fix: 'Add the current risk assessment and its outcome.',
  })(context);
  if (found.result !== 'met') return found;
  const { texts } = context.view.context;
  return met(
    found.by,
    found.by.flatMap((id) => {
      const open = questionsUnanswered(texts, id);
      return open.length === 0
        ? []
        : [
            {
              why: `${id}: ${open.length} ${open.length === 1 ? 'question has' : 'questions have'} no answer, such as “${open.at(-1) ?? ''}”.`,
            },
          ];
    }),
  );
};

const hateInformation: ItemRule = (context) => {
  const { view } = context;
  const fix = 'Give the strand, who perceived it so, and the evidence of hostility.';
  if (view.words('hateCrime') === '') return missing('There is no hate crime information.', fix);
  const gaps = [
    ...(partWords(context, 'hateCrime', 'strand') === '' ? ['strand'] : []),
    ...(partWords(context, 'hateCrime', 'perception') === '' ? ['perception'] : []),
    ...(partWords(context, 'hateCrime', 'evidence') === '' ? ['evidence'] : []),
  ];
  const plain = typeof view.heading('hateCrime') === 'string';
  return gaps.length === 0 || plain
    ? met(
        ['request.hateCrime'],
        plain ? [{ why: 'Written as one text: check that strand, perception and evidence are there.' }] : [],
      )
    : inadequate(['request.hateCrime'], `Nothing is said about ${listed(gaps)}.`, fix);
};

const children: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('DACHECK'));
  const said = view.words('children') !== '';
  if (said || forms.length > 0) return met([...forms, ...(said ? ['request.children'] : [])]);
  if (view.record.flags['childrenPresent'] === false) return met(['flags.childrenPresent']);
  return missing(
    'Nothing is said about children.',
    'Say whether children were present or live there, that they are safe, and any referral.',
  );
};

const orders = formOrHeading(['MG13'], 'ordersSought', {
  why: 'An order is asked for, and no details are given.',
  fix: 'Give the order, its terms, the evidence for it and the victim’s view.',
});

const compensation: ItemRule = (context) => {
  const { view } = context;
  const forms = idsOf(view.of('MG19'));
  const said = view.words('compensation');
  const by = [...forms, ...(said === '' ? [] : ['request.compensation'])];
  const fix = 'Add the amount, proof of it and where to pay.';
  if (forms.length > 0) return met(by);
  if (said === '') return missing('There is loss, damage or injury, and nothing is said about compensation.', fix);
  if (saysNo(said) || largestSumIn(said) === undefined) return met(by);
  const proof = view.record.material.some((item) => said.includes(item.id) && view.opens(item));
  return proof
    ? met(by)
    : inadequate(
        by,
        'A sum is named, and no item of the file is named that proves it.',
        'Add the receipt or estimate to the file and write its number in the list of material, such as M12, beside the amount, or add form MG19. Say where to pay.',
      );
};

const outOfCourt: ItemRule = ({ view }) => {
  const papers = view.record.material.filter(({ title }) => /\bcaution\b|out.of.court|non-?compliance/i.test(title));
  return papers.length > 0
    ? met(idsOf(papers))
    : missing(
        'There are no out-of-court papers.',
        'Add the offence, admission, conditions, timetable, the victim’s views and the agreement.',
      );
};

/** One rule per item of this group. */
export const witnessItems = {
  WITNESS_NEEDS: witnessNeeds,
  SPECIAL_MEASURES: specialMeasures,
  VPS: personalStatement,
  WITNESS_PNC: witnessChecks,
  OFFICER_RECORD: form(['MG6B'], {
    why: 'An officer’s record may bear on the case, and the form is not on the file.',
    fix: 'Add the disciplinary record form (MG6B) for that officer.',
  }),
  DA_CHECKLIST: form(['DACHECK'], {
    why: 'This is domestic abuse, and the joint evidence checklist is not on the file.',
    fix: 'Complete the domestic abuse evidence checklist.',
  }),
  RISK_ASSESSMENT: riskAssessment,
  HATE_INFO: hateInformation,
  CHILD_INFO: children,
  ORDERS: orders,
  COMPENSATION: compensation,
  TICS: form(['MG18'], {
    why: 'Other offences are to be taken into consideration, and there is no schedule.',
    fix: 'Add the signed schedule of offences.',
  }),
  OOCD_PACK: outOfCourt,
} as const satisfies Record<string, ItemRule>;
