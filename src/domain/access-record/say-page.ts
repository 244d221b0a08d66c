import { sayHeading } from '../case-file/index.ts';

/** Pages by their audit name, where the name alone does not say it to a reader. */
const said: Readonly<Record<string, string>> = {
  'your-work': 'Your work (a list)',
  'list-of-cases': 'The list of cases',
  'api-list-of-cases': 'The list of cases',
  'access-record': 'The record of access (a list)',
  'people-to-answer': 'The people of the case, to answer one of them',
  'subject-account': 'What was done with a person’s data',
  'who-has-seen': 'Who has seen the case',
  queue: 'A queue (a list)',
  'api-queue': 'A queue (a list)',
  'view-case': 'Overview of the case',
  'api-case': 'The whole case',
  'who-may-see': 'Who may see the case',
  'view-submission': 'A submission',
  'view-time-limits': 'Time limits',
  'material-item': 'A document, as a page',
  document: 'The bytes of a document',
  'api-document-bytes': 'The bytes of a document',
  'opened-in-emergency': 'Opened in an emergency',
  'command-backup': 'A backup was made (jcf backup)',
  'command-export': 'An export was written (jcf export)',
  'command-import-log': 'An export was taken in (jcf import-log)',
  'command-restore': 'A backup was restored (jcf restore)',
  'command-rebuild': 'The tables were filled from the log and compared with it (jcf rebuild)',
  'command-verify': 'The log was checked and compared with the tables (jcf rebuild --verify)',
  'command-compare': 'Every file was checked by another edition of the standard (jcf compare)',
  'command-import': 'The case was taken in from a bundle (jcf import)',
  'named-self-for-sensitive': 'Named themselves for sensitive material',
};

/** A page in words, from its audit name. */
export const sayPage = (page: string): string => {
  const known = Object.hasOwn(said, page) ? said[page] : undefined;
  if (known !== undefined) return known;
  const plain = page.replace(/^api-/, '').replaceAll('-', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
};

/** What of a case was read, for a reader: `heading Case outline` where the record says `heading caseOutline`. */
export const sayAbout = (about: string): string =>
  about.replaceAll(/\b(heading|question) (\w+)/g, (_all, part: string, name: string) => `${part} ${sayHeading(name)}`);
