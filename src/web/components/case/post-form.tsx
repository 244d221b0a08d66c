import { type Children } from '../content.ts';

export type PostFormProps = {
  readonly action: string;
  readonly csrfToken: string;
  readonly children: Children;
  /** For forms that send files. */
  readonly multipart?: boolean | undefined;
  readonly id?: string | undefined;
  readonly classes?: string | undefined;
};

/** A form that records something. Carries the token; the server, not the browser, says what is wrong with an answer. */
export const PostForm = ({ action, csrfToken, children, multipart, id, classes }: PostFormProps) => (
  <form
    method="post"
    action={action}
    enctype={multipart === true ? 'multipart/form-data' : undefined}
    id={id}
    class={classes}
    noValidate
  >
    <input type="hidden" name="_csrf" value={csrfToken} />
    {children}
  </form>
);
