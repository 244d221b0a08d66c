import { classNames, type Attributes, type Content } from '../content.ts';

/** Colours of tags; blue when none is given. */
export type TagColour = 'blue' | 'grey' | 'green' | 'teal' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow';

export type TagProps = {
  readonly children: Content;
  /** Never the only carrier of meaning: the words must say it too. */
  readonly colour?: TagColour | undefined;
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
};

/** A GOV.UK tag: a few words of status. */
export const Tag = ({ children, colour, classes, attributes }: TagProps) => (
  <strong class={classNames('govuk-tag', colour && `govuk-tag--${colour}`, classes)} {...attributes}>
    {children}
  </strong>
);
