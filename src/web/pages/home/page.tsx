import { LinkButton } from '../../components/govuk/button.tsx';
import type { Page } from '../../layouts/page.tsx';
import { productName } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import type { HomeView } from './view-model.ts';

/** The first page of the product. */
export const HomePage = (view: HomeView): Page =>
  view.kind === 'signed-out'
    ? {
        title: 'Sign in',
        heading: productName,
        headingSize: 'xl',
        width: 'two-thirds',
        body: (
          <>
            <p class="govuk-body-l">One digital case file for police and prosecutors in England and Wales.</p>
            <p class="govuk-body">Use this service to:</p>
            <ul class="govuk-list govuk-list--bullet">
              <li>build a case file and see what it still needs</li>
              <li>see which time limit is running, and why</li>
              <li>check, send and review a file, and answer what is asked about it</li>
            </ul>
            <LinkButton href={paths.signIn.to()} start>
              Sign in
            </LinkButton>
            {view.demonstration && (
              <p class="govuk-body">
                This is a demonstration. You choose who to be from a list of made-up people, and no password is asked
                for.
              </p>
            )}
          </>
        ),
      }
    : {
        title: 'Start',
        heading: 'What you can do',
        width: 'two-thirds',
        body:
          view.jobs.length === 0 ? (
            <p class="govuk-body">There is nothing for your role here yet.</p>
          ) : (
            <ul class="govuk-list govuk-list--spaced">
              {view.jobs.map(({ text, href }) => (
                <li>
                  <a class="govuk-link" href={href}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          ),
      };
