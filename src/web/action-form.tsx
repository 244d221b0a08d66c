import type { Children } from './components/content.ts';
import { PostForm } from './components/case/post-form.tsx';
import { hiddenFields } from './form-body.ts';
import type { FormState } from './route.ts';

/**
 * A form that records something: the form token first, then the number by which sending it twice acts once, then its
 * fields. Every form of the product is one of these.
 */
export const ActionForm = (props: {
  readonly form: FormState;
  readonly action: string;
  readonly children: Children;
  readonly multipart?: boolean | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
}) => (
  <PostForm
    action={props.action}
    csrfToken={props.form.csrfToken}
    multipart={props.multipart}
    id={props.id}
    classes={props.classes}
  >
    <input type="hidden" name={hiddenFields.command} value={props.form.newCommandId()} />
    {props.children}
  </PostForm>
);
