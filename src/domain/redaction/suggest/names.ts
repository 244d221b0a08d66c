import {
  alsoWords,
  isEveryday,
  familyNames,
  firstNames,
  listedHealth,
  listedPlaces,
  placesAlsoWords,
} from './gazetteer.ts';
import { ranks, titles } from './lists/words.ts';
import { addPhrase, phraseAt, type Phrases, type Token } from './tokens.ts';
import type { Find } from './types.ts';

/** Names of people, places and health found from lists and from the words around them. */

const titleWords = new Set(titles.split('|').map((title) => title.toLowerCase()));
const rankPhrases: Phrases<true> = new Map();
for (const rank of ranks.split('|')) addPhrase(rankPhrases, rank.replaceAll('/', ' / '), true);

/** Capitalised words that begin sentences and forms, and are no part of a name. */
export const notNames: ReadonlySet<string> = new Set(
  `speaker counter laboratory station premises shoplifter kitchen scene pocket notebook dental clinic extent direct mon tue wed thu fri sat sun cctvlog phonedata cctv bwv pnc-w safeguarding probation him her them me us friend friends brother sister mother father mum dad husband wife son daughter neighbour partner sms voice handset viper vipers mondays tuesdays wednesdays thursdays fridays saturdays sundays vrm vrn dob tel imei asn pnc cps toa ref log file taxi the a an i he she they we you it this that these those there here his her their our my your its who whom whose what when where why how which if
  in on at from to by for of with and or but so as is was are were be been has have had do does did not no yes all any some each every both
  after before since until during while about above below under over between through then than also however therefore because although
  statement witness signature signed date time page url urn dob number name address telephone phone email mobile occupation age male female police officer
  officers constable constabulary sergeant inspector custody court crown magistrates county prosecution prosecutor defence defendant suspect victim complainant solicitor
  exhibit section act criminal justice code charge charged offence offences interview record report log incident crime caution cautioned arrest arrested
  january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
  mr mrs ms miss dr sir official sensitive restricted unused schedule item items note notes copy original attached see re fw fwd hi hello dear regards thanks
  please yours kind born nee née bday place bail occupation illness medication vehicle phone mobile tonight today yesterday tomorrow morning evening afternoon bay ward cell jan feb mar apr jun jul aug sep sept oct nov dec best sent subject cc bcc ps pc dc ds di north south east west new old upper lower great little saint st road street lane avenue
  close drive house flat unit room hall bank park school hospital university college church station government republic convention article articles law
  state ministry department office service services agency council commission committee commissioner president minister judge judges chamber section`.split(
    /\s+/,
  ),
);

const isName = (token: Token | undefined): boolean =>
  token !== undefined &&
  token.shape !== 'lower' &&
  token.shape !== 'number' &&
  token.shape !== 'mark' &&
  token.shape !== 'gap' &&
  token.text.length > 1 &&
  !/\d/.test(token.text) &&
  !notNames.has(token.lower) &&
  !(isEveryday(token.lower) && !firstNames.has(token.lower) && !familyNames.has(token.lower));
const isInitial = (token: Token | undefined): boolean => token !== undefined && /^\p{Lu}$/u.test(token.text);
const isStop = (token: Token | undefined): boolean => token?.text === '.';
const isFirstName = (token: Token | undefined): boolean =>
  token !== undefined && (firstNames.has(token.lower) || firstNames.has(token.lower.split('-')[0] ?? ''));
const isFamilyName = (token: Token | undefined): boolean => token !== undefined && familyNames.has(token.lower);
const isWord = (token: Token | undefined): boolean => token !== undefined && alsoWords.has(token.lower);

/** Whether a word is built as verbs and nouns are, and no list has it for a name: "PS 1204 Released on bail". */
const readsAsWord = (token: Token | undefined): boolean =>
  token !== undefined &&
  /(?:ed|ing|tion|sion|ment|ness|ly|ance|ence)$/.test(token.lower) &&
  !familyNames.has(token.lower) &&
  !firstNames.has(token.lower);

/** Particles that stand within a name: "van der Berg", "bin Said". */
export const particles: ReadonlySet<string> = new Set(
  'de da do dos del della di du van von der den ter la le el al bin bint ibn ap ben st mac mc'.split(' '),
);

/** Origins that are other words in small letters. */
const originsAlsoWords = new Set('polish turkey china traveller travellers'.split(' '));
const articles = new Set(['a', 'an']);
const relations = new Set(
  'son daughter sister brother mum mother mam dad father wife husband partner girlfriend boyfriend fiancé fiancée ex neighbour friend mate uncle aunt auntie cousin nephew niece grandson granddaughter nan nana gran grandad grandma grandfather grandmother stepson stepdaughter stepfather stepmother stepdad stepmum baby child boss manager colleague landlord landlady carer'.split(
    ' ',
  ),
);
const callers = new Set('called named name nicknamed aka alias known'.split(' '));
const labels = new Set(
  'witness defendant suspect victim complainant caller informant solicitor name signed signature interviewer interviewee keeper driver keyholder landlord councillor husband wife mother father sister brother son daughter child partner guard manager operator officer clinician doctor nurse interpreter guardian adult person deceased applicant from to cc by accused claimant appellant respondent loser aggrieved reporter'.split(
    ' ',
  ),
);

const professions = new Set(
  'solicitor barrister adviser reviewed clinician doctor nurse interpreter judge magistrate prosecutor pathologist physician surgeon paramedic dr expert intermediary counsel advocate'.split(
    ' ',
  ),
);
const professionTitles = new Set('dr doctor prof professor judge justice recorder nurse'.split(' '));

/** Whether a name stands in the list of those present at an interview: on a line that begins so. */
function inPresentList(all: readonly Token[], at: number): boolean {
  for (let back = at - 1; back >= 0 && back > at - 16; back -= 1) {
    const token = all[back];
    if (token?.shape === 'gap') return false;
    if (token?.lower === 'present' && all[back - 1]?.lower === 'others') return true;
  }
  return false;
}

/** The last word before a token, over a colon. */
function wordBefore(all: readonly Token[], at: number): string {
  const before = all[at - 1];
  return (before?.shape === 'mark' ? all[at - 2] : before)?.lower ?? '';
}

/** Where the name that starts at `at` ends: capitalised words, initials and particles on one line; at most `most` words. */
function nameEnd(all: readonly Token[], at: number, most: number): number {
  let next = at;
  let words = 0;
  let last = at;
  while (words < most) {
    const token = all[next];
    if (isName(token)) {
      words += 1;
      next += 1;
      last = next;
    } else if (isInitial(token) && words < most) {
      next += 1;
      if (isStop(all[next]) && all[next]?.start === all[next - 1]?.end) next += 1;
      words += 1;
      last = next;
    } else if (
      words > 0 &&
      token !== undefined &&
      particles.has(token.lower) &&
      (isName(all[next + 1]) || particles.has(all[next + 1]?.lower ?? ''))
    ) {
      next += 1;
    } else if (
      words > 0 &&
      token?.text === '\n' &&
      (isFamilyOrCapital(all[next + 1], all[at]) ||
        (words === 1 &&
          all[at - 1]?.shape === 'lower' &&
          isFirstName(all[at]) &&
          isName(all[next + 1]) &&
          all[next + 2]?.shape !== 'mark'))
    ) {
      next += 1;
    } else break;
  }
  return last;
}

/** A name may go on over one line's end, where the next word is a known name and what came before is not a whole form line. */
const isFamilyOrCapital = (token: Token | undefined, first: Token | undefined): boolean =>
  token !== undefined &&
  first !== undefined &&
  isFamilyName(token) &&
  !isWord(token) &&
  isName(token) &&
  token.shape === first.shape;

/** Everything that names from lists, titles, ranks and words around them find. */
export function findNames(all: readonly Token[], found: (find: Find) => void): void {
  const put = (
    from: number,
    to: number,
    certainty: Find['certainty'],
    reason: string,
    type: Find['type'] = 'name',
    hint?: Find['hint'],
  ): void => {
    const [first, last] = [all[from], all[to - 1]];
    if (first === undefined || last === undefined) return;
    const said =
      hint ??
      (type === 'name' &&
      (professions.has(wordBefore(all, from)) ||
        (all[to]?.text === '(' && professions.has(all[to + 1]?.lower ?? '')) ||
        inPresentList(all, from))
        ? 'professional'
        : undefined);
    found({
      start: first.start,
      end: last.end,
      type,
      reason,
      certainty,
      ...(said === undefined ? {} : { hint: said }),
    });
  };
  let at = 0;
  while (at < all.length) {
    const token = all[at];
    if (token === undefined) break;
    if (token.shape === 'mark' || token.shape === 'gap' || (token.shape === 'number' && !/\d{2}/.test(token.text))) {
      at += 1;
      continue;
    }
    const health = phraseAt(listedHealth, all, at);
    if (health !== undefined) {
      const from = articles.has(all[at - 1]?.lower ?? '') ? at - 1 : at;
      // "a miscarriage in 2024", "an eating disorder at fifteen"
      const dated =
        ['in', 'at', 'since'].includes(all[health.next]?.lower ?? '') &&
        (/^(?:19|20)\d\d$/.test(all[health.next + 1]?.text ?? '') ||
          /(?:teen|teens|twenty|childhood|birth)$/.test(all[health.next + 1]?.lower ?? ''));
      const to = dated ? health.next + 2 : health.next;
      put(from, to, 'likely', 'An illness, treatment or medicine', 'health');
      at = to;
      continue;
    }
    if (token.shape === 'lower') {
      const origin =
        token.text.length > 4 && !originsAlsoWords.has(token.lower) ? phraseAt(listedPlaces, all, at) : undefined;
      if (origin?.value.kind === 'origin')
        put(at, origin.next, 'possible', 'A nationality, faith or origin', 'description');
      at += 1;
      // "my sister Bethan", "a man called Marcus"
      if (relations.has(token.lower) || callers.has(token.lower)) {
        let next = at;
        if (all[next]?.text === ',' || all[next]?.lower === 'is' || all[next]?.lower === 'was') next += 1;
        if (all[next]?.lower === "'s") next += 1;
        if (isName(all[next]) && (isFirstName(all[next]) || callers.has(token.lower))) {
          const end = nameEnd(all, next, 3);
          put(next, end, 'likely', 'A name after words for a relation or after "called"');
          at = end;
        }
      }
      continue;
    }

    const rank = phraseAt(rankPhrases, all, at);
    if (
      rank !== undefined &&
      (token.shape !== 'capital' || isName(all[rank.next]) || all[rank.next]?.shape === 'number')
    ) {
      let next = rank.next;
      if (all[next]?.text === '\n') next += 1;
      const number = all[next];
      const hasNumber = number?.shape === 'number' && /^\d{2,6}$/.test(number.text);
      if (hasNumber) next += 1;
      if (hasNumber && all[next]?.text === '\n' && isName(all[next + 1]) && token.shape === 'capitals') next += 1;
      if (isName(all[next]) && !(hasNumber && readsAsWord(all[next]))) {
        const end = nameEnd(all, next, all[next]?.shape === 'capitals' ? 2 : 3);
        put(at, end, 'certain', 'An officer by rank and name', 'name', 'officer');
        at = end;
        continue;
      }
      if (hasNumber) {
        put(
          at,
          all[next - 1]?.text === '\n' ? next - 1 : next,
          'certain',
          'An officer by rank and collar number',
          'collar-number',
          'officer',
        );
        at = next;
        continue;
      }
    }

    if (titleWords.has(token.lower) && token.shape !== 'mixed') {
      let next = at + 1;
      if (isStop(all[next])) next += 1;
      // "Mr and Mrs Smith"
      if (['and', '&'].includes(all[next]?.lower ?? '') && titleWords.has(all[next + 1]?.lower ?? '')) {
        next += 2;
        if (isStop(all[next])) next += 1;
      }
      if (isName(all[next]) || (isInitial(all[next]) && (isStop(all[next + 1]) || isName(all[next + 1])))) {
        const end = nameEnd(all, next, all[next]?.shape === 'capitals' && all[at]?.shape === 'capitals' ? 2 : 4);
        put(
          at,
          end,
          'certain',
          'A title and a name',
          'name',
          professionTitles.has(token.lower) ? 'professional' : undefined,
        );
        at = end;
        continue;
      }
    }

    const place = phraseAt(listedPlaces, all, at);
    const one = all[at - 1];
    const after = one?.shape === 'lower' ? one.lower : '';
    const locative = [
      'in',
      'at',
      'from',
      'near',
      'to',
      'towards',
      'around',
      'outside',
      'of',
      'via',
      'between',
      'through',
    ].includes(after);
    if (place !== undefined) {
      const single = place.next === at + 1;
      const doubtful =
        (single && (placesAlsoWords.has(token.lower) || isWord(token)) && !(locative && token.shape === 'capital')) ||
        (single && isFirstName(token) && !locative && place.value.kind === 'town') ||
        (single && place.value.kind === 'town' && isName(all[place.next]) && isFirstName(token));
      if (!doubtful) {
        put(
          at,
          place.next,
          place.value.kind === 'town' ? 'likely' : 'certain',
          place.value.kind === 'origin' ? 'A nationality, faith or origin' : 'A place that the list of places knows',
          place.value.kind === 'origin' ? 'description' : 'place',
        );
        at = place.next;
        continue;
      }
    }

    // Known first name with what follows it.
    if (isName(token) && isFirstName(token)) {
      const end = nameEnd(all, at, 3);
      const several = end > at + 1;
      const label =
        labels.has(all[at - 1]?.lower ?? '') || (all[at - 1]?.text === ':' && labels.has(all[at - 2]?.lower ?? ''));
      if (
        several &&
        (!isWord(token) || isFamilyName(all[end - 1]) || label) &&
        !(token.shape === 'capitals' && !label && isWord(all[end - 1]))
      ) {
        put(at, end, isWord(token) ? 'possible' : 'likely', 'A known first name and the name after it');
        at = end;
        continue;
      }
      if (!isWord(token)) {
        const lone =
          token.shape === 'capital' || (token.shape === 'capitals' && token.text.length > 3) || token.shape === 'mixed';
        if (lone) put(at, at + 1, 'likely', 'A known first name');
        at += 1;
        continue;
      }
    }
    // "SMITH, John" and "Smith, J."
    if (
      isName(token) &&
      all[at + 1]?.text === ',' &&
      isFirstName(all[at + 2]) &&
      isName(all[at + 2]) &&
      (isFamilyName(token) || token.shape === 'capitals') &&
      !isWord(all[at + 2])
    ) {
      const end = nameEnd(all, at + 2, 2);
      put(at, end, 'likely', 'A surname with a first name after it');
      at = end;
      continue;
    }
    // Initials and a surname: "J. Marrable", "R.H. Marsh"
    if (isInitial(token) && (isStop(all[at + 1]) || isName(all[at + 1]))) {
      let next = at;
      while (isInitial(all[next]) && (isStop(all[next + 1]) || next > at || isFamilyName(all[next + 1])))
        next += isStop(all[next + 1]) ? 2 : 1;
      if (
        next > at &&
        isName(all[next]) &&
        all[next]?.start === (all[next - 1]?.end ?? 0) + 1 &&
        (isStop(all[at + 1])
          ? !isWord(all[next]) || isFamilyName(all[next])
          : isFamilyName(all[next]) && token.text !== 'I' && token.text !== 'A')
      ) {
        put(at, nameEnd(all, next, 2), 'likely', 'Initials and a name');
        at = nameEnd(all, next, 2);
        continue;
      }
      if (next >= at + 4 && all[at + 2]?.start === all[at + 1]?.end) {
        put(at, next, 'possible', 'Initials that may stand for a name');
        at = next;
        continue;
      }
      at = Math.max(next, at + 1);
      continue;
    }
    // A listed surname within a sentence, or two capitalised words after a label.
    if (isName(token)) {
      const label =
        labels.has(all[at - 1]?.lower ?? '') ||
        (all[at - 1]?.text === ':' && labels.has(all[at - 2]?.lower ?? '')) ||
        (all[at - 1]?.lower === 'of' && all[at - 2]?.lower === 'statement');
      const end = nameEnd(all, at, 3);
      if (label && end > at + 1 && !isWord(token)) {
        put(at, end, 'likely', 'Two names after a word such as witness, caller or statement of');
        at = end;
        continue;
      }
      if (isFamilyName(token) && !isWord(token)) {
        put(at, at + 1, 'possible', 'A common surname');
        at += 1;
        continue;
      }
    }
    at += 1;
  }
}
