import type { CaseRecord } from '../domain/case-file/index.ts';
import { civilDate, instant, londonDateOf } from '../domain/kernel/civil-date.ts';
import { Asn, asnCheckLetterIsRight } from '../domain/kernel/asn.ts';
import { ExhibitReference, exhibitKey } from '../domain/kernel/identifiers.ts';
import type { OffenceLookup } from '../domain/kernel/offence-code.ts';
import { baseOffenceCode, offenceQualifier } from '../domain/kernel/offence-code.ts';
import { PncId, pncIdCheckLetterIsRight } from '../domain/kernel/pnc-id.ts';
import type { Problem } from './problems.ts';
import { sayPath } from './problems.ts';

/**
 * What a well-formed record gets wrong. `problems` are certain and stop the case; `notices` are slips of the kind that
 * real exports hold: the case is taken in as it is, and people are told.
 */
export interface RecordFindings {
  readonly problems: readonly Problem[];
  readonly notices: readonly string[];
}

interface Finder {
  readonly problem: (path: readonly PropertyKey[], message: string) => void;
  /** `words` go after the path: "offences[0].category is CE, …". */
  readonly notice: (path: readonly PropertyKey[], words: string) => void;
}

/** Checks a record against itself and the offence list. Reads nothing else and repairs nothing. */
export function checkRecord(record: CaseRecord, offences: OffenceLookup): RecordFindings {
  const problems: Problem[] = [];
  const notices: string[] = [];
  const find: Finder = {
    problem: (path, message) => problems.push({ path: sayPath(path), message }),
    notice: (path, words) => notices.push(`${sayPath(path)} ${words}`),
  };
  checkReference(record, find);
  checkIds(record, find);
  checkPeople(record, find);
  checkOffences(record, offences, find);
  checkDates(record, find);
  checkOfficers(record, find);
  checkRequests(record, find);
  checkMaterial(record, find);
  return { problems, notices };
}

const exportDay = (record: CaseRecord): string => londonDateOf(instant(record.export.exportedAt)).toString();

function checkReference({ urn, force, unit, ...record }: CaseRecord, find: Finder): void {
  if (urn.slice(0, 2) !== force.code)
    find.notice(['urn'], `begins with force ${urn.slice(0, 2)}, but force.code is ${force.code}.`);
  if (urn.slice(2, 4) !== unit.code)
    find.notice(['urn'], `has unit ${urn.slice(2, 4)}, but unit.code is ${unit.code}.`);
  const year = record.export.exportedAt.slice(2, 4);
  if (urn.slice(9) > year) find.notice(['urn'], `has year ${urn.slice(9)}, later than the export.`);
}

function checkIds(record: CaseRecord, find: Finder): void {
  for (const list of ['persons', 'defendants', 'offences', 'submissions', 'material'] as const) {
    const first = new Map<string, number>();
    for (const [index, { id }] of record[list].entries()) {
      const before = first.get(id);
      if (before === undefined) first.set(id, index);
      else find.problem([list, index, 'id'], `${id} is also the id of ${list}[${before}]`);
    }
  }
  const sent = new Set(record.previousSubmissions?.map(({ id }) => id));
  for (const [index, { id }] of record.submissions.entries()) {
    if (sent.has(id)) find.notice(['submissions', index, 'id'], `${id} is also the id of a previous submission.`);
  }
  const defendants = new Map<string, number>();
  for (const [index, { personId }] of record.defendants.entries()) {
    const before = defendants.get(personId);
    if (before === undefined) defendants.set(personId, index);
    else find.notice(['defendants', index, 'personId'], `is the same person as defendants[${before}].`);
  }
}

/** References to people and between the parts of the case: what points at nothing cannot be shown, so it stops the case. */
function checkPeople(record: CaseRecord, find: Finder): void {
  const persons = new Set(record.persons.map(({ id }) => id));
  const officers = new Set(record.officers.map(({ id }) => id));
  const defendants = new Set(record.defendants.map(({ id }) => id));
  const needPerson = (path: readonly PropertyKey[], id: string | undefined, known = persons.has(id ?? '')): void => {
    if (id !== undefined && !known) find.problem(path, `${id} is not in persons`);
  };
  const needDefendant = (path: readonly PropertyKey[], id: string): void => {
    if (!defendants.has(id)) find.problem(path, `${id} is not in defendants`);
  };
  record.defendants.forEach((each, index) => {
    needPerson(['defendants', index, 'personId'], each.personId);
    if (!record.offences.some(({ defendantId }) => defendantId === each.id)) {
      find.notice(['defendants', index], `(${each.id}) has no offence.`);
    }
  });
  record.victims.forEach((each, index) => {
    const known = persons.has(each.personId ?? '') || officers.has(each.personId ?? '');
    needPerson(['victims', index, 'personId'], each.personId, known);
    needPerson(['victims', index, 'contactPersonId'], each.contactPersonId);
  });
  record.witnesses.forEach((each, index) => {
    needPerson(
      ['witnesses', index, 'personId'],
      each.personId,
      persons.has(each.personId) || officers.has(each.personId),
    );
  });
  record.dates.statementsProvided?.forEach(({ personId }, index) => {
    const known = persons.has(personId) || officers.has(personId);
    needPerson(['dates', 'statementsProvided', index, 'personId'], personId, known);
  });
  record.offences.forEach(({ defendantId }, index) => needDefendant(['offences', index, 'defendantId'], defendantId));
  record.submissions.forEach(({ defendantIds }, index) => {
    const seen = new Set<string>();
    defendantIds.forEach((id, at) => {
      const path = ['submissions', index, 'defendantIds', at];
      needDefendant(path, id);
      if (seen.has(id)) find.problem(path, `${id} is listed twice`);
      seen.add(id);
    });
  });
}

function checkOffences(record: CaseRecord, lookup: OffenceLookup, find: Finder): void {
  const ids = new Set(record.offences.map(({ id }) => id));
  for (const [index, offence] of record.offences.entries()) {
    const code = offence.cjsCode;
    const entry = lookup(code);
    const base = offenceQualifier(code) === undefined ? undefined : lookup(baseOffenceCode(code));
    if (entry === undefined && base === undefined) {
      find.problem(['offences', index, 'cjsCode'], `${code} is not in the national list of offences. Check the code`);
    } else if (entry === undefined) {
      find.notice(['offences', index, 'cjsCode'], `${code} is not listed itself; ${baseOffenceCode(code)} is.`);
    } else if (entry.category !== offence.category) {
      const words = `is ${offence.category}, but the national list has ${entry.category} for ${code}.`;
      find.notice(['offences', index, 'category'], words);
    }
    if (offence.alternativeTo !== undefined && !ids.has(offence.alternativeTo)) {
      find.notice(['offences', index, 'alternativeTo'], `names ${offence.alternativeTo}, which is not in offences.`);
    }
  }
}

function checkDates(record: CaseRecord, find: Finder): void {
  const lastDay = exportDay(record);
  record.persons.forEach(({ dateOfBirth }, index) => {
    if (dateOfBirth !== undefined && dateOfBirth > lastDay) {
      find.problem(['persons', index, 'dateOfBirth'], 'is after the day of the export');
    }
  });
  record.offences.forEach(({ startDate, endDate }, index) => {
    if (endDate < startDate)
      find.problem(['offences', index, 'endDate'], `${endDate} is before startDate ${startDate}`);
    if (startDate > lastDay)
      find.problem(['offences', index, 'startDate'], `${startDate} is after the day of the export`);
    else if (endDate > lastDay)
      find.notice(['offences', index, 'endDate'], `${endDate} is after the day of the export.`);
  });
  const { offenceFrom, offenceTo } = record.dates;
  if (offenceTo < offenceFrom)
    find.problem(['dates', 'offenceTo'], `${offenceTo} is before offenceFrom ${offenceFrom}`);
  record.defendants.forEach(({ custody, preChargeBail }, index) => {
    if (preChargeBail !== undefined && preChargeBail.endsOn < preChargeBail.firstDay) {
      const words = `${preChargeBail.endsOn} is before firstDay ${preChargeBail.firstDay}`;
      find.problem(['defendants', index, 'preChargeBail', 'endsOn'], words);
    }
    if (custody?.releasedAt !== undefined && isBefore(custody.releasedAt, custody.arrivedAt)) {
      find.problem(['defendants', index, 'custody', 'releasedAt'], 'is before arrivedAt');
    }
  });
  record.submissions.forEach(({ requestedAt }, index) => {
    if (isBefore(record.export.exportedAt, requestedAt)) {
      find.notice(['submissions', index, 'requestedAt'], 'is after the export was made.');
    }
  });
  record.material.forEach(({ date }, index) => {
    if (date > lastDay) find.notice(['material', index, 'date'], `${date} is after the day of the export.`);
  });
  checkAges(record, find);
}

const isBefore = (a: string, b: string): boolean => instant(a).epochMilliseconds < instant(b).epochMilliseconds;

function checkAges(record: CaseRecord, find: Finder): void {
  for (const [index, defendant] of record.defendants.entries()) {
    const person = record.persons.find(({ id }) => id === defendant.personId);
    const start = record.offences
      .filter(({ defendantId }) => defendantId === defendant.id)
      .map((each) => each.startDate);
    const first = start.toSorted()[0];
    if (person?.dateOfBirth === undefined || first === undefined) continue;
    const age = civilDate(person.dateOfBirth).until(civilDate(first), { largestUnit: 'years' }).years;
    if (person.dateOfBirth > first) find.notice(['defendants', index], `(${defendant.id}) was born after the offence.`);
    else if (defendant.ageAtOffence !== undefined && defendant.ageAtOffence !== age) {
      const words = `is ${defendant.ageAtOffence}, but the date of birth makes it ${age}.`;
      find.notice(['defendants', index, 'ageAtOffence'], words);
    }
  }
}

function checkOfficers(record: CaseRecord, find: Finder): void {
  const names = new Map<string, { readonly index: number; readonly collarNumber: string }>();
  const roles = new Set<string>();
  for (const [index, { id, role, collarNumber }] of record.officers.entries()) {
    const before = names.get(id);
    if (before === undefined) names.set(id, { index, collarNumber });
    else if (before.collarNumber !== collarNumber) {
      find.notice(
        ['officers', index, 'id'],
        `${id} is also the id of officers[${before.index}], who has another collar number.`,
      );
    }
    if (roles.has(`${id} ${role}`)) find.notice(['officers', index], `lists ${id} as ${role} twice.`);
    roles.add(`${id} ${role}`);
  }
  record.defendants.forEach(({ arrest, asn, pncId }, index) => {
    if (arrest?.by !== undefined && isId(arrest.by) && !names.has(arrest.by)) {
      find.notice(['defendants', index, 'arrest', 'by'], `names officer ${arrest.by}, who is not in officers.`);
    }
    if (asn !== undefined && !asnCheckLetterIsRight(Asn.parse(asn))) {
      find.notice(['defendants', index, 'asn'], 'ends in a letter that does not fit the rest of it.');
    }
    if (pncId !== undefined && !pncIdCheckLetterIsRight(PncId.parse(pncId))) {
      find.notice(['defendants', index, 'pncId'], 'ends in a letter that does not fit the rest of it.');
    }
  });
}

/** An id of this format rather than words: a letter and up to three digits. */
const isId = (text: string): boolean => /^[A-Z]\d{1,3}$/.test(text);

/** What police wrote under the headings of a request may name officers, offences and material that are not there. */
function checkRequests(record: CaseRecord, find: Finder): void {
  const known = {
    by: [new Set(record.officers.map(({ id }) => id)), 'officers'],
    offenceId: [new Set(record.offences.map(({ id }) => id)), 'offences'],
    material: [new Set(record.material.map(({ id }) => id)), 'material'],
  } as const;
  const walk = (value: unknown, path: readonly PropertyKey[]): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(name) : name];
      if (typeof inner === 'string' && isId(inner) && (name === 'by' || name === 'offenceId' || name === 'material')) {
        const [ids, list] = known[name];
        if (!ids.has(inner)) find.notice(at, `names ${inner}, which is not in ${list}.`);
      }
      walk(inner, at);
    }
  };
  record.submissions.forEach(({ request }, index) => walk(request, ['submissions', index, 'request']));
}

function checkMaterial(record: CaseRecord, find: Finder): void {
  const persons = new Set([...record.persons, ...record.officers].map(({ id }) => id));
  const ids = new Set(record.material.map(({ id }) => id));
  const references = new Map<string, number>();
  const scheduled = new Map<string, number>();
  for (const [index, item] of record.material.entries()) {
    if (item.file === null && item.location === undefined) {
      find.notice(['material', index], `(${item.id}) has neither a file nor a location.`);
    }
    if (item.subject !== undefined && isId(item.subject) && !persons.has(item.subject)) {
      find.notice(['material', index, 'subject'], `names ${item.subject}, who is not in persons.`);
    }
    const reference = ExhibitReference.safeParse(item.exhibitRef).data;
    if (reference !== undefined)
      note(references, exhibitKey(reference), index, ['material', index, 'exhibitRef'], find);
    // The sensitive schedule has numbers of its own.
    if (typeof item.unusedNumber === 'number') {
      const key = `${item.status === 'sensitive' ? 'sensitive' : 'unused'} ${item.unusedNumber}`;
      note(scheduled, key, index, ['material', index, 'unusedNumber'], find);
    }
  }
  record.defendants.forEach(({ interviews }, index) =>
    interviews?.forEach(({ material }, at) => {
      if (material !== undefined && isId(material) && !ids.has(material)) {
        find.notice(
          ['defendants', index, 'interviews', at, 'material'],
          `names ${material}, which is not in material.`,
        );
      }
    }),
  );
}

function note(seen: Map<string, number>, key: string, index: number, path: readonly PropertyKey[], find: Finder): void {
  const before = seen.get(key);
  if (before === undefined) seen.set(key, index);
  else find.notice(path, `is the same as that of material[${before}].`);
}
