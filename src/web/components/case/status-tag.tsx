import { type Content } from '../content.ts';
import { Tag, type TagColour } from '../govuk/tag.tsx';

/**
 * What a status asks of its reader: `act` is the reader's move, `urgent` is late or nearly, `wait` is someone else's move,
 * `changed` is news, `done` is finished, `none` is plain.
 */
export type StatusKind = 'act' | 'urgent' | 'wait' | 'changed' | 'done' | 'none';

const colours = {
  act: 'blue',
  urgent: 'red',
  wait: 'yellow',
  changed: 'purple',
  done: 'green',
  none: 'grey',
} as const satisfies Record<StatusKind, TagColour>;

/** A status in words that say who acts, such as "Charging decision needed" or "Waiting for police". Colour only repeats it. */
export const StatusTag = ({ kind, children }: { readonly kind: StatusKind; readonly children: Content }) => (
  <Tag colour={colours[kind]}>{children}</Tag>
);
