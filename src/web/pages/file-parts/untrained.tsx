import { WarningText } from '../../components/govuk/notices.tsx';
import { paths } from '../../paths.ts';

/** For somebody without a current training record for a file, who can still go on with it (BR-15). */
export const Untrained = ({ warned }: { readonly warned: string | undefined }) =>
  warned === undefined ? null : (
    <>
      <WarningText>{warned}</WarningText>
      <p class="govuk-body">
        <a class="govuk-link" href={paths.training.to()}>
          Your training records
        </a>
      </p>
    </>
  );
