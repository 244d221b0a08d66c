import { refusals, statusOf, type RefusalCode } from '../domain/kernel/refusals.ts';
import type { Refusal } from '../domain/kernel/result.ts';
import type { Page } from './layouts/page.tsx';
import { paths } from './paths.ts';

/** What to tell about something that went wrong, and where the person was. */
export interface Trouble {
  readonly refusal: Refusal;
  /** Path of ours from which the person came, to go back to. */
  readonly from?: string | undefined;
}

const GoOn = ({ href, children }: { href: string; children: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </p>
);

const Text = ({ children }: { children: string }) => <p class="govuk-body">{children}</p>;

/**
 * The page for a refusal. What cannot be found gets the same words whether it does not exist or is not for this person
 * to see: its detail is never shown.
 */
export function refusalPage({ refusal, from }: Trouble): Page {
  const { says } = refusals[refusal.code];
  return { title: says, heading: says, width: 'two-thirds', body: bodyOf(refusal, from) };
}

const notFoundText = {
  'case-not-found':
    'Check the reference. If it is right, the case may not have been sent to your organisation, or may be with another one.',
  'page-not-found': 'Check the address. If you followed a link on this service, the page may have moved.',
} as const;

function bodyOf({ code, detail }: Refusal, from: string | undefined) {
  if (code === 'case-not-found' || code === 'page-not-found') {
    return (
      <>
        <Text>{notFoundText[code]}</Text>
        <GoOn href={paths.home.to()}>Go to your first page</GoOn>
      </>
    );
  }
  if (code === 'sign-in-needed') {
    return (
      <>
        <Text>{detail}</Text>
        <GoOn href={paths.signIn.to({}, { return: from })}>
          {from === undefined ? 'Sign in' : 'Sign in and go back to your page'}
        </GoOn>
      </>
    );
  }
  if (isSignInTrouble(code)) {
    return (
      <>
        <Text>{detail}</Text>
        {from === undefined ? (
          <GoOn href={paths.home.to()}>Go to the sign in page</GoOn>
        ) : (
          <GoOn href={from}>Go back to your page</GoOn>
        )}
      </>
    );
  }
  return (
    <>
      <Text>{detail}</Text>
      {statusOf(code) === 409 && (
        <Text>
          Nothing was recorded. Open the page again, read what has changed, and do it again if it is still needed.
        </Text>
      )}
      {from === undefined ? (
        <GoOn href={paths.home.to()}>Go to your first page</GoOn>
      ) : (
        <GoOn href={from}>{statusOf(code) === 409 ? 'Open the page again' : 'Go back to the page you came from'}</GoOn>
      )}
    </>
  );
}

const signInCodes: readonly RefusalCode[] = ['sign-in-failed', 'sign-in-unavailable', 'not-in-directory'];
const isSignInTrouble = (code: RefusalCode): boolean => signInCodes.includes(code);

/** The page for a fault of ours. `reference` finds it in the log; nothing of what went wrong is shown. */
export const faultPage = (reference: string): Page => ({
  title: 'Sorry, there is a problem',
  heading: 'Sorry, there is a problem',
  width: 'two-thirds',
  body: (
    <>
      <Text>Something went wrong on our side.</Text>
      <Text>If you were sending something, look whether it was recorded before you send it again.</Text>
      <p class="govuk-body">
        If it keeps happening, tell the service desk and quote <strong>{reference}</strong>.
      </p>
      <GoOn href={paths.home.to()}>Go to your first page</GoOn>
    </>
  ),
});
