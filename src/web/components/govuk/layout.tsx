import { type Children } from '../content.ts';

/** A row of the grid; columns go inside. */
export const GridRow = ({ children }: { readonly children: Children }) => <div class="govuk-grid-row">{children}</div>;

/** A column of the grid. */
export const Column = ({
  width,
  children,
}: {
  readonly width: 'full' | 'one-half' | 'one-third' | 'two-thirds' | 'one-quarter' | 'three-quarters';
  readonly children: Children;
}) => <div class={`govuk-grid-column-${width}`}>{children}</div>;

/** A row with one column of two thirds: the width at which text reads well; for flows and forms. */
export const TwoThirds = ({ children }: { readonly children: Children }) => (
  <GridRow>
    <Column width="two-thirds">{children}</Column>
  </GridRow>
);

/** A row with one column of the full width; for tables and queues. */
export const FullWidth = ({ children }: { readonly children: Children }) => (
  <GridRow>
    <Column width="full">{children}</Column>
  </GridRow>
);
