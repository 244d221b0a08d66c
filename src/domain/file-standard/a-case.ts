import type { OffenceEntry, OffenceLookup } from '../kernel/offence-code.ts';
import { civilDate, instant } from '../kernel/civil-date.ts';
import { CaseRecord, type Defendant, type Material, type Offence, type SubmissionRequest } from '../case-file/index.ts';
import { ownEditions } from './editions.ts';
import type { CheckContext } from './facts/fact.ts';

/** Builders for tests: one plain, fixed case that a test changes in the one respect it is about. All of it invented. */

/** A material item; give at least the type. */
export const anItem = (given: Partial<Material> & Pick<Material, 'type'>): Material => ({
  id: 'M01',
  title: 'Paper',
  file: 'documents/paper.pdf',
  date: '2026-10-02',
  madeBy: 'PC 1001 Sample',
  status: 'evidential',
  ...given,
});

/** An offence row: a theft from a shop, proposed, plea not known. */
export const anOffence = (given: Partial<Offence> = {}): Offence => ({
  id: 'F1',
  defendantId: 'D1',
  cjsCode: 'TH68010',
  title: 'Theft from a shop',
  category: 'CE',
  status: 'proposed',
  wording: 'On 1 October 2026 at Northgate stole goods to the value of GBP 40.',
  startDate: '2026-10-01',
  endDate: '2026-10-01',
  anticipatedPlea: 'not_known',
  chargingAuthority: 'cps',
  ...given,
});

/** What a test may change of the plain case. */
export interface CaseChanges {
  readonly request?: Readonly<Record<string, unknown>>;
  readonly kind?: SubmissionRequest['kind'];
  readonly defendant?: Partial<Defendant>;
  readonly offences?: readonly Offence[];
  readonly material?: readonly Material[];
  readonly record?: Partial<CaseRecord>;
}

/** One adult suspect, one offence, nobody else, and an empty file. The submission is S1. */
export const aCase = (changes: CaseChanges = {}): CaseRecord =>
  CaseRecord.parse({
    formatVersion: '1.0',
    export: { system: 'Test', exportedAt: '2026-11-01T09:00:00+00:00', exportId: 'T1' },
    urn: '35NT0000126',
    title: 'R v Sample',
    crimeReferences: ['35/1/26'],
    force: { code: '35', name: 'Fenmarch Constabulary' },
    unit: { code: 'NT', name: 'Northgate' },
    officers: [
      {
        id: 'O1',
        role: 'officer_in_case',
        name: 'Sam Sample',
        rank: 'PC',
        collarNumber: '1001',
        phone: '01632 960001',
        email: 'sam.sample@example.org',
      },
    ],
    persons: [
      { id: 'D1', givenName: 'Dan', familyName: 'Defendant', dateOfBirth: '1990-01-01' },
      { id: 'V1', givenName: 'Vera', familyName: 'Victim', dateOfBirth: '1985-01-01' },
      { id: 'W1', givenName: 'Will', familyName: 'Witness', dateOfBirth: '1980-01-01' },
    ],
    defendants: [
      { id: 'D1', personId: 'D1', stage: 'pre_charge', status: 'released_under_investigation', ...changes.defendant },
    ],
    offences: changes.offences ?? [anOffence()],
    victims: [],
    witnesses: [],
    flags: {
      isDomesticAbuse: false,
      isRasso: false,
      isHateCrime: false,
      isStalkingHarassment: false,
      suspectIsYouth: false,
    },
    dates: { reported: '2026-10-01', offenceFrom: '2026-10-01', offenceTo: '2026-10-01' },
    submissions: [
      {
        id: 'S1',
        kind: changes.kind ?? 'PCD_FCT_NGAP',
        defendantIds: ['D1'],
        requestedAt: '2026-11-01T09:00:00+00:00',
        version: 1,
        request: changes.request ?? {},
      },
    ],
    material: changes.material ?? [anItem({ type: 'EXHIBIT', id: 'M99', status: 'admin' })],
    ...changes.record,
  });

const modeOf = { CS: 'summary-only', CM: 'summary-only', CE: 'either-way', CI: 'indictable-only' } as const;

/** Standing data that holds exactly the offences of a case, as the export gives them. */
export const standingFor =
  (record: CaseRecord, confirmed = true): OffenceLookup =>
  (code): OffenceEntry | undefined => {
    const row = record.offences.find(({ cjsCode }) => cjsCode === code);
    if (row === undefined) return undefined;
    return {
      code,
      title: row.title,
      category: row.category,
      mode: { value: modeOf[row.category], confirmed, because: 'test' },
      homeOfficeClass: undefined,
      recordable: true,
      notifiable: true,
      legacy: false,
    };
  };

/** The context of a check of a case: the newest edition, nothing read, no answers, judged on 1 November 2026. */
export const contextFor = (record: CaseRecord, given: Partial<CheckContext> = {}): CheckContext => {
  return {
    edition: ownEditions.inForce(civilDate('2026-11-01')),
    offences: standingFor(record),
    limits: [],
    answers: new Map(),
    texts: new Map(),
    media: new Map(),
    asOf: instant('2026-11-01T09:00:00+00:00'),
    ...given,
  };
};
