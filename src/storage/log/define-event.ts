import type { z } from 'zod';
import type { Transaction } from '../database.ts';
import type { NewJob } from '../jobs.ts';
import type { Header } from './chain.ts';

/** An event as it stands in the log. `payload` is `null` and `erased` true once its content has been erased. */
export interface LoggedEvent<Payload = unknown> extends Header {
  readonly payload: Payload;
  readonly erased: boolean;
}

/** An event with its content checked, and what follows from it. */
export interface PreparedEvent {
  readonly event: LoggedEvent;
  readonly apply: (tx: Transaction) => Promise<unknown>;
  readonly jobs: () => readonly NewJob[];
}

/** A kind of event, as the log knows it. */
export interface EventDefinition {
  readonly type: string;
  readonly schemaVersion: number;
  /** Checks a new payload and gives back what will be kept of it. Throws when it does not fit. */
  readonly check: (payload: unknown) => unknown;
  /** Takes an event as stored, brings its payload up to date and checks it. Throws when it does not fit. */
  readonly prepare: (stored: LoggedEvent) => PreparedEvent;
  /** Applies several prepared events of this kind, each of another stream, with the effect of one after the other. */
  readonly applyTogether?: (tx: Transaction, events: readonly LoggedEvent[]) => Promise<unknown>;
}

type Applied<Payload> =
  | {
      readonly apply: (tx: Transaction, event: LoggedEvent<Payload>) => Promise<unknown>;
      readonly applyTogether?: never;
    }
  | {
      readonly apply?: never;
      readonly applyTogether: (tx: Transaction, events: readonly LoggedEvent<Payload>[]) => Promise<unknown>;
    };

/**
 * Declares a kind of event. `apply` is the only code that writes the tables it touches: it runs when the event is
 * appended and again at every rebuild, so it must depend on nothing but the event and those tables: no clock, no new
 * ids. A kind that is written by the thousand gives `applyTogether` instead, which takes events of different streams and
 * does to the tables what they would do one by one. `upgrade` turns a payload of an older `schemaVersion` into today's.
 */
export function defineEvent<S extends z.ZodType>(
  given: Applied<z.output<S>> & {
    readonly type: string;
    readonly schemaVersion: number;
    readonly schema: S;
    readonly upgrade?: (old: unknown, fromVersion: number) => unknown;
    readonly jobs?: (event: LoggedEvent<z.output<S>>) => readonly NewJob[];
  },
): EventDefinition {
  const { type, schemaVersion, schema, upgrade, jobs } = given;
  const { applyTogether } = given;
  const apply = given.apply ?? ((tx: Transaction, event: LoggedEvent<z.output<S>>) => given.applyTogether(tx, [event]));
  const upToDate = (payload: unknown, fromVersion: number): unknown => {
    if (fromVersion === schemaVersion) return payload;
    if (upgrade === undefined || fromVersion > schemaVersion)
      throw new Error(`Event ${type} version ${fromVersion} cannot be read by this release (version ${schemaVersion})`);
    return upgrade(payload, fromVersion);
  };
  return {
    type,
    schemaVersion,
    check: (payload) => schema.parse(payload),
    prepare: (stored) => {
      const event = { ...stored, payload: schema.parse(upToDate(stored.payload, stored.schemaVersion)) };
      return { event, apply: (tx) => apply(tx, event), jobs: () => jobs?.(event) ?? [] };
    },
    ...(applyTogether === undefined
      ? {}
      : {
          // Events reach it as `prepare` gave them, so their contents have been checked by this schema.
          applyTogether: (tx, events) => applyTogether(tx, events as readonly LoggedEvent<z.output<S>>[]),
        }),
  };
}

/** Definitions by type. Throws when two have the same type. */
export function registryOf(definitions: readonly EventDefinition[]): (type: string) => EventDefinition {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  if (byType.size !== definitions.length) {
    const twice = definitions.find(({ type }, index) => definitions.findIndex((each) => each.type === type) !== index);
    throw new Error(`Two kinds of event are called ${twice?.type ?? ''}`);
  }
  return (type) => {
    const found = byType.get(type);
    if (found === undefined) throw new Error(`No kind of event is called ${type}`);
    return found;
  };
}
