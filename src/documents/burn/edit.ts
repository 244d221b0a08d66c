/** What is to go from the runs of a page, collected first and done at once. */
import { Name, type Op } from './content.ts';
import { nameOf, showsText, type Flat, type Resource } from './flat.ts';
import type { Found } from './objects.ts';
import { edited, type Edit, type PlacedGlyph, type PlacedImage, type PlacedPart, type PlacedPath } from './walk.ts';

const pathOps = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);

export class Edits {
  private readonly of = new Map<Flat, Edit & { readonly added: Map<string, Resource> }>();

  get none(): boolean {
    return this.of.size === 0;
  }

  private on(flat: Flat) {
    const known = this.of.get(flat);
    if (known !== undefined) return known;
    const edit = {
      glyphs: new Map<number, Set<number>>(),
      dropped: new Set<number>(),
      replaced: new Map<number, Op>(),
      added: new Map<string, Resource>(),
    };
    this.of.set(flat, edit);
    return edit;
  }

  dropGlyph({ flat, at, item }: PlacedGlyph): void {
    const { glyphs } = this.on(flat);
    const items = glyphs.get(at) ?? new Set<number>();
    glyphs.set(at, items.add(item));
  }

  /** Leaves out parts of a path, and the painting of it where no part is left. */
  dropParts({ flat, at, parts }: PlacedPath, gone: ReadonlySet<PlacedPart>): void {
    const { dropped } = this.on(flat);
    for (const { from, to } of gone)
      for (let index = from; index < to; index += 1) if (pathOps.has(flat.ops[index]?.op ?? '')) dropped.add(index);
    if (gone.size === parts.length) dropped.add(at);
  }

  dropImage({ flat, at }: PlacedImage): void {
    this.on(flat).dropped.add(at);
  }

  /** Draws another picture in this place, and only here. */
  replaceImage({ flat, at, name }: PlacedImage, by: Found): void {
    const { replaced, added } = this.on(flat);
    const fresh = `${name}N${at}`;
    added.set(fresh, { category: 'XObject', found: by });
    replaced.set(at, { op: 'Do', args: [new Name(fresh)] });
  }

  /** The run and the groups in it with everything done, and nothing set that nothing uses. */
  made(flat: Flat): Flat {
    const resources = new Map(
      [...flat.resources].map(([name, resource]) => {
        const { form } = resource;
        return [name, form === undefined ? resource : { ...resource, form: { ...form, flat: this.made(form.flat) } }];
      }),
    );
    const edit = this.of.get(flat);
    edit?.added.forEach((resource, name) => resources.set(name, resource));
    return { ops: edit === undefined ? flat.ops : withoutIdle(edited(flat, edit)), resources };
  }
}

const fills = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const strokes = new Set(['S', 's', 'B', 'B*', 'b', 'b*']);

interface Current {
  readonly fill: number | undefined;
  readonly stroke: number | undefined;
  readonly font: number | undefined;
}

/**
 * Without the fonts and patterns that are chosen and then not used: what was drawn with them is gone, and they must not stay
 * behind with its letters.
 */
function withoutIdle(ops: readonly Op[]): Op[] {
  const choices = new Set<number>();
  const used = new Set<number | undefined>();
  let now: Current = { fill: undefined, stroke: undefined, font: undefined };
  const saved: Current[] = [];
  for (const [at, { op, args }] of ops.entries()) {
    const pattern = nameOf(args.at(-1)) !== '';
    if (op === 'q') saved.push(now);
    else if (op === 'Q') now = saved.pop() ?? now;
    else if (op === 'Tf') now = { ...now, font: at };
    else if (['scn', 'sc', 'cs', 'g', 'rg', 'k'].includes(op))
      now = { ...now, fill: pattern && op === 'scn' ? at : undefined };
    else if (['SCN', 'SC', 'CS', 'G', 'RG', 'K'].includes(op))
      now = { ...now, stroke: pattern && op === 'SCN' ? at : undefined };
    if (op === 'Tf' || (pattern && (op === 'scn' || op === 'SCN'))) choices.add(at);
    const text = showsText.has(op) && args.at(-1) !== undefined && shows(args.at(-1));
    if (text) used.add(now.font);
    if (text || fills.has(op) || op === 'Do') used.add(now.fill);
    if (text || strokes.has(op) || op === 'Do') used.add(now.stroke);
    if (op === 'Do') used.add(now.font);
  }
  return ops.filter((_op, at) => !choices.has(at) || used.has(at));
}

/** Whether anything is left to show: an empty string or only shifts need no font. */
const shows = (operand: unknown): boolean =>
  operand instanceof Uint8Array ? operand.length > 0 : Array.isArray(operand) && operand.some((each) => shows(each));
