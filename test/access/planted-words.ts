import { createHash } from 'node:crypto';
import type { VisibilityClass } from '../../src/domain/access/index.ts';

/** A word that stands in one case, in what one class holds of it, and nowhere else. */
export interface PlantedWord {
  readonly word: string;
  readonly class: VisibilityClass;
  /** Name that the test gives the case. */
  readonly of: string;
}

/** An answer, as far as it can carry a word. */
export interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly rawPayload: Buffer;
}

/** Text as it was sent, and as whoever got it would read it: escapes of addresses and of JSON undone. */
function readings(text: string): string[] {
  const unescaped = text.replaceAll(/\\u([0-9a-f]{4})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const decoded = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
  const fromBase64 = (text.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? []).map((each) =>
    Buffer.from(each, 'base64').toString('utf8'),
  );
  return [text, unescaped, decoded, ...fromBase64];
}

/** The random number that an answer lets its scripts by: sixteen bytes of no meaning, in which a short word stands now and then. */
const nonce = /'nonce-[A-Za-z0-9+/]{22}=='/g;

/**
 * Which of these words an answer carries: in a header's name or value, in its body, whatever the case of the letters, escaped,
 * or as base64; as a whole word and outside the nonce, so that nothing random holds one by chance. A word that is the SHA-256 of a
 * document is carried by its bytes too.
 */
export function wordsIn(answer: Answered, words: readonly PlantedWord[]): PlantedWord[] {
  const sha256 = createHash('sha256').update(answer.rawPayload).digest('hex');
  const headers = JSON.stringify(answer.headers).replaceAll(nonce, '');
  const text = [headers, answer.body, sha256].flatMap(readings).join('\n').toLowerCase();
  return words.filter(
    ({ word }) =>
      text.includes(word.toLowerCase()) && new RegExp(`(?<![a-z0-9])${word.toLowerCase()}(?![a-z0-9])`).test(text),
  );
}
