const mailHeaders = new Set(
  [
    'from',
    'to',
    'cc',
    'subject',
    'date',
    'message-id',
    'received',
    'mime-version',
    'return-path',
    'content-type',
  ].concat(['delivered-to', 'reply-to', 'sender', 'x-originating-ip', 'dkim-signature']),
);
/** Only mail software writes these; a memo may well begin with From, To, Subject. */
const sureMailHeaders = ['message-id', 'mime-version', 'received', 'return-path', 'content-type'];

/** Whether text begins with the header block of an email: three known headers, one of them from mail software. */
export function looksLikeEmail(text: string): boolean {
  const seen = new Set<string>();
  for (const line of text.split(/\r?\n/, 400)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) || /^From \S/.test(line)) continue;
    const name = /^([!-9;-~]+):/.exec(line)?.[1]?.toLowerCase();
    if (name === undefined) return false;
    if (mailHeaders.has(name)) seen.add(name);
  }
  return seen.size >= 3 && sureMailHeaders.some((each) => seen.has(each));
}

/** Number of fields in each record, minding quotes; a record cut off at the end is left out unless `whole`. */
function fieldCounts(text: string, separator: string, whole: boolean): readonly number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  let empty = true;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === separator) fields += 1;
    else if (!quoted && char === '\n') {
      if (!empty) counts.push(fields);
      fields = 1;
      empty = true;
      continue;
    }
    if (char !== '\r') empty = false;
  }
  if (whole && !empty) counts.push(fields);
  return counts;
}

/**
 * Whether text is a table: every record has as many fields as the first, two or more of them, and the first reads like
 * headings (none blank, none long). Text of a few prose lines with equal commas is not enough: at least two records.
 */
export function looksLikeTable(text: string, whole: boolean): boolean {
  return [',', ';', '\t', '|'].some((separator) => {
    const headings = (text.split(/\r?\n/, 1)[0] ?? '').split(separator);
    if (headings.length < 2 || headings.some((each) => each.trim() === '' || each.length > 64)) return false;
    const counts = fieldCounts(text, separator, whole);
    return counts.length >= 2 && counts.every((each) => each === headings.length);
  });
}
