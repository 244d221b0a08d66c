import { type Content } from '../content.ts';
import { Badge, IdentityBar, type BadgeProps } from '../moj/headers.tsx';

export type CaseHeaderProps = {
  /** The reference both sides know the case by. */
  readonly reference: string;
  readonly title: string;
  /** Force and unit that hold the case. */
  readonly unit: string;
  /** Whose move it is, as a sentence: "Waiting for police to answer 2 actions by 26 November 2026." */
  readonly waitingFor: string;
  /** The case's own page; left out on that page. */
  readonly href?: string | undefined;
  readonly badges?: readonly { readonly text: Content; readonly colour?: BadgeProps['colour'] }[] | undefined;
};

/** Says on every page of a case which case it is, who has it and what it is waiting for. */
export const CaseHeader = ({ reference, title, unit, waitingFor, href, badges = [] }: CaseHeaderProps) => (
  <IdentityBar classes="jcf-case-header">
    <span class="jcf-case-header__name">
      {href === undefined ? (
        <strong>{title}</strong>
      ) : (
        <a class="govuk-link govuk-link--no-visited-state" href={href}>
          <strong>{title}</strong>
        </a>
      )}
      {badges.map((badge) => [' ', <Badge colour={badge.colour}>{badge.text}</Badge>])}
    </span>{' '}
    <span class="jcf-case-header__facts">{`${reference}, ${unit}`}</span>{' '}
    <span class="jcf-case-header__waiting">{waitingFor}</span>
  </IdentityBar>
);
