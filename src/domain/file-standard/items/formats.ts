import type { Material } from '../../case-file/index.ts';
import { holds } from '../condition.ts';
import type { EvidenceFormat, FormatRow, PaperFormatRow, RecordingFormatRow } from '../format-schema.ts';
import { firstMatch } from '../facts/scan.ts';
import type { FormatSaid, ItemContext, Proposal } from './finding.ts';

/** Reads in which format evidence is, and holds it against what the edition needs at this stage. */

/** A piece of evidence and the format it has. */
export interface Formatted {
  readonly item: Material;
  readonly format: EvidenceFormat;
  /** Told only by words in the document: a person decides on that. */
  readonly byText: boolean;
}

const patterns = new WeakMap<readonly string[], RegExp>();

/** Any of some words, each as whole words. */
const anyOf = (words: readonly string[]): RegExp => {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const plain = words.map((each) =>
    each.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/\s+/g, String.raw`\s+`),
  );
  const made = new RegExp(String.raw`\b(?:${plain.join('|')})\b`, 'i');
  patterns.set(words, made);
  return made;
};

const formatOf = (context: ItemContext, item: Material, formats: readonly EvidenceFormat[]): Formatted | undefined => {
  for (const format of formats) {
    if (!format.types.includes(item.type)) continue;
    if (format.titleHas === undefined && format.textHas === undefined) return { item, format, byText: false };
    if (format.titleHas !== undefined && anyOf(format.titleHas).test(item.title))
      return { item, format, byText: false };
    if (format.textHas !== undefined && firstMatch(context.view.context.texts, item.id, anyOf(format.textHas)) !== null)
      return { item, format, byText: true };
  }
  return undefined;
};

/** Evidence of the item of this context that is relied on, with the format of each piece. */
export const formattedEvidence = (context: ItemContext): readonly Formatted[] => {
  const formats = context.view.context.edition.formatsOf(context.item.id);
  const types = [...new Set(formats.flatMap((each) => each.types))];
  return types.length === 0
    ? []
    : context.view.of(...types).flatMap((item) => {
        const found = item.status === 'evidential' ? formatOf(context, item, formats) : undefined;
        return found === undefined ? [] : [found];
      });
};

const rowFor = (context: ItemContext, of: FormatRow['of']): FormatRow | undefined =>
  context.view.context.edition
    .formatRows(context.view.kind, context.item.id)
    .find(
      (row) => row.of === of && (row.when === undefined || holds(row.when, (id) => context.fact(id).value) === true),
    );

/** The row about paper evidence that holds here, or undefined. */
export const paperRow = (context: ItemContext): PaperFormatRow | undefined => {
  const row = rowFor(context, 'paper');
  return row?.of === 'paper' ? row : undefined;
};

/** The row about recordings that holds here, or undefined. */
export const recordingRow = (context: ItemContext): RecordingFormatRow | undefined => {
  const row = rowFor(context, 'recording');
  return row?.of === 'recording' ? row : undefined;
};

/** What is said of the format on the screen: what is needed, and how sure that is. */
export const saidOf = ({ id, needs, sources, confidence }: FormatRow): FormatSaid => ({
  id,
  needs,
  sources,
  confidence,
});

/** What the formats of some evidence come to. */
export interface FormatJudged {
  /** Held against the file. */
  readonly faults: readonly { readonly why: string; readonly fix: string }[];
  readonly proposals: readonly Proposal[];
  readonly format?: FormatSaid;
}

/** Holds the formats of some evidence on paper against the row that applies here; nothing where no row does. */
export const judgeFormats = (context: ItemContext, pieces: readonly Formatted[]): FormatJudged => {
  const row = paperRow(context);
  if (row === undefined) return { faults: [], proposals: [] };
  const accepted = pieces.some(({ format }) => row.accepts.includes(format.id));
  const faults: { why: string; fix: string }[] = [];
  const proposals: Proposal[] = [];
  for (const { item, format, byText } of pieces) {
    const other = row.others.find((each) => each.format === format.id);
    if (other === undefined) continue;
    const why = `${item.id}: ${other.why}`;
    if (!accepted && other.alone === 'inadequate' && !byText) faults.push({ why, fix: other.fix });
    else if (!accepted || other.besides === 'proposal') proposals.push({ why });
  }
  return { faults, proposals, format: saidOf(row) };
};
