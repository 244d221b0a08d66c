import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  attributesShape,
  matchesFixtures,
  port,
  takeModifier,
  wordsOf,
  wordsShape,
} from '../../../../test/support/parity.ts';
import { BackLink, Breadcrumbs, GenericHeader, PhaseBanner, SkipLink } from './page-frame.tsx';
import { ServiceNavigation } from './service-navigation.tsx';

const common = { classes: z.string().optional(), attributes: attributesShape };

matchesFixtures(
  'skip-link',
  port(z.strictObject({ ...wordsShape, ...common, href: z.string().default('#content') }), (o) => (
    <SkipLink href={o.href} classes={o.classes} attributes={o.attributes}>
      {wordsOf(o)}
    </SkipLink>
  )),
  { matched: 9, leftOut: {} },
);

matchesFixtures(
  'back-link',
  port(z.strictObject({ ...wordsShape, ...common, href: z.string().default('#') }), (o) => (
    <BackLink href={o.href} classes={o.classes} attributes={o.attributes}>
      {o.text === undefined && o.html === undefined ? undefined : wordsOf(o)}
    </BackLink>
  )),
  { matched: 7, leftOut: {} },
);

matchesFixtures(
  'breadcrumbs',
  port(
    z.strictObject({
      ...common,
      collapseOnMobile: z.boolean().optional(),
      labelText: z.string().optional(),
      items: z.array(z.strictObject({ ...wordsShape, href: z.string().optional(), attributes: attributesShape })),
    }),
    (o) => (
      <Breadcrumbs
        items={o.items.map((item) => ({ text: wordsOf(item), href: item.href, attributes: item.attributes }))}
        label={o.labelText}
        collapseOnMobile={o.collapseOnMobile}
        classes={o.classes}
        attributes={o.attributes}
      />
    ),
  ),
  { matched: 12, leftOut: {} },
);

matchesFixtures(
  'phase-banner',
  port(
    z.strictObject({
      ...wordsShape,
      ...common,
      tag: z.strictObject({ ...wordsShape, classes: z.string().optional() }).default({}),
    }),
    (o) => {
      const { modifier, rest } = takeModifier(o.tag.classes, 'govuk-tag', ['grey', 'red', 'yellow']);
      return (
        <PhaseBanner
          tag={wordsOf(o.tag)}
          tagColour={modifier}
          tagClasses={rest}
          classes={o.classes}
          attributes={o.attributes}
        >
          {wordsOf(o)}
        </PhaseBanner>
      );
    },
  ),
  { matched: 7, leftOut: {} },
);

matchesFixtures(
  'generic-header',
  port(
    z.strictObject({
      ...common,
      logoText: z.string().optional(),
      logoHtml: z.string().optional(),
      containerClasses: z.string().optional(),
      url: z.string().default('/'),
    }),
    (o) => (
      <GenericHeader
        name={wordsOf({ text: o.logoText, html: o.logoHtml })}
        href={o.url}
        containerClasses={o.containerClasses}
        classes={o.classes}
        attributes={o.attributes}
      />
    ),
  ),
  { matched: 7, leftOut: {} },
);

const absent = z.union([z.null(), z.literal(false), z.literal('')]).transform(() => null);

matchesFixtures(
  'service-navigation',
  port(
    z.strictObject({
      ...common,
      serviceName: z.string().optional(),
      serviceUrl: z.string().optional(),
      navigation: z
        .array(
          z.union([
            z.strictObject({
              ...wordsShape,
              href: z.string().optional(),
              current: z.boolean().optional(),
              active: z.boolean().optional(),
              attributes: attributesShape,
            }),
            absent,
          ]),
        )
        .default([]),
      collapseNavigationOnMobile: z.boolean().optional(),
      menuButtonText: z.string().optional(),
      menuButtonLabel: z.string().optional(),
      navigationLabel: z.string().optional(),
      navigationId: z.string().optional(),
      navigationClasses: z.string().optional(),
      ariaLabel: z.string().optional(),
      slots: z
        .strictObject({
          end: z.union([z.string(), z.strictObject({ html: z.string(), align: z.literal('inline') })]),
        })
        .optional(),
    }),
    (o) => {
      const end = o.slots?.end;
      return (
        <ServiceNavigation
          items={o.navigation.map((item) => item && { ...item, text: wordsOf(item) })}
          serviceName={o.serviceName}
          serviceUrl={o.serviceUrl}
          end={end === undefined ? undefined : wordsOf({ html: typeof end === 'string' ? end : end.html })}
          endInline={typeof end === 'object'}
          navigationLabel={o.navigationLabel}
          navigationId={o.navigationId}
          navigationClasses={o.navigationClasses}
          menuButtonText={o.menuButtonText}
          menuButtonLabel={o.menuButtonLabel}
          collapseOnMobile={o.collapseNavigationOnMobile}
          label={o.ariaLabel}
          classes={o.classes}
          attributes={o.attributes}
        />
      );
    },
  ),
  {
    matched: 32,
    leftOut: {
      'with slotted content': 'only the end slot is used',
    },
  },
);

describe('what upstream offers', () => {
  const upstream = readdirSync(
    new URL('../../../../node_modules/govuk-frontend/dist/govuk/components/', import.meta.url),
    { withFileTypes: true },
  )
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  it('is either compared in these tests or left out on purpose', () => {
    const compared = [
      'back-link breadcrumbs button character-count checkboxes date-input details error-message error-summary fieldset',
      'file-upload generic-header hint input inset-text label notification-banner pagination panel phase-banner radios',
      'select service-navigation skip-link summary-list table tabs tag task-list textarea warning-text',
    ].flatMap((line) => line.split(' '));
    const leftOut = {
      accordion: 'hides what specialists use daily',
      'cookie-banner': 'only cookies that are needed are set',
      'exit-this-page': 'for people in danger at home; our users are at work',
      feedback: 'no feedback service',
      footer: 'always has the crown; ours is in page-frame.tsx',
      header: 'always has the crown',
      'language-navigation': 'English only',
      'password-input': 'the identity provider asks for passwords',
    };
    expect([...compared, ...Object.keys(leftOut)].sort()).toEqual(upstream.sort());
  });
});
