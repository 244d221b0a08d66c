import { classNames } from '../content.ts';
import { describedByOf, FieldGroup, fieldId, type FieldProps } from './form-group.tsx';

export type FileUploadProps = FieldProps & {
  readonly multiple?: boolean | undefined;
  /** File types offered by the chooser, such as `.pdf,.docx`; the server decides by content. */
  readonly accept?: string | undefined;
  /** Adds a drop area where scripts run. */
  readonly dropZone?: boolean | undefined;
};

/** GOV.UK file upload; its form needs `multipart`. */
export const FileUpload = (props: FileUploadProps) => {
  const id = fieldId(props);
  const input = (
    <input
      class={classNames('govuk-file-upload', props.classes, props.error !== undefined && 'govuk-file-upload--error')}
      id={id}
      name={props.name}
      type="file"
      disabled={props.disabled}
      multiple={props.multiple}
      accept={props.accept}
      aria-describedby={describedByOf(id, props)}
      {...props.attributes}
    />
  );
  return (
    <FieldGroup field={props}>
      {props.dropZone === true ? (
        <div class="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {input}
        </div>
      ) : (
        input
      )}
    </FieldGroup>
  );
};
