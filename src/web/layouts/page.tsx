import { render } from 'preact-render-to-string';
import { type Children, type Content, type Size } from '../components/content.ts';
import { PostForm } from '../components/case/post-form.tsx';
import { ErrorSummary, type PageError } from '../components/govuk/error-summary.tsx';
import { NotificationBanner } from '../components/govuk/notices.tsx';
import {
  BackLink,
  Breadcrumbs,
  Footer,
  GenericHeader,
  PhaseBanner,
  SkipLink,
  type Crumb,
} from '../components/govuk/page-frame.tsx';
import { ServiceNavigation, type NavigationItem } from '../components/govuk/service-navigation.tsx';
import { paths } from '../paths.ts';

export const productName = 'Joint Case File';

/** What one page says. Everything left out is left out of the document as well. */
export type Page = {
  /** Names the page in tabs and history: unlike its neighbours, without "Error:" and the product name. */
  readonly title: string;
  /** The `h1`. Left out when the body brings its own, such as the legend of a page with one question. */
  readonly heading?: Content | undefined;
  readonly headingSize?: Size | undefined;
  /** Over the heading: reference, name, task. */
  readonly caption?: Content | undefined;
  readonly errors?: readonly PageError[] | undefined;
  readonly breadcrumbs?: readonly Crumb[] | undefined;
  readonly backLink?: { readonly href: string; readonly text?: string | undefined } | undefined;
  /** Across the page above the main content: who or what this page is about. */
  readonly banner?: Children;
  /** Under the banner: the pages of this case, for example. */
  readonly nav?: Children;
  /** Scripts that what stands on this page needs, by the names of their source files in `islands/`. */
  readonly islands?: readonly string[] | undefined;
  /** `full` unless said otherwise. */
  readonly width?: 'two-thirds' | 'full' | undefined;
  readonly body: Children;
};

/** What every page of this request shares. */
export type PageContext = {
  readonly cspNonce: string;
  readonly csrfToken: string;
  readonly user?: { readonly name: string; readonly role: string; readonly organisation: string } | undefined;
  readonly navigation: readonly NavigationItem[];
  /** Whether to say that the data is synthetic. */
  readonly bannerSynthetic: boolean;
  /** What the demonstration clock says, in words; left out where the clock is the real one. */
  readonly demoClock?: string | undefined;
  /** Addresses from the asset manifest. */
  readonly assets: { readonly css: string; readonly js: string; readonly icon?: string | undefined };
  /** What has just been done. Shown on the next page and gone on the one after. */
  readonly successMessage?: string | undefined;
  /** Modules for this page alone, from the asset manifest. */
  readonly islands?: readonly string[] | undefined;
  readonly homeHref?: string | undefined;
  readonly signOutHref?: string | undefined;
  readonly footerLinks?: readonly { readonly text: string; readonly href: string }[] | undefined;
};

// Runs before anything is painted, so that parts which need scripts don't flash. Contains nothing that HTML would escape.
const markScripts =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');";

const titleOf = (page: Page): string =>
  `${(page.errors ?? []).length > 0 ? 'Error: ' : ''}${page.title} - ${productName}`;

const Head = ({ page, context }: { page: Page; context: PageContext }) => (
  <head>
    <meta charset="utf-8" />
    <title>{titleOf(page)}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="theme-color" content="#1d70b8" />
    <meta name="robots" content="noindex, nofollow" />
    {context.assets.icon !== undefined && <link rel="icon" type="image/svg+xml" href={context.assets.icon} />}
    <link rel="stylesheet" href={context.assets.css} />
    <script type="module" src={context.assets.js} />
    {context.islands?.map((island) => (
      <script type="module" src={island} />
    ))}
  </head>
);

const SignedIn = ({ user, context }: { user: NonNullable<PageContext['user']>; context: PageContext }) => (
  <div class="jcf-account">
    <span class="jcf-account__who">
      <span class="govuk-visually-hidden">Signed in as </span>
      {user.name}, {user.role}, {user.organisation}
    </span>{' '}
    <PostForm
      action={context.signOutHref ?? paths.signOut.to()}
      csrfToken={context.csrfToken}
      classes="jcf-account__form"
    >
      <button type="submit" class="jcf-link-button">
        Sign out
      </button>
    </PostForm>
  </div>
);

const Header = ({ context }: { context: PageContext }) => (
  <header class="govuk-template__header">
    <GenericHeader name={productName} href={context.homeHref ?? paths.home.to()} />
    {(context.navigation.length > 0 || context.user !== undefined) && (
      <ServiceNavigation
        items={context.navigation}
        label="Navigation and account"
        end={context.user !== undefined && <SignedIn user={context.user} context={context} />}
        endInline
      />
    )}
    {(context.bannerSynthetic || context.demoClock !== undefined) && (
      <PhaseBanner tag={context.bannerSynthetic ? 'Synthetic data only' : 'Demonstration'}>
        {[
          context.bannerSynthetic && 'Everyone and everything in these cases is made up.',
          context.demoClock !== undefined && `${context.demoClock}.`,
        ]
          .filter((sentence) => sentence !== false)
          .join(' ')}
      </PhaseBanner>
    )}
  </header>
);

const Heading = ({ page }: { page: Page }) =>
  page.heading === undefined ? null : (
    <>
      {page.caption !== undefined && (
        <span class={`govuk-caption-${captionSize(page.headingSize)}`}>{page.caption}</span>
      )}
      <h1 class={`govuk-heading-${page.headingSize ?? 'l'}`}>{page.heading}</h1>
    </>
  );

const captionSize = (size: Size | undefined): Size => (size === 's' ? 'm' : (size ?? 'l'));

const Main = ({ page, context }: { page: Page; context: PageContext }) => {
  const errors = page.errors ?? [];
  const content = (
    <>
      {context.successMessage !== undefined && (
        <NotificationBanner success>{context.successMessage}</NotificationBanner>
      )}
      {errors.length > 0 && <ErrorSummary errors={errors} />}
      <Heading page={page} />
      {page.body}
    </>
  );
  return (
    <main class="govuk-main-wrapper" id="main-content">
      {page.width === 'two-thirds' ? (
        <div class="govuk-grid-row">
          <div class="govuk-grid-column-two-thirds">{content}</div>
        </div>
      ) : (
        content
      )}
    </main>
  );
};

const Body = ({ page, context }: { page: Page; context: PageContext }) => (
  <body class="govuk-template__body">
    <script nonce={context.cspNonce}>{markScripts}</script>
    <SkipLink href="#main-content">Skip to main content</SkipLink>
    <Header context={context} />
    {page.banner}
    <div class="govuk-width-container">
      {page.breadcrumbs !== undefined && <Breadcrumbs items={page.breadcrumbs} />}
      {page.backLink !== undefined && <BackLink href={page.backLink.href}>{page.backLink.text}</BackLink>}
      {page.nav}
      <Main page={page} context={context} />
    </div>
    <footer class="govuk-template__footer">
      <Footer links={context.footerLinks}>{`${productName}: one digital case file for police and prosecutors.`}</Footer>
    </footer>
  </body>
);

/** The whole document for `page`, with what the request brings. Escapes everything; holds one inline script, under the nonce. */
export const renderPage = (page: Page, context: PageContext): string =>
  `<!DOCTYPE html>\n${render(
    <html lang="en" class="govuk-template">
      <Head page={page} context={context} />
      <Body page={page} context={context} />
    </html>,
  )}`;
