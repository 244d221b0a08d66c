import { instant, type Instant } from '../../../domain/kernel/civil-date.ts';
import { bandOf, bands, type Band, type ClockSettings } from '../../../domain/time-limits/index.ts';
import type { ClockRow, Register, RegisterWanted } from '../../../application/clock-notices.ts';
import { clockTags, stateOfBand } from '../../components/case/clock.tsx';
import { paths } from '../../paths.ts';
import type { ListRow } from '../case-frame/index.ts';
import { sayEnd } from '../incident/view-model.ts';
import { asCsv } from '../access-record/csv.ts';

/** Kinds of clock by which the register is filtered, in the words of the pages. */
export const clockKinds = {
  'prosecution-limit': 'Time limit to start proceedings',
  'pace-detention': 'Detention without charge',
  'pace-review': 'Review of detention',
  'pace-bail': 'Bail before charge',
  'bail-act-s7': 'Arrest for breach of bail',
  ctl: 'Custody time limit',
  listing: 'First hearing',
  'prosecution-evidence': 'Service of evidence',
} as const;
export const isClockKind = (text: string): text is keyof typeof clockKinds => Object.hasOwn(clockKinds, text);
const sayClockKind = (kind: string): string => (isClockKind(kind) ? clockKinds[kind] : kind);

const bandOfRow = (row: ClockRow, now: Instant, settings: ClockSettings): Band =>
  bandOf(
    {
      kind: isClockKind(row.kind) ? row.kind : 'prosecution-limit',
      endsAt: instant(row.endsAt),
      inHours: row.inHours,
    },
    now,
    settings,
  );

export interface RegisterView {
  readonly wanted: { readonly [Key in keyof RegisterWanted]: string };
  readonly rows: readonly ListRow[];
  readonly units: readonly string[];
  readonly csv: string;
  readonly newer: string | undefined;
  readonly older: string | undefined;
  readonly whose: string;
  readonly settings: ClockSettings;
  /** Whether this person goes through the months. */
  readonly reviews: boolean;
}

function lineOf(row: ClockRow, now: Instant, settings: ClockSettings): ListRow {
  const { when, left } = sayEnd(row.endsAt, row.inHours, now);
  return {
    title: `${row.urn} ${row.title}, ${row.suspect}`,
    href: paths.timeLimits.to({ urn: row.urn }),
    status: clockTags[stateOfBand(bandOfRow(row, now, settings))],
    lines: [
      `${row.inHours ? 'Ends' : 'Last day'}: ${when} (${left})`,
      `${sayClockKind(row.kind)}. ${row.provision}`,
      `${row.unit}. ${row.caseTitle}`,
    ],
  };
}

const addressOf = (wanted: RegisterView['wanted'], page: number): string =>
  paths.clocksRegister.to({}, { ...onlyGiven(wanted), page: page === 1 ? undefined : String(page) });

const onlyGiven = (wanted: RegisterView['wanted']) =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== ''));

export const registerView = (
  register: Register,
  given: {
    readonly wanted: RegisterView['wanted'];
    readonly page: number;
    readonly whose: string;
    readonly now: Instant;
    readonly settings: ClockSettings;
    readonly reviews: boolean;
  },
): RegisterView => ({
  ...{
    wanted: given.wanted,
    units: register.units,
    whose: given.whose,
    settings: given.settings,
    reviews: given.reviews,
  },
  rows: register.rows.map((row) => lineOf(row, given.now, given.settings)),
  csv: paths.clocksRegisterFile.to({}, onlyGiven(given.wanted)),
  newer: given.page === 1 ? undefined : addressOf(given.wanted, given.page - 1),
  older: register.more ? addressOf(given.wanted, given.page + 1) : undefined,
});

/** The register for a spreadsheet: a line for each clock, the one that ends first on top. */
export const registerAsCsv = (rows: readonly ClockRow[], now: Instant, settings: ClockSettings): string =>
  asCsv([
    ['Reference', 'Case', 'Unit', 'Suspect', 'What', 'Kind', 'Ends', 'Left', 'Band', 'Law'],
    ...rows.map((row) => {
      const { when, left } = sayEnd(row.endsAt, row.inHours, now);
      return [
        ...[row.urn, row.caseTitle, row.unit, row.suspect, row.title, sayClockKind(row.kind), when, left],
        ...[bands[bandOfRow(row, now, settings)], row.provision],
      ];
    }),
  ]);
