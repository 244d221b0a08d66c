import type { Side } from '../../../domain/access/index.ts';
import type { MessageRow } from '../../../application/view-case.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import { Input } from '../../components/govuk/input.tsx';
import { Radios } from '../../components/govuk/radios.tsx';
import { Textarea } from '../../components/govuk/textarea.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { FormState } from '../../route.ts';
import { sayWhen } from '../case-frame/index.ts';
import { shownText } from '../file-parts/index.ts';

interface MessagesView {
  readonly frame: Pick<Page, 'banner' | 'nav'>;
  readonly urn: string;
  readonly side: Side;
  readonly messages: readonly MessageRow[];
  readonly mayWrite: boolean;
  /** Whether the CPS have the case: before that a message can only go to one's own side. */
  readonly bothHaveIt: boolean;
}

const audiences = { shared: 'Police and CPS', police: 'Police only', cps: 'CPS only' } as const;

const Message = ({ message }: { message: MessageRow }) => (
  <li class="jcf-message">
    <p class="govuk-body govuk-!-margin-bottom-1">
      <strong>{message.author.name}</strong>
      {`, ${message.author.organisation}, ${sayWhen(message.postedAt)}. ${audiences[message.audience]}`}
      {message.topic !== '' && `. About: ${message.topic}`}
    </p>
    {message.text.split('\n').map((line) => (
      <p class="govuk-body govuk-!-margin-bottom-1">{line}</p>
    ))}
  </li>
);

const Form = ({ view, form }: { view: MessagesView; form: FormState }) => {
  const own = view.side === 'police' ? 'Police only' : 'CPS only';
  return (
    <ActionForm form={form} action={paths.messages.to({ urn: view.urn })}>
      <h2 class="govuk-heading-m">Write a message</h2>
      <Radios
        name="to"
        legend="Who is it for?"
        legendSize="s"
        value={shownText(form.values, 'to', view.bothHaveIt ? 'shared' : 'own')}
        error={form.errors['to']}
        items={[
          ...(view.bothHaveIt
            ? [
                {
                  value: 'shared',
                  text: 'Police and CPS',
                  hint: 'Everyone working on the case on both sides. Never the defence, but it may be unused material.',
                },
              ]
            : []),
          { value: 'own', text: own, hint: 'The other side cannot see that it exists.' },
        ]}
      />
      <Input
        name="topic"
        label="What it is about (optional)"
        labelSize="s"
        value={shownText(form.values, 'topic')}
        error={form.errors['topic']}
      />
      <Textarea
        name="text"
        label="Message"
        labelSize="s"
        rows={4}
        value={shownText(form.values, 'text')}
        error={form.errors['text']}
      />
      <Button preventDoubleClick>Send message</Button>
    </ActionForm>
  );
};

/** The thread of a case, oldest first. A message changes nothing in the file. */
export const MessagesPage = (view: MessagesView, form: FormState): Page => ({
  ...view.frame,
  title: `Messages about ${view.urn}`,
  heading: 'Messages',
  width: 'two-thirds',
  body: (
    <>
      {view.messages.length === 0 ? (
        <p class="govuk-body">Nobody has written a message yet.</p>
      ) : (
        <ol class="govuk-list govuk-list--spaced">
          {view.messages.map((message) => (
            <Message message={message} />
          ))}
        </ol>
      )}
      {!view.bothHaveIt && view.side === 'police' && (
        <p class="govuk-body">The CPS do not have this case yet, so messages stay with police.</p>
      )}
      {view.mayWrite && <Form view={view} form={form} />}
    </>
  ),
});
