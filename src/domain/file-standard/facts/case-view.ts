import { civilDate, daysUntil, londonDateOf, Temporal, type CivilDate } from '../../kernel/civil-date.ts';
import type { OffenceEntry } from '../../kernel/offence-code.ts';
import type {
  CaseRecord,
  Defendant,
  Material,
  MaterialType,
  Offence,
  Person,
  SubmissionKind,
  SubmissionRequest,
} from '../../case-file/index.ts';
import { defaultSettings, type CheckContext, type Passage, type StandardSettings } from './fact.ts';
import { firstMatch } from './scan.ts';
import { passageAround, referencesIn, saysNo, wordsIn } from './words.ts';

/** What one submission sees of a case: its own defendants, their rows, the shared material, the words of its request. */
export interface CaseView {
  readonly record: CaseRecord;
  readonly submission: SubmissionRequest;
  readonly kind: SubmissionKind;
  readonly context: CheckContext;
  readonly settings: StandardSettings;
  /** London day of `context.asOf`. */
  readonly today: CivilDate;
  readonly defendants: readonly Defendant[];
  /** Every offence row of these defendants. */
  readonly offences: readonly Offence[];
  /** Without alleged breaches and codes that are not offences. */
  readonly realOffences: readonly Offence[];
  /** Real offences still in play: not looked at and dropped. */
  readonly liveOffences: readonly Offence[];
  /** Facts that decide a row or a check of this kind. */
  readonly deciding: ReadonlySet<string>;
  readonly standing: (code: string) => OffenceEntry | undefined;
  readonly person: (id: string) => Person | undefined;
  /** Age in years on the day the file is judged at. */
  readonly age: (personId: string) => number | undefined;
  /** Words under a heading of the request; empty when blank or absent. */
  readonly words: (heading: string) => string;
  readonly heading: (heading: string) => unknown;
  /** Filled, and not with a "none". */
  readonly says: (heading: string) => boolean;
  /** All words of the request. */
  readonly requestWords: string;
  /** Material of these types, leaving out what belongs to a defendant who is not in this submission. */
  readonly of: (...types: readonly MaterialType[]) => readonly Material[];
  /** Material of these types that belongs to this defendant. */
  readonly ofDefendant: (defendant: Defendant, ...types: readonly MaterialType[]) => readonly Material[];
  readonly materialById: (id: string) => Material | undefined;
  /** Extracted text; empty when the item was not read. */
  readonly text: (id: string) => string;
  /** First passage matching, in material of these types. */
  readonly find: (types: readonly MaterialType[], pattern: RegExp) => Passage | undefined;
  /** Whether the item can be opened: a file that is there, or a place where it is held. */
  readonly opens: (material: Material) => boolean;
  /** Ids a heading points at that do not exist or do not open. */
  readonly brokenPointers: (heading: string) => readonly string[];
  /** Works a thing out once for a submission, whatever it is checked as: only of what its record and its texts tell. */
  readonly once: <T>(name: string, work: () => T) => T;
}

/** Papers about one defendant; a paper of any other type is the case's. */
const personalTypes: ReadonlySet<MaterialType> = new Set([
  ...(['MG3', 'MG3A', 'MG4', 'MG4A', 'MG4D', 'MG7', 'MG8', 'MG15', 'MG16', 'MG18', 'MGDD', 'PNC'] as const),
  ...(['CUSTODY', 'INTERVIEW-AUDIO', 'INTIM', 'VIPER', 'YOUTH'] as const),
]);
/** Of those, the ones that serve every defendant when they name none. */
const sharedWhenUnnamed: ReadonlySet<MaterialType> = new Set(['MG3', 'MG3A']);

const isOffence = (row: Offence): boolean =>
  row.status !== 'alleged_breach' && !row.cjsCode.startsWith('BA76501') && !/this is not an offence/i.test(row.title);

/**
 * Which of the case's defendants an item is about. Subject first, then the interview row that points at it, then a
 * surname in the title, then one in the text: a title that names one defendant outweighs a text that mentions another.
 */
const defendantsOf = (
  record: CaseRecord,
  material: Material,
  surname: (defendant: Defendant) => string,
  text: string,
): readonly Defendant[] => {
  const all = record.defendants;
  const bySubject = all.filter(({ id, personId }) => material.subject === id || material.subject === personId);
  if (bySubject.length > 0) return bySubject;
  const byInterview = all.filter((d) => d.interviews?.some((interview) => interview.material === material.id));
  if (byInterview.length > 0) return byInterview;
  const named = (words: string): readonly Defendant[] => {
    const lower = words.toLowerCase();
    return all.filter((defendant) => lower.includes(surname(defendant)));
  };
  const byTitle = named(material.title);
  return byTitle.length > 0 ? byTitle : named(text);
};

const ageOn = (born: string | undefined, day: CivilDate): number | undefined =>
  born === undefined ? undefined : civilDate(born).until(day, { largestUnit: 'years' }).years;

/** Everything about a submission that its kind, its settings and the moment have no part in. */
const groundOf = (record: CaseRecord, submissionId: string, texts: ReadonlyMap<string, string>) => {
  const submission = record.submissions.find(({ id }) => id === submissionId);
  if (submission === undefined) throw new Error(`the case has no submission ${submissionId}`);
  const defendants = record.defendants.filter(({ id }) => submission.defendantIds.includes(id));
  const ids = new Set(defendants.map(({ id }) => id));
  const offences = record.offences.filter(({ defendantId }) => ids.has(defendantId));
  const realOffences = offences.filter(isOffence);
  const people = new Map(record.persons.map((person) => [person.id, person]));
  const materials = new Map(record.material.map((material) => [material.id, material]));
  const byType = new Map<MaterialType, Material[]>();
  for (const material of record.material) {
    const same = byType.get(material.type);
    if (same === undefined) byType.set(material.type, [material]);
    else same.push(material);
  }
  const text = (id: string): string => texts.get(id) ?? '';
  const surname = (defendant: Defendant): string =>
    (people.get(defendant.personId)?.familyName ?? defendant.id).toLowerCase();
  const owners = new Map<string, readonly Defendant[]>();
  const ownersOf = (material: Material): readonly Defendant[] => {
    if (record.defendants.length === 1) return record.defendants;
    const known = owners.get(material.id);
    if (known !== undefined) return known;
    const found = defendantsOf(record, material, surname, text(material.id));
    owners.set(material.id, found);
    return found;
  };
  const isOurs = (material: Material): boolean => {
    if (!personalTypes.has(material.type)) return true;
    const found = ownersOf(material);
    return found.length === 0 ? sharedWhenUnnamed.has(material.type) : found.some(({ id }) => ids.has(id));
  };
  const listed = (types: readonly MaterialType[]): readonly Material[] =>
    types.length === 0 ? record.material : types.flatMap((type) => byType.get(type) ?? []);
  // The rules ask for the same types again and again.
  const oursByTypes = new Map<string, readonly Material[]>();
  const of: CaseView['of'] = (...types) => {
    const key = types.join(' ');
    const known = oursByTypes.get(key);
    if (known !== undefined) return known;
    const found = listed(types).filter(isOurs);
    oursByTypes.set(key, found);
    return found;
  };
  const heading = (name: string): unknown => submission.request[name];
  const headingWords = new Map<string, string>();
  const words = (name: string): string => {
    const known = headingWords.get(name);
    if (known !== undefined) return known;
    const found = wordsIn(heading(name));
    headingWords.set(name, found);
    return found;
  };
  const worked = new Map<string, unknown>();
  const once: CaseView['once'] = <T>(name: string, work: () => T): T => {
    if (!worked.has(name)) worked.set(name, work());
    // Under one name stands what one caller worked out, so it is of that caller's type.
    return worked.get(name) as T;
  };
  return {
    view: {
      once,
      record,
      submission,
      defendants,
      offences,
      realOffences,
      liveOffences: realOffences.filter(({ status }) => status !== 'considered'),
      person: (id: string) => people.get(id),
      words,
      heading,
      says: (name: string) => words(name) !== '' && !saysNo(words(name)),
      requestWords: wordsIn(submission.request),
      of,
      ofDefendant: (defendant: Defendant, ...types: readonly MaterialType[]) =>
        listed(types).filter((material) => ownersOf(material).some(({ id }) => id === defendant.id)),
      materialById: (id: string) => materials.get(id),
      text,
    } satisfies Partial<CaseView>,
    people,
    materials,
  };
};
type Ground = ReturnType<typeof groundOf>;

const remembered = new WeakMap<
  CaseRecord,
  { readonly texts: CheckContext['texts']; readonly grounds: Map<string, Ground> }
>();

/**
 * What a submission shows whatever it is checked as and whenever: remembered for as long as the caller keeps the record,
 * which must not be changed once it is given, and while the texts are the same.
 */
const groundFor = (record: CaseRecord, submissionId: string, texts: CheckContext['texts']): Ground => {
  let kept = remembered.get(record);
  if (kept?.texts !== texts) {
    kept = { texts, grounds: new Map() };
    remembered.set(record, kept);
  }
  const ground = kept.grounds.get(submissionId) ?? groundOf(record, submissionId, texts);
  kept.grounds.set(submissionId, ground);
  return ground;
};

/** The view of one submission. @throws when the record has no submission of that id */
export const viewCase = (record: CaseRecord, submissionId: string, context: CheckContext): CaseView => {
  const { view, people, materials } = groundFor(record, submissionId, context.texts);
  const kind = context.kind ?? view.submission.kind;
  const opens: CaseView['opens'] = (material) =>
    (material.file !== null &&
      context.absentFiles?.has(material.id) !== true &&
      context.documents?.get(material.id)?.refused === undefined) ||
    material.location !== undefined;
  const today = londonDateOf(context.asOf);
  const ages = new Map<string, number | undefined>();
  const age = (personId: string): number | undefined => {
    if (!ages.has(personId)) ages.set(personId, ageOn(people.get(personId)?.dateOfBirth, today));
    return ages.get(personId);
  };
  return {
    ...view,
    kind,
    context,
    settings: { ...defaultSettings, ...context.settings },
    today,
    deciding: context.edition.decidingFacts(kind),
    standing: context.offences,
    age,
    find: (types, pattern) => {
      for (const { id } of view.of(...types)) {
        const match = firstMatch(context.texts, id, pattern);
        if (match !== null) return { material: id, words: passageAround(view.text(id), match.index, match[0].length) };
      }
      return undefined;
    },
    opens,
    brokenPointers: (name) =>
      referencesIn(view.words(name)).filter((id) => {
        const target = materials.get(id);
        return target === undefined || !opens(target);
      }),
  };
};

/** Days from today to a day, negative when past. */
export const daysTo = (view: CaseView, day: string): number => daysUntil(view.today, civilDate(day));

/** Whether a day is before the day the file is judged at. */
export const isPast = (view: CaseView, day: string): boolean =>
  Temporal.PlainDate.compare(civilDate(day), view.today) < 0;
