import type { CaseView } from '../../../application/view-case.ts';
import { InsetText } from '../../components/govuk/notices.tsx';

type Seen = Pick<CaseView, 'submissions' | 'mayBuild'>;

/**
 * What a change to the file does, or has just done, to its certificate (BR-14): said before and after to those who can
 * change it. One sentence for each submission that it touches.
 * @param submissionId the one that the page changes; left out where a change touches all of them
 */
export function certificateNotices(view: Seen, submissionId?: string): string[] {
  if (!view.mayBuild) return [];
  return view.submissions
    .filter((each) => submissionId === undefined || each.submissionId === submissionId)
    .flatMap(({ submissionId: id, state, returned }) => {
      if (state === 'gatekeeping')
        return [
          `${id} is certified and with the gatekeeper. Change anything, and the certificate no longer counts: the supervisor has to certify the file again.`,
        ];
      if (state === 'second_gate')
        return [
          `${id} is certified and with the standards unit. Change anything, and the certificate no longer counts: the supervisor has to certify the file again.`,
        ];
      if (state === 'delivery_failed')
        return [
          `${id} is certified, and could not be delivered to the CPS. Change anything, and the certificate no longer counts: the supervisor has to certify the file again before it is sent.`,
        ];
      if (state === 'returned_to_supervisor')
        return [`The gatekeeper returned ${id}. Change what is asked for, and the supervisor has it again to certify.`];
      if (state !== 'supervision') return [];
      return [
        returned?.step === 'V01'
          ? `The certificate of ${id} no longer counts. ${returned.text}. The supervisor has the file and certifies it again.`
          : `The supervisor is reading ${id}. They can certify it only as it is after your change.`,
      ];
    });
}

export const CertificateNotice = (props: { readonly view: Seen; readonly submissionId?: string }) => {
  const notices = certificateNotices(props.view, props.submissionId);
  return notices.length === 0 ? null : (
    <InsetText classes="govuk-!-margin-top-0">
      {notices.map((notice) => (
        <p class="govuk-body govuk-!-margin-bottom-1">{notice}</p>
      ))}
    </InsetText>
  );
};
