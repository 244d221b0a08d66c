import { allowed, carriers, kinds, ofCrossReference } from './forbidden.ts';

/** Names of the standard that may well be words: they are not looked for among names. */
export const standardNames: ReadonlySet<string> = new Set([
  ...Object.values(allowed).flat(),
  ...ofCrossReference,
  ...Object.keys(carriers),
  ...Object.keys(kinds),
  ...(
    'Catalog Image FontDescriptor BaseFont FontName FontFamily FontFile FontFile2 FontFile3 FontBBox FontMatrix FontStretch ' +
    'FontWeight FirstChar LastChar Widths Encoding Differences BaseEncoding ToUnicode DescendantFonts CIDSystemInfo Registry ' +
    'Ordering Supplement CIDToGIDMap CIDSet CharSet CharProcs ItalicAngle Ascent Descent CapHeight XHeight StemV StemH Flags ' +
    'MissingWidth Leading AvgWidth MaxWidth TrueType Type0 Type1 Type1C Type3 CIDFontType0 CIDFontType2 CIDFontType0C OpenType ' +
    'WinAnsiEncoding MacRomanEncoding MacExpertEncoding StandardEncoding Identity-H Identity-V DeviceRGB DeviceGray DeviceCMYK ' +
    'DeviceN Separation Indexed ICCBased CalRGB CalGray Lab Pattern Shading ShadingType PatternType PaintType TilingType XStep ' +
    'YStep Coords Domain Function Functions FunctionType Extend Background Bounds Encode Range Order Size BitsPerSample ' +
    'BitsPerCoordinate BitsPerFlag VerticesPerRow AntiAlias ExtGState ColorSpace XObject Properties ProcSet Font Text PDF ImageB ' +
    'ImageC ImageI FlateDecode LZWDecode DCTDecode JPXDecode CCITTFaxDecode JBIG2Decode ASCII85Decode ASCIIHexDecode ' +
    'RunLengthDecode Predictor Colors Columns EarlyChange BlackIs1 EndOfBlock EndOfLine EncodedByteAlign Rows K ColorTransform ' +
    'JBIG2Globals Transparency Luminosity Alpha Normal Multiply Screen Overlay Darken Lighten Compatible SMask Isolated Knockout ' +
    'WhitePoint BlackPoint Gamma Matrix Alternate Perceptual RelativeColorimetric AbsoluteColorimetric Saturation Default ' +
    'StructParents StructParent Contents DocOpen Helvetica Helvetica-Bold Helvetica-Oblique Helvetica-BoldOblique Times-Roman ' +
    'Times-Bold Times-Italic Times-BoldItalic Courier Courier-Bold Courier-Oblique Courier-BoldOblique Symbol ZapfDingbats ' +
    'parenleft parenright asterisk hyphen period greater question bracketleft backslash bracketright asciicircum underscore ' +
    'braceleft braceright asciitilde exclamdown sterling fraction florin section currency quotesingle quotedblleft guillemotleft ' +
    'guilsinglleft guilsinglright endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase quotedblbase ' +
    'quotedblright guillemotright ellipsis perthousand questiondown dieresis circumflex macron dotaccent cedilla hungarumlaut ' +
    'ogonek emdash ordfeminine ordmasculine dotlessi germandbls numbersign dollar percent ampersand quoteright quoteleft ' +
    'semicolon copyright registered trademark onequarter onehalf threequarters multiply divide degree plusminus brokenbar ' +
    'logicalnot onesuperior twosuperior threesuperior thorn'
  ).split(' '),
]);

const keywords = /\b(obj|endobj|stream|endstream|xref|trailer|startxref|true|false|null)\b/g;

/** PDF syntax without its own words, so that those of a document are not mistaken for them. */
export const withoutSyntax = (text: string): string =>
  text
    .replace(/\/(?:[A-Z]{6}\+)?([A-Za-z0-9-]+)/g, (all, name: string) => (standardNames.has(name) ? ' ' : all))
    .replace(keywords, ' ');

const ofCharacterMaps = new Set(
  (
    'CIDInit ProcSet findresource begin begincmap CIDSystemInfo Registry Adobe Ordering UCS Identity Supplement def CMapName ' +
    'CMapType begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange endcmap currentdict CMap ' +
    'defineresource pop end dict dup'
  ).split(' '),
);
/** A character map without the words that every one has. */
export const withoutMapWords = (text: string): string =>
  text.replace(/[A-Za-z]+/g, (word) => (ofCharacterMaps.has(word) ? ' ' : word));

/** Strings that every file of the kind has: of character collections, and what our own writer puts there. */
export const usualStrings: ReadonlySet<string> = new Set([
  'Adobe',
  'Identity',
  'UCS',
  'Japan1',
  'GB1',
  'CNS1',
  'Korea1',
  'KR',
]);
