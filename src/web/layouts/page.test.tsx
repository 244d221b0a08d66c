import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { gallery } from '../../../test/support/gallery.tsx';
import { renderPage, type Page, type PageContext } from './page.tsx';

const signedOut: PageContext = {
  cspNonce: 'bm9uY2U',
  csrfToken: 'token-of-this-session',
  navigation: [],
  bannerSynthetic: false,
  assets: { css: '/assets/app.css', js: '/assets/behaviour.js' },
};
const signedIn: PageContext = {
  ...signedOut,
  user: { name: 'Sam Example', role: 'Supervisor', organisation: 'Exampleshire Police' },
  navigation: [
    { text: 'Cases', href: '/cases', current: true },
    { text: 'Measures', href: '/measures' },
  ],
  bannerSynthetic: true,
  demoClock: 'Demonstration clock: 7:20am on 22 November 2026',
  islands: ['/assets/viewer.js'],
};
const page: Page = { title: 'Overview', heading: 'Overview', body: <p class="govuk-body">Words</p> };

describe('a page', () => {
  it('escapes what it is given, wherever it is put', () => {
    const evil = `<script>alert("1")</script>&'`;
    const html = renderPage(
      {
        title: evil,
        heading: evil,
        caption: evil,
        errors: [{ text: evil, href: `#"${evil}` }],
        breadcrumbs: [{ text: evil, href: evil }],
        body: evil,
      },
      { ...signedIn, successMessage: evil, user: { name: evil, role: evil, organisation: evil }, demoClock: evil },
    );
    expect(html).not.toContain('<script>');
    expect(html.match(/<script\b/g)).toHaveLength(3);
  });

  it('has one inline script, under the nonce, and every other from an address', () => {
    const scripts = [...renderPage(page, signedIn).matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts.map(([, attributes, words]) => [attributes, words])).toEqual([
      [' type="module" src="/assets/behaviour.js"', ''],
      [' type="module" src="/assets/viewer.js"', ''],
      [
        ' nonce="bm9uY2U"',
        "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');",
      ],
    ]);
  });

  it.each([
    { when: 'it has no errors', given: page, title: 'Overview - Joint Case File' },
    { when: 'it has an empty list of errors', given: { ...page, errors: [] }, title: 'Overview - Joint Case File' },
    {
      when: 'it has errors',
      given: { ...page, errors: [{ text: 'Enter a reference', href: '#reference' }] },
      title: 'Error: Overview - Joint Case File',
    },
  ])('is titled $title when $when', ({ given, title }) => {
    expect(renderPage(given, signedOut)).toContain(`<title>${title}</title>`);
  });

  it('offers to sign out, by POST with the token, only to those who are signed in', () => {
    expect(renderPage(page, signedIn)).toMatch(
      /<form method="post" action="\/sign-out"[^>]*><input type="hidden" name="_csrf" value="token-of-this-session"\/>/,
    );
    const html = renderPage(page, signedOut);
    expect(html).not.toContain('<form');
    expect(html).not.toContain('token-of-this-session');
  });

  it('says that the data is synthetic and what the clock is only where they are', () => {
    expect(renderPage(page, signedIn)).toContain('Synthetic data only');
    expect(renderPage(page, signedIn)).toContain('Demonstration clock: 7:20am on 22 November 2026.');
    expect(renderPage(page, signedOut)).not.toMatch(/Synthetic|Demonstration|phase-banner/);
  });

  it('leaves out each part it is not given', () => {
    const html = renderPage({ title: 'Bare', body: <h1>Bare</h1> }, signedOut);
    expect(html).not.toMatch(
      /govuk-(service-navigation|error-summary|notification-banner|breadcrumbs|back-link|caption)/,
    );
    expect(html.match(/<h1/g)).toHaveLength(1);
  });
});

describe('the markup of every component', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // How Preact writes elements without content.
      'void-style': ['error', { style: 'selfclosing' }],
      // Upstream's markup, which the parity tests hold us to: roles and labels for older screen readers.
      'no-redundant-role': 'off',
      'prefer-native-element': 'off',
      'no-implicit-button-type': 'off',
      'wcag/h71': 'off',
      // One name for several boxes is how a form sends a list.
      'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
      // Titles of pages are as long as what they name; fixed text is wrapped as it comes.
      'long-title': 'off',
      'no-trailing-whitespace': 'off',
    },
  });

  it.each(Object.entries(gallery))('is valid HTML on %s', async (path, given) => {
    const report = await validator.validateString(renderPage(given, signedIn), path);
    const findings = report.results.flatMap((result) =>
      result.messages.map((message) => `${message.ruleId}: ${message.message} at ${message.selector ?? ''}`),
    );
    expect(findings).toEqual([]);
  });

  it.each(Object.entries(gallery))(
    'has no empty attribute but those that say yes by being there on %s',
    (_path, given) => {
      const empty = [...renderPage(given, signedIn).matchAll(/ ([a-z-]+)=""/g)].map((match) => match[1]);
      expect(empty).toEqual([]);
    },
  );
});
