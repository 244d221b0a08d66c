import type { FormState } from '../../route.ts';
import { ActionForm } from '../../action-form.tsx';
import { Button } from '../../components/govuk/button.tsx';
import type { Content } from '../../components/content.ts';

/** A form that is one button: nothing to fill in, only hidden values. */
export const OneButton = (props: {
  readonly form: FormState;
  readonly action: string;
  readonly children: Content;
  readonly hidden?: Readonly<Record<string, string>>;
}) => (
  <ActionForm form={props.form} action={props.action}>
    {Object.entries(props.hidden ?? {}).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <Button preventDoubleClick>{props.children}</Button>
  </ActionForm>
);
