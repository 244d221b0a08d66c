/**
 * A new file made from what pages paint with, and from nothing else. Every dictionary is written anew with the keys that
 * are named here; what is not named is not copied. Equal objects are written once, and the same pages give the same bytes.
 */
import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFString,
  PDFWriter,
} from '@cantoo/pdf-lib';
import type { PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { Name, writeContent, writeOperand, type Op, type Operand } from './content.ts';
import { pack } from './filters.ts';
import { Flattener, nameOf, showsText, type Category, type Flat, type FlatForm, type Layers } from './flat.ts';
import { measure, readMap } from './fonts.ts';
import {
  boolIn,
  bytesIn,
  get,
  isStream,
  itemsIn,
  keysIn,
  nameIn,
  numberIn,
  numbersIn,
  packingsOf,
  unpacked,
  type Found,
} from './objects.ts';
import { piecesOf } from './walk.ts';
import { bareJpeg, bareJpx, bareProfile } from './pictures-inside.ts';

/** A page to be written. Boxes are in user space. */
export interface FlatPage {
  readonly media: readonly number[];
  readonly crop: readonly number[] | undefined;
  readonly rotate: number;
  readonly userUnit: number;
  readonly flat: Flat;
}

const everythingShows: Layers = () => true;

/** Dictionaries whose values are numbers, names from a closed list, or arrays of numbers. */
type Plain = Readonly<Record<string, 'number' | 'numbers' | 'bool' | 'name' | 'mixed'>>;

const descriptorKeys: Plain = {
  Flags: 'number', FontBBox: 'numbers', ItalicAngle: 'number', Ascent: 'number', Descent: 'number', Leading: 'number',
  CapHeight: 'number', XHeight: 'number', StemV: 'number', StemH: 'number', AvgWidth: 'number', MaxWidth: 'number',
  MissingWidth: 'number',
}; // prettier-ignore
const stateKeys: Plain = {
  LW: 'number', LC: 'number', LJ: 'number', ML: 'number', D: 'mixed', RI: 'name', OP: 'bool', op: 'bool', OPM: 'number',
  FL: 'number', SM: 'number', SA: 'bool', CA: 'number', ca: 'number', AIS: 'bool', TK: 'bool',
}; // prettier-ignore
const shadingKeys: Plain = {
  ShadingType: 'number', Background: 'numbers', BBox: 'numbers', AntiAlias: 'bool', Domain: 'numbers', Coords: 'numbers',
  Extend: 'mixed', Matrix: 'numbers', BitsPerCoordinate: 'number', BitsPerComponent: 'number', BitsPerFlag: 'number',
  Decode: 'numbers',
}; // prettier-ignore
const functionKeys: Plain = {
  FunctionType: 'number', Domain: 'numbers', Range: 'numbers', Size: 'numbers', BitsPerSample: 'number', Order: 'number',
  Encode: 'numbers', Decode: 'numbers', C0: 'numbers', C1: 'numbers', N: 'number', Bounds: 'numbers',
}; // prettier-ignore
const imageKeys: Plain = {
  Width: 'number', Height: 'number', BitsPerComponent: 'number', Decode: 'numbers', ImageMask: 'bool',
  Interpolate: 'bool', Intent: 'name', SMaskInData: 'number', Matte: 'numbers',
}; // prettier-ignore
const calibratedKeys: Plain = {
  WhitePoint: 'numbers', BlackPoint: 'numbers', Gamma: 'mixed', Matrix: 'numbers', Range: 'numbers',
}; // prettier-ignore
const patternKeys: Plain = {
  PaintType: 'number', TilingType: 'number', BBox: 'numbers', XStep: 'number', YStep: 'number', Matrix: 'numbers',
}; // prettier-ignore

const mostDeep = 12;
const processColours = new Set(['All', 'None', 'Cyan', 'Magenta', 'Yellow', 'Black', 'Red', 'Green', 'Blue', 'Gray']);
const blends = new Set([
  'Normal', 'Compatible', 'Multiply', 'Screen', 'Overlay', 'Darken', 'Lighten', 'ColorDodge', 'ColorBurn', 'HardLight',
  'SoftLight', 'Difference', 'Exclusion', 'Hue', 'Saturation', 'Color', 'Luminosity',
]); // prettier-ignore

export class Builder {
  readonly context = PDFContext.create();
  private readonly pages: PDFRef[] = [];
  private readonly tree = this.context.nextRef();
  private readonly equal = new Map<string, PDFRef>();
  private readonly copied = new Map<PDFObject, PDFObject | undefined>();

  private readonly waiting: FlatPage[] = [];
  /** Codes that pages show in each font, so that nothing is written about others. */
  private readonly shown = new Map<PDFObject, Set<string>>();

  addPage(page: FlatPage): void {
    this.waiting.push(page);
    this.note(page.flat);
  }

  private note(flat: Flat): void {
    for (const { form } of flat.resources.values()) if (form !== undefined) this.note(form.flat);
    const codesOf = (font: Found): Set<string> => {
      const codes = this.shown.get(font.object) ?? new Set<string>();
      this.shown.set(font.object, codes);
      return codes;
    };
    let font: Found | undefined;
    const saved: (Found | undefined)[] = [];
    for (const op of flat.ops) {
      if (op.op === 'q') saved.push(font);
      else if (op.op === 'Q') font = saved.pop();
      else if (op.op === 'Tf') font = flat.resources.get(nameOf(op.args[0]))?.found;
      else if (op.op === 'gs') font = itemsIn(get(flat.resources.get(nameOf(op.args[0]))?.found, 'Font'))[0] ?? font;
      else if (showsText.has(op.op) && font !== undefined) {
        const [codes, { read }] = [codesOf(font), measure(font)];
        for (const piece of piecesOf(op))
          if (piece instanceof Uint8Array)
            for (const { bytes } of read(piece)) codes.add(Buffer.from(bytes).toString('hex'));
      }
    }
  }

  private write({ media, crop, rotate, userUnit, flat }: FlatPage): void {
    const page = this.dict({ Type: 'Page', MediaBox: media, CropBox: crop, Rotate: rotate === 0 ? undefined : rotate });
    page.set(PDFName.of('Parent'), this.tree);
    if (userUnit !== 1) page.set(PDFName.of('UserUnit'), PDFNumber.of(userUnit));
    const { content, resources } = this.flat(flat, 0);
    page.set(PDFName.of('Resources'), resources);
    page.set(PDFName.of('Contents'), this.stream(this.dict({}), content));
    this.pages.push(this.context.register(page));
  }

  /** The bytes of the file. The only words that it says of itself are its title. */
  async finish(title: string): Promise<Uint8Array> {
    this.waiting.forEach((page) => this.write(page));
    const kids = PDFArray.withContext(this.context);
    this.pages.forEach((page) => kids.push(page));
    const tree = this.dict({ Type: 'Pages', Count: this.pages.length });
    tree.set(PDFName.of('Kids'), kids);
    this.context.assign(this.tree, tree);
    const catalog = this.dict({ Type: 'Catalog' });
    catalog.set(PDFName.of('Pages'), this.tree);
    catalog.set(PDFName.of('Lang'), PDFString.of('en-GB'));
    const view = PDFDict.withContext(this.context);
    view.set(PDFName.of('DisplayDocTitle'), this.context.obj(true));
    catalog.set(PDFName.of('ViewerPreferences'), view);
    const info = PDFDict.withContext(this.context);
    info.set(PDFName.of('Title'), PDFString.of(title));
    this.context.trailerInfo.Root = this.context.register(catalog);
    this.context.trailerInfo.Info = this.context.register(info);
    return PDFWriter.forContext(this.context, Number.POSITIVE_INFINITY).serializeToBuffer();
  }

  /** Content and resources of a flat run, with only the resources that it uses. */
  private flat(flat: Flat, depth: number): { readonly content: Uint8Array; readonly resources: PDFDict } {
    const resources = PDFDict.withContext(this.context);
    const gone = new Set<string>();
    const used = usedBy(flat.ops);
    for (const [name, { category, found, form }] of flat.resources) {
      if (!used.has(name)) continue;
      const object = form === undefined ? this.resource(category, found, depth) : this.form(form, depth + 1);
      if (object === undefined) {
        gone.add(name);
        continue;
      }
      const group = resources.get(PDFName.of(category)) ?? PDFDict.withContext(this.context);
      if (group instanceof PDFDict) group.set(PDFName.of(name), object);
      resources.set(PDFName.of(category), group);
    }
    const ops =
      gone.size === 0
        ? flat.ops
        : flat.ops.filter(({ args }) => !args.some((arg) => arg instanceof Name && gone.has(arg.value)));
    return { content: writeContent(ops), resources };
  }

  private form({ flat, bbox, group }: FlatForm, depth: number): PDFObject {
    const dict = this.dict({ Type: 'XObject', Subtype: 'Form', BBox: bbox });
    if (group !== undefined) dict.set(PDFName.of('Group'), this.group(group, depth));
    const { content, resources } = this.flat(flat, depth);
    dict.set(PDFName.of('Resources'), resources);
    return this.stream(dict, content);
  }

  private group(found: Found, depth: number): PDFDict {
    const group = this.dict({ S: 'Transparency', ...this.plain(found, { I: 'bool', K: 'bool' }) });
    this.set(group, 'CS', this.space(get(found, 'CS'), depth + 1));
    return group;
  }

  private resource(category: Category, found: Found | undefined, depth: number): PDFObject | undefined {
    if (found === undefined || depth > mostDeep) return undefined;
    const known = this.copied.get(found.object);
    if (this.copied.has(found.object)) return known;
    // While a thing is being copied it does not exist: what names itself ends there.
    this.copied.set(found.object, undefined);
    const copy = this.copyOf(category, found, depth + 1);
    this.copied.set(found.object, copy);
    return copy;
  }

  private copyOf(category: Category, found: Found, depth: number): PDFObject | undefined {
    switch (category) {
      case 'Font':
        return this.font(found, depth);
      case 'XObject':
        return this.image(found, depth);
      case 'ExtGState':
        return this.state(found, depth);
      case 'ColorSpace':
        return this.space(found, depth);
      case 'Pattern':
        return this.pattern(found, depth);
      case 'Shading':
        return this.shading(found, depth);
    }
  }

  // The kinds of resources, one by one.

  private image(found: Found, depth: number): PDFObject | undefined {
    if (!isStream(found) || nameIn(get(found, 'Subtype')) !== 'Image' || depth > mostDeep) return undefined;
    const dict = this.dict({ Type: 'XObject', Subtype: 'Image', ...this.plain(found, imageKeys) });
    const mask = boolIn(get(found, 'ImageMask')) === true;
    if (!mask) this.set(dict, 'ColorSpace', this.space(get(found, 'ColorSpace'), depth));
    const soft = get(found, 'SMask');
    if (soft !== undefined) this.set(dict, 'SMask', this.image(soft, depth + 1));
    const under = get(found, 'Mask');
    if (isStream(under)) this.set(dict, 'Mask', this.image(under, depth + 1));
    else if (numbersIn(under).length > 0) dict.set(PDFName.of('Mask'), this.array(numbersIn(under)));
    return this.imageStream(found, dict);
  }

  private imageStream(found: Found, dict: PDFDict): PDFObject | undefined {
    const { bytes, rest } = unpacked(found);
    const [last, ...more] = rest;
    if (more.length > 0) return undefined;
    if (last === undefined) return this.stream(dict, exactly(bytes, found));
    dict.set(PDFName.of('Filter'), PDFName.of(last.filter));
    const parms = this.parms(found, last.filter);
    if (parms !== undefined) dict.set(PDFName.of('DecodeParms'), parms);
    const bare =
      last.filter === 'DCTDecode'
        ? bareJpeg(bytes)
        : last.filter === 'JPXDecode'
          ? bareJpx(bytes)
          : ['CCITTFaxDecode', 'JBIG2Decode'].includes(last.filter)
            ? bytes
            : undefined;
    return bare === undefined ? undefined : this.put(PDFRawStream.of(dict, bare));
  }

  private parms(found: Found, filter: string): PDFDict | undefined {
    const parms = packingsOf(found).find((each) => each.filter === filter)?.parms ?? {};
    const dict = PDFDict.withContext(this.context);
    if (filter === 'DCTDecode' && parms['ColorTransform'] !== undefined)
      dict.set(PDFName.of('ColorTransform'), PDFNumber.of(parms['ColorTransform']));
    if (filter === 'CCITTFaxDecode') {
      for (const key of ['K', 'Columns', 'Rows', 'DamagedRowsBeforeError'])
        if (parms[key] !== undefined) dict.set(PDFName.of(key), PDFNumber.of(parms[key]));
      for (const key of ['EndOfLine', 'EncodedByteAlign', 'EndOfBlock', 'BlackIs1'])
        if (parms[key] !== undefined) dict.set(PDFName.of(key), this.context.obj(parms[key] === 1));
    }
    if (filter === 'JBIG2Decode') {
      const given = get(found, 'DecodeParms');
      const globals = get(itemsIn(given)[0] ?? given, 'JBIG2Globals');
      if (isStream(globals)) dict.set(PDFName.of('JBIG2Globals'), this.stream(this.dict({}), unpacked(globals).bytes));
    }
    return dict.keys().length === 0 ? undefined : dict;
  }

  private state(found: Found, depth: number): PDFObject {
    const dict = this.dict({ Type: 'ExtGState', ...this.plain(found, stateKeys) });
    const modes = [get(found, 'BM'), ...itemsIn(get(found, 'BM'))].map(nameIn);
    const mode = modes.find((each) => each !== undefined && blends.has(each));
    if (mode !== undefined) dict.set(PDFName.of('BM'), PDFName.of(mode));
    const [font, size] = itemsIn(get(found, 'Font'));
    const copy = font === undefined ? undefined : this.font(font, depth);
    if (copy !== undefined) {
      const pair = PDFArray.withContext(this.context);
      pair.push(copy);
      pair.push(PDFNumber.of(numberIn(size) ?? 0));
      dict.set(PDFName.of('Font'), pair);
    }
    const mask = get(found, 'SMask');
    if (nameIn(mask) !== undefined) dict.set(PDFName.of('SMask'), PDFName.of('None'));
    else if (mask !== undefined) this.set(dict, 'SMask', this.softMask(mask, depth));
    return this.put(dict);
  }

  private softMask(found: Found, depth: number): PDFObject | undefined {
    const group = get(found, 'G');
    if (!isStream(group) || depth > mostDeep) return undefined;
    const flattener = new Flattener({ layers: everythingShows });
    flattener.form(group, undefined);
    // What comes back is the group alone, as a form that one `Do` draws.
    const form = [...flattener.flat.resources.values()].find((each) => each.form !== undefined)?.form;
    const kind = nameIn(get(found, 'S'));
    const dict = this.dict({
      Type: 'Mask',
      S: kind === 'Luminosity' ? 'Luminosity' : 'Alpha',
      ...this.plain(found, { BC: 'numbers' }),
    });
    this.set(
      dict,
      'G',
      this.form(form ?? { flat: flattener.flat, bbox: [-32_000, -32_000, 32_000, 32_000], group }, depth + 1),
    );
    const transfer = get(found, 'TR');
    if (nameIn(transfer) === undefined) this.set(dict, 'TR', this.calculation(transfer, depth + 1));
    return dict;
  }

  private pattern(found: Found, depth: number): PDFObject | undefined {
    if (numberIn(get(found, 'PatternType')) === 2) {
      const dict = this.dict({ Type: 'Pattern', PatternType: 2, ...this.plain(found, { Matrix: 'numbers' }) });
      this.set(dict, 'Shading', this.shading(get(found, 'Shading'), depth + 1));
      return this.put(dict);
    }
    if (!isStream(found)) return undefined;
    const dict = this.dict({ Type: 'Pattern', PatternType: 1, ...this.plain(found, patternKeys) });
    const { content, resources } = this.flat(this.run(found, get(found, 'Resources')), depth + 1);
    dict.set(PDFName.of('Resources'), resources);
    return this.stream(dict, content);
  }

  private run(stream: Found, resources: Found | undefined): Flat {
    const flattener = new Flattener({ layers: everythingShows });
    flattener.add(
      unpacked(stream).bytes,
      resources ?? { object: PDFDict.withContext(stream.of), ref: undefined, of: stream.of },
    );
    return flattener.flat;
  }

  private shading(found: Found | undefined, depth: number): PDFObject | undefined {
    if (found === undefined || depth > mostDeep) return undefined;
    const dict = this.dict(this.plain(found, shadingKeys));
    this.set(dict, 'ColorSpace', this.space(get(found, 'ColorSpace'), depth + 1));
    this.set(dict, 'Function', this.calculation(get(found, 'Function'), depth + 1));
    return isStream(found) ? this.stream(dict, unpacked(found).bytes) : this.put(dict);
  }

  private calculation(found: Found | undefined, depth: number): PDFObject | undefined {
    if (found === undefined || depth > mostDeep) return undefined;
    if (found.object instanceof PDFArray)
      return this.list(itemsIn(found).map((each) => this.calculation(each, depth + 1)));
    const dict = this.dict(this.plain(found, functionKeys));
    this.set(dict, 'Functions', this.calculation(get(found, 'Functions'), depth + 1));
    if (!isStream(found)) return this.put(dict);
    const { bytes } = unpacked(found);
    if (numberIn(get(found, 'FunctionType')) !== 4) return this.stream(dict, bytes);
    const program = Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/%[^\r\n]*/gu, ' ');
    return this.stream(dict, Buffer.from(program.replaceAll(/\s+/gu, ' '), 'latin1'));
  }

  private space(found: Found | undefined, depth: number): PDFObject | undefined {
    if (found === undefined || depth > mostDeep) return undefined;
    const name = nameIn(found);
    if (name !== undefined) return PDFName.of(name);
    const [kind, ...rest] = itemsIn(found);
    const [first, second, third] = rest;
    const kindName = nameIn(kind);
    switch (kindName) {
      case undefined:
        return undefined;
      case 'ICCBased': {
        if (!isStream(first)) return undefined;
        const dict = this.dict(this.plain(first, { N: 'number', Range: 'numbers' }));
        this.set(dict, 'Alternate', this.space(get(first, 'Alternate'), depth + 1));
        return this.list([PDFName.of('ICCBased'), this.stream(dict, bareProfile(unpacked(first).bytes))]);
      }
      case 'CalGray':
      case 'CalRGB':
      case 'Lab':
        return this.list([
          PDFName.of(kindName),
          first === undefined ? undefined : this.dict(this.plain(first, calibratedKeys)),
        ]);
      case 'Indexed':
      case 'I': {
        const table = isStream(third) ? unpacked(third).bytes : (bytesIn(third) ?? new Uint8Array(0));
        const base = this.space(first, depth + 1);
        const count = Math.min(255, Math.max(0, numberIn(second) ?? 255));
        // As long as its colours need and no longer: what follows would be a place for words.
        const width = componentsOf(first);
        const exact = width === undefined ? table : table.subarray(0, (count + 1) * width);
        const lookup = PDFHexString.of(Buffer.from(exact).toString('hex'));
        return this.list([PDFName.of('Indexed'), base, PDFNumber.of(count), lookup]);
      }
      case 'Separation':
        return this.list([
          PDFName.of('Separation'),
          PDFName.of(colourName(nameIn(first), 0)),
          this.space(second, depth + 1),
          this.calculation(third, depth + 1),
        ]);
      case 'DeviceN': {
        const names = itemsIn(first).map((each, index) => PDFName.of(colourName(nameIn(each), index)));
        return this.list([
          PDFName.of('DeviceN'),
          this.list(names),
          this.space(second, depth + 1),
          this.calculation(third, depth + 1),
        ]);
      }
      case 'Pattern':
        return this.list([PDFName.of('Pattern'), ...(first === undefined ? [] : [this.space(first, depth + 1)])]);
      default:
        return PDFName.of(kindName);
    }
  }

  // Fonts.

  private font(found: Found, depth: number): PDFObject | undefined {
    if (depth > mostDeep) return undefined;
    // A font that only patterns and the like use keeps all that it says.
    const codes = this.shown.get(found.object);
    const kind = nameIn(get(found, 'Subtype'));
    if (kind === undefined) return undefined;
    const dict = this.dict({ Type: 'Font', Subtype: kind, BaseFont: nameIn(get(found, 'BaseFont')) });
    this.set(dict, 'ToUnicode', this.toUnicode(get(found, 'ToUnicode'), codes));
    this.set(dict, 'Encoding', this.encoding(get(found, 'Encoding')));
    if (kind === 'Type0') {
      this.set(
        dict,
        'DescendantFonts',
        this.list([this.descendant(itemsIn(get(found, 'DescendantFonts'))[0], depth + 1)]),
      );
      return this.put(dict);
    }
    const more = this.dict(this.plain(found, { FirstChar: 'number', LastChar: 'number', Widths: 'numbers' }));
    more.entries().forEach(([key, value]) => dict.set(key, value));
    this.set(dict, 'FontDescriptor', this.descriptor(get(found, 'FontDescriptor')));
    if (kind === 'Type3') this.type3(found, dict, depth, codes);
    return this.put(dict);
  }

  private descendant(found: Found | undefined, depth: number): PDFObject | undefined {
    if (found === undefined || depth > mostDeep) return undefined;
    const dict = this.dict({
      Type: 'Font',
      Subtype: nameIn(get(found, 'Subtype')),
      BaseFont: nameIn(get(found, 'BaseFont')),
      ...this.plain(found, { DW: 'number', W: 'mixed', DW2: 'numbers', W2: 'mixed' }),
    });
    const system = get(found, 'CIDSystemInfo');
    const about = PDFDict.withContext(this.context);
    for (const key of ['Registry', 'Ordering']) {
      const said = Buffer.from(bytesIn(get(system, key)) ?? []).toString('latin1');
      about.set(PDFName.of(key), PDFString.of(/^[A-Za-z0-9-]{1,20}$/u.test(said) ? said : 'Identity'));
    }
    about.set(PDFName.of('Supplement'), PDFNumber.of(numberIn(get(system, 'Supplement')) ?? 0));
    dict.set(PDFName.of('CIDSystemInfo'), about);
    const map = get(found, 'CIDToGIDMap');
    if (isStream(map)) dict.set(PDFName.of('CIDToGIDMap'), this.stream(this.dict({}), unpacked(map).bytes));
    else if (nameIn(map) !== undefined) dict.set(PDFName.of('CIDToGIDMap'), PDFName.of('Identity'));
    this.set(dict, 'FontDescriptor', this.descriptor(get(found, 'FontDescriptor')));
    return this.put(dict);
  }

  private descriptor(found: Found | undefined): PDFObject | undefined {
    if (found === undefined) return undefined;
    const dict = this.dict({
      Type: 'FontDescriptor',
      FontName: nameIn(get(found, 'FontName')),
      ...this.plain(found, descriptorKeys),
    });
    for (const key of ['FontFile', 'FontFile2', 'FontFile3']) {
      const file = get(found, key);
      if (isStream(file)) dict.set(PDFName.of(key), this.fontFile(file));
    }
    return this.put(dict);
  }

  private fontFile(file: Found): PDFObject {
    const known = this.copied.get(file.object);
    if (known !== undefined) return known;
    const { bytes } = unpacked(file);
    const keys = this.plain(file, { Length1: 'number', Length2: 'number', Length3: 'number', Subtype: 'name' });
    const copy = this.stream(this.dict(keys), withoutNames(bytes));
    this.copied.set(file.object, copy);
    return copy;
  }

  private type3(found: Found, dict: PDFDict, depth: number, codes: ReadonlySet<string> | undefined): void {
    const more = this.dict(this.plain(found, { FontBBox: 'numbers', FontMatrix: 'numbers' }));
    more.entries().forEach(([key, value]) => dict.set(key, value));
    const glyphs = PDFDict.withContext(this.context);
    const resources = get(found, 'Resources');
    const names = codes === undefined ? undefined : namesOf(found, codes);
    for (const name of keysIn(get(found, 'CharProcs'))) {
      if (names?.has(name) === false) continue;
      const stream = get(found, 'CharProcs', name);
      if (!isStream(stream)) continue;
      const { content, resources: own } = this.flat(this.run(stream, resources), depth + 1);
      const used = own.keys().length > 0 ? this.typed(stream, own, content) : this.stream(this.dict({}), content);
      glyphs.set(PDFName.of(name), used);
    }
    dict.set(PDFName.of('CharProcs'), glyphs);
    dict.set(PDFName.of('Resources'), PDFDict.withContext(this.context));
  }

  /** A Type 3 glyph that names things: they are its own, so that glyphs of one font can't disagree about a name. */
  private typed(_stream: Found, resources: PDFDict, content: Uint8Array): PDFObject {
    const dict = this.dict({});
    dict.set(PDFName.of('Resources'), resources);
    return this.stream(dict, content);
  }

  private encoding(found: Found | undefined): PDFObject | undefined {
    if (found === undefined) return undefined;
    const name = nameIn(found);
    if (name !== undefined) return PDFName.of(name);
    if (isStream(found)) {
      const dict = this.dict({
        Type: 'CMap',
        CMapName: 'Codes',
        ...this.plain(found, { WMode: 'number', UseCMap: 'name' }),
      });
      return this.stream(dict, writeMap(unpacked(found).bytes, numberIn(get(found, 'WMode')) ?? 0));
    }
    const dict = this.dict({ Type: 'Encoding', BaseEncoding: nameIn(get(found, 'BaseEncoding')) });
    const differences = itemsIn(get(found, 'Differences')).map((each) => {
      const glyph = nameIn(each);
      return glyph === undefined ? PDFNumber.of(numberIn(each) ?? 0) : PDFName.of(glyph);
    });
    if (differences.length > 0) dict.set(PDFName.of('Differences'), this.list(differences));
    return this.put(dict);
  }

  /** What codes mean, for the codes that are still shown and no others. */
  private toUnicode(found: Found | undefined, codes: ReadonlySet<string> | undefined): PDFObject | undefined {
    if (!isStream(found)) return undefined;
    return this.stream(this.dict({}), writeToUnicode(unpacked(found).bytes, codes));
  }

  // Writing.

  private plain(found: Found, keys: Plain): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [key, kind] of Object.entries(keys)) {
      const value = get(found, key);
      if (value === undefined) continue;
      if (kind === 'number') values[key] = numberIn(value);
      else if (kind === 'bool') values[key] = boolIn(value);
      else if (kind === 'name') values[key] = nameIn(value);
      else if (kind === 'numbers' && value.object instanceof PDFArray) values[key] = numbersIn(value);
      else if (kind === 'mixed') values[key] = numberIn(value) ?? nested(value, 0);
    }
    return values;
  }

  private dict(values: Readonly<Record<string, unknown>>): PDFDict {
    const dict = PDFDict.withContext(this.context);
    for (const [key, value] of Object.entries(values)) {
      const object = this.object(value);
      if (object !== undefined) dict.set(PDFName.of(key), object);
    }
    return dict;
  }

  private object(value: unknown): PDFObject | undefined {
    if (typeof value === 'number') return PDFNumber.of(value);
    if (typeof value === 'boolean') return this.context.obj(value);
    if (typeof value === 'string') return PDFName.of(value);
    if (!Array.isArray(value)) return undefined;
    return this.list(value.map((each: unknown) => this.object(each)));
  }

  private array(values: readonly number[]): PDFArray {
    return this.list(values.map((each) => PDFNumber.of(each)));
  }

  private list(items: readonly (PDFObject | undefined)[]): PDFArray {
    const array = PDFArray.withContext(this.context);
    items.forEach((each) => array.push(each ?? this.context.obj(null)));
    return array;
  }

  private set(dict: PDFDict, key: string, value: PDFObject | undefined): void {
    if (value !== undefined) dict.set(PDFName.of(key), value);
  }

  private stream(dict: PDFDict, bytes: Uint8Array): PDFRef {
    dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
    return this.put(PDFRawStream.of(dict, pack(bytes)));
  }

  /** Registers the object, or gives the one that is there already and says the same. */
  private put(object: PDFDict | PDFRawStream): PDFRef {
    const hash = createHash('sha256');
    if (object instanceof PDFRawStream) {
      object.dict.set(PDFName.of('Length'), PDFNumber.of(object.contents.length));
      hash.update(object.dict.toString()).update(object.contents);
    } else hash.update(object.toString());
    const key = hash.digest('base64');
    const known = this.equal.get(key);
    if (known !== undefined) return known;
    const ref = this.context.register(object);
    this.equal.set(key, ref);
    return ref;
  }
}

/** Names of the glyphs that codes stand for in a font that says so itself. */
function namesOf(font: Found, codes: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  let code = 0;
  for (const item of itemsIn(get(font, 'Encoding', 'Differences'))) {
    const glyph = nameIn(item);
    if (glyph === undefined) code = numberIn(item) ?? code;
    else {
      if (codes.has(code.toString(16).padStart(2, '0'))) names.add(glyph);
      code += 1;
    }
  }
  return names;
}

function nested(found: Found, depth: number): unknown {
  if (depth > 3 || !(found.object instanceof PDFArray)) return undefined;
  return itemsIn(found).map((each) => numberIn(each) ?? boolIn(each) ?? nested(each, depth + 1));
}

const colourName = (name: string | undefined, index: number): string =>
  name !== undefined && processColours.has(name) ? name : `Spot${index + 1}`;

export function componentsOf(space: Found | undefined): number | undefined {
  const name = nameIn(space) ?? nameIn(itemsIn(space)[0]);
  if (name === 'DeviceGray' || name === 'G' || name === 'CalGray' || name === 'Separation') return 1;
  if (name === 'DeviceRGB' || name === 'RGB' || name === 'CalRGB' || name === 'Lab') return 3;
  if (name === 'DeviceCMYK' || name === 'CMYK') return 4;
  if (name === 'ICCBased') return numberIn(get(itemsIn(space)[1], 'N'));
  if (name === 'DeviceN') return itemsIn(itemsIn(space)[1]).length;
  return undefined;
}

/** The samples of an unpacked image and nothing after them. */
function exactly(bytes: Uint8Array, image: Found): Uint8Array {
  const [width, height] = [numberIn(get(image, 'Width')), numberIn(get(image, 'Height'))];
  const mask = boolIn(get(image, 'ImageMask')) === true;
  const bits = mask ? 1 : (numberIn(get(image, 'BitsPerComponent')) ?? 8);
  const space = get(image, 'ColorSpace');
  const name = nameIn(space) ?? nameIn(itemsIn(space)[0]);
  const parts = mask || name === 'Indexed' || name === 'I' ? 1 : componentsOf(space);
  if (width === undefined || height === undefined || parts === undefined) return bytes;
  return bytes.subarray(0, Math.ceil((width * bits * parts) / 8) * height);
}

/** Names that the operators use. */
function usedBy(ops: readonly Op[]): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { args } of ops) for (const arg of args) if (arg instanceof Name) used.add(arg.value);
  return used;
}

const hexOf = (operand: Operand | undefined): string =>
  operand instanceof Uint8Array ? Buffer.from(operand).toString('hex') : '';

const mostEntries = 70_000;

/** A ToUnicode map with one line for each code that is used; all codes where it is not known which. */
function writeToUnicode(bytes: Uint8Array, codes: ReadonlySet<string> | undefined): Uint8Array {
  const spaces: [string, string][] = [];
  const entries = new Map<string, string>();
  const add = (code: string, to: string): void => {
    if ((codes === undefined || codes.has(code)) && entries.size < mostEntries) entries.set(code, to);
  };
  for (const { section, args } of readMap(bytes).ops) {
    if (section === 'codespacerange')
      for (let at = 0; at + 1 < args.length; at += 2) spaces.push([hexOf(args[at]), hexOf(args[at + 1])]);
    if (section === 'bfchar') for (let at = 0; at + 1 < args.length; at += 2) add(hexOf(args[at]), hexOf(args[at + 1]));
    if (section !== 'bfrange') continue;
    for (let at = 0; at + 2 < args.length; at += 3) {
      const [low, high, to] = [hexOf(args[at]), hexOf(args[at + 1]), args[at + 2]];
      const [from, until] = [parseInt(low, 16), Math.min(parseInt(high, 16), parseInt(low, 16) + 65_535)];
      for (let code = from; code <= until; code += 1) {
        const hex = code.toString(16).padStart(low.length, '0');
        if (Array.isArray(to)) add(hex, hexOf((to as readonly Operand[])[code - from]));
        else add(hex, raised(hexOf(to), code - from));
      }
    }
  }
  const lines = [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CMapName /ToUnicode def',
    '/CMapType 2 def',
  ];
  const section = (name: string, rows: readonly string[]): void => {
    for (let at = 0; at < rows.length; at += 100) {
      const some = rows.slice(at, at + 100);
      lines.push(`${some.length} begin${name}`, ...some, `end${name}`);
    }
  };
  section(
    'codespacerange',
    spaces.map(([low, high]) => `<${low}> <${high}>`),
  );
  section(
    'bfchar',
    [...entries].filter(([, to]) => to !== '').map(([code, to]) => `<${code}> <${to}>`),
  );
  lines.push('endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', '');
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** The last unit of a UTF-16 string, so many further on. */
function raised(hex: string, by: number): string {
  if (by === 0 || hex.length < 4) return hex;
  const last = (parseInt(hex.slice(-4), 16) + by) & 0xffff;
  return hex.slice(0, -4) + last.toString(16).padStart(4, '0');
}

/** A map from codes to glyph numbers again, without comments and whatever else stood in it. */
function writeMap(bytes: Uint8Array, wMode: number): Uint8Array {
  const lines = [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CMapName /Codes def',
    '/CMapType 1 def',
    `/WMode ${wMode} def`,
  ];
  for (const { section, args } of readMap(bytes).ops) {
    const size = section === 'codespacerange' ? 2 : section === 'cidrange' ? 3 : section === 'cidchar' ? 2 : 0;
    if (size === 0) continue;
    const rows: string[] = [];
    for (let at = 0; at + size <= args.length; at += size)
      rows.push(
        args
          .slice(at, at + size)
          .map(inMap)
          .join(' '),
      );
    for (let at = 0; at < rows.length; at += 100) {
      const some = rows.slice(at, at + 100);
      lines.push(`${some.length} begin${section}`, ...some, `end${section}`);
    }
  }
  lines.push('endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', '');
  return Buffer.from(lines.join('\n'), 'latin1');
}

const inMap = (operand: Operand): string =>
  operand instanceof Uint8Array
    ? `<${Buffer.from(operand).toString('hex')}>`
    : typeof operand === 'number'
      ? writeOperand(operand)
      : '<00>';

/** A TrueType or OpenType file whose table of names (maker, licence, whatever was written there) is blank. */
function withoutNames(bytes: Uint8Array): Uint8Array {
  const kind = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (!['\0\x01\0\0', 'true', 'OTTO'].includes(kind)) return bytes;
  const out = Uint8Array.from(bytes);
  const view = new DataView(out.buffer);
  const tables = Math.min(view.getUint16(4), 64);
  for (let table = 0; table < tables && 12 + table * 16 + 16 <= out.length; table += 1) {
    const at = 12 + table * 16;
    const tag = Buffer.from(out.subarray(at, at + 4)).toString('latin1');
    if (tag !== 'name' && tag !== 'meta' && tag !== 'DSIG') continue;
    const [offset, size] = [view.getUint32(at + 8), view.getUint32(at + 12)];
    if (offset + size <= out.length) out.fill(0, offset, offset + size);
  }
  return out;
}
