import { contactIsComplete } from '../../../domain/case-file/index.ts';
import type { Contact } from '../../../domain/access/index.ts';
import { InsetText, WarningText } from '../../components/govuk/notices.tsx';
import { sayContact } from './people-parts.tsx';

/** The contact that goes out with what is issued, or what to do when it is not complete. */
export const OwnContact = ({ contact }: { contact: Contact }) => {
  const complete = contactIsComplete(contact);
  return complete.ok ? (
    <InsetText>
      {`It is issued with your contact, as the directory has it now: ${sayContact(complete.value)}. If that is wrong, ask your administrator before you issue.`}
    </InsetText>
  ) : (
    <WarningText>{complete.refusal.detail}</WarningText>
  );
};
