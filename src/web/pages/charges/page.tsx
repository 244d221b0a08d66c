import { StatusTag } from '../../components/case/status-tag.tsx';
import { LinkButton } from '../../components/govuk/button.tsx';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { SummaryList } from '../../components/govuk/summary-list.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { SideBySide } from '../file-parts/index.ts';
import { ByPolice } from './by-police.tsx';
import type { ChargePair, ChargeSide, ChargesView, Reasons } from './view-model.ts';

const Side = ({ title, side, none }: { title: string; side: ChargeSide | undefined; none: string }) => (
  <>
    <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h3>
    {side === undefined ? (
      <p class="govuk-body">{none}</p>
    ) : (
      <>
        <p class="govuk-body govuk-!-margin-bottom-1">
          <strong>{side.offence}</strong>
          <br />
          {side.dates}
        </p>
        <p class="govuk-body govuk-!-margin-bottom-1 jcf-typed">{side.wording}</p>
        {side.notes.map((note) => (
          <p class="govuk-body-s govuk-!-margin-bottom-1">{note}</p>
        ))}
      </>
    )}
  </>
);

/** What was decided and why, as the prosecutor issued it. */
const Decided = ({ reasons }: { reasons: Reasons }) => (
  <>
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>{reasons.decided}</strong>
      <br />
      {reasons.by}
    </p>
    <SummaryList rows={reasons.rows} />
  </>
);

const Pair = ({ pair }: { pair: ChargePair }) => (
  <section class="jcf-decision">
    <h2 class="govuk-heading-m govuk-!-margin-bottom-2">{pair.heading}</h2>
    <p class="govuk-body">
      <StatusTag kind={pair.status.kind}>{pair.status.text}</StatusTag>
    </p>
    {pair.limit?.last !== undefined && (
      <WarningText>{`Authorising does not stop the time limit. Last day to lay it: ${pair.limit.last} (${pair.limit.left}).`}</WarningText>
    )}
    {pair.chase !== undefined &&
      (pair.chase.lapsed ? <InsetText>{pair.chase.text}</InsetText> : <p class="govuk-body">{pair.chase.text}</p>)}
    {pair.untimely.length > 0 && (
      <InsetText>
        {pair.untimely.map((line, index) => (
          <p class="govuk-body govuk-!-margin-bottom-1">{index === 0 ? <strong>{line}</strong> : line}</p>
        ))}
      </InsetText>
    )}
    {pair.differences.length > 0 && (
      <InsetText>
        <strong>Not the same:</strong>
        <ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-0">
          {pair.differences.map((difference) => (
            <li>{difference}</li>
          ))}
        </ul>
        {pair.refusedBefore !== '' && <p class="govuk-body govuk-!-margin-bottom-2">{pair.refusedBefore}</p>}
        {pair.reason !== '' && <p class="govuk-body govuk-!-margin-bottom-0">Police say: {pair.reason}</p>}
      </InsetText>
    )}
    {pair.compare !== undefined && (
      <p class="govuk-body">
        <a class="govuk-link" href={pair.compare.href}>
          {pair.compare.text}
          <span class="govuk-visually-hidden">, {pair.heading}</span>
        </a>
      </p>
    )}
    <SideBySide
      left={<Side title="Authorised by the CPS" side={pair.authorised} none="No charge was authorised for this one." />}
      right={<Side title="Laid by police" side={pair.laid} none="Not laid yet." />}
    />
    {pair.reasons !== undefined && (
      <>
        <h3 class="govuk-heading-s">Why the CPS decided so</h3>
        <Decided reasons={pair.reasons} />
      </>
    )}
  </section>
);

/** What the CPS authorised and what police laid, side by side. */
export const ChargesPage = (view: ChargesView): Page => ({
  ...view.frame,
  title: `Charges of ${view.urn}`,
  heading: 'Charges',
  body: (
    <>
      {view.mayRecord && <LinkButton href={paths.addCharge.to({ urn: view.urn })}>Record a charge laid</LinkButton>}
      <p class="govuk-body">
        The CPS authorise a charge, or police decide one that is theirs. Nobody is charged until police lay it and
        record it here.
      </p>
      {view.pairs.length === 0 && view.case.policeDecisions.length === 0 && (
        <p class="govuk-body">No charge has been authorised or recorded here.</p>
      )}
      {view.pairs.map((pair) => (
        <Pair pair={pair} />
      ))}
      <ByPolice view={view.case} today={view.today} />
      {view.otherDecisions.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Decisions without a charge</h2>
          {view.otherDecisions.map(({ heading, reasons, outOfCourt, again }) => (
            <section class="jcf-decision">
              <h3 class="govuk-heading-s">{heading}</h3>
              {outOfCourt !== undefined && (
                <p class="govuk-body">
                  <StatusTag kind={outOfCourt.status.kind}>{outOfCourt.status.text}</StatusTag>
                </p>
              )}
              {again !== undefined && <InsetText>{again}</InsetText>}
              <Decided reasons={reasons} />
              {outOfCourt !== undefined && (
                <p class="govuk-body">
                  <a class="govuk-link" href={outOfCourt.href}>
                    What becomes of it<span class="govuk-visually-hidden">, {heading}</span>
                  </a>
                </p>
              )}
            </section>
          ))}
        </>
      )}
    </>
  ),
});
