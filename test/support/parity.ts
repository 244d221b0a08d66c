import { readFileSync } from 'node:fs';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Content, Size } from '../../src/web/components/content.ts';
import { nodesOf, outline } from './markup.ts';

/** How upstream's options become our props: the schema names every option we take, so others can't pass unnoticed. */
export type Port = { readonly draw: (options: unknown) => string };

/** A port of one component. */
export const port = <T extends z.ZodType>(schema: T, component: (options: z.infer<T>) => VNode): Port => ({
  draw: (options) => render(component(schema.parse(options))),
});

/** Upstream's samples that our component does not reproduce, with the reason. */
export type LeftOut = Readonly<Record<string, string>>;

const Fixtures = z.object({
  component: z.string(),
  fixtures: z.array(z.object({ name: z.string(), options: z.record(z.string(), z.unknown()), html: z.string() })),
});

const fixturesOf = (component: string) =>
  Fixtures.parse(
    JSON.parse(
      readFileSync(
        new URL(`../../node_modules/govuk-frontend/dist/govuk/components/${component}/fixtures.json`, import.meta.url),
        'utf8',
      ),
    ),
  ).fixtures;

const drawnOrRefused = (ported: Port, options: unknown): string => {
  try {
    return outline(ported.draw(options));
  } catch (error) {
    if (error instanceof z.ZodError) return 'takes other options';
    throw error;
  }
};

/**
 * Declares the tests of one GOV.UK component against upstream's own samples: each sample not left out gives the same
 * tree, each one left out still exists and still differs, and there are as many of each as stated.
 */
export const matchesFixtures = (
  component: string,
  ported: Port,
  count: { readonly matched: number; readonly leftOut: LeftOut },
): void => {
  describe(component, () => {
    const fixtures = fixturesOf(component);
    const compared = fixtures.filter(({ name }) => !(name in count.leftOut));
    it.each(compared.map((each) => [each.name, each] as const))(
      'gives the markup of "%s"',
      (_name, { options, html }) => {
        expect(outline(ported.draw(options))).toBe(outline(html));
      },
    );
    it(`covers ${String(count.matched)} samples and leaves out ${String(Object.keys(count.leftOut).length)}`, () => {
      expect(compared).toHaveLength(count.matched);
    });
    it.each(Object.entries(count.leftOut))('leaves out "%s": %s', (name) => {
      const fixture = fixtures.find((each) => each.name === name);
      expect(fixture).toBeDefined();
      expect(drawnOrRefused(ported, fixture?.options)).not.toBe(outline(fixture?.html ?? ''));
    });
  });
};

/** Upstream's pair of `text` and `html`. */
export const wordsShape = { text: z.string().optional(), html: z.string().optional() };

/** What upstream shows for such a pair: `html` wins. */
export const wordsOf = (words: { readonly text?: string | undefined; readonly html?: string | undefined }): Content =>
  words.html === undefined ? (words.text ?? '') : nodesOf(words.html);

/** A class that stands for one of our sizes, such as `govuk-label--l`. */
export const sizeClass = (stem: string) =>
  z
    .templateLiteral([`${stem}--`, z.enum(['s', 'm', 'l', 'xl'])])
    .transform((name) => name.slice(stem.length + 2) as Size)
    .optional();

/** Attributes as upstream takes them; ours are narrower by type, not when running. */
export const attributesShape = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).optional();

/** Takes out of upstream's class list those that one of our props stands for: what is after the stem, and the rest. */
export const takeModifier = <M extends string>(
  classes: string | undefined,
  stem: string,
  modifiers: readonly M[],
): { readonly modifier: M | undefined; readonly rest: string | undefined } => {
  const names = classes?.split(/\s+/) ?? [];
  const modifier = modifiers.find((each) => names.includes(`${stem}--${each}`));
  const rest = names.filter((name) => name !== `${stem}--${modifier ?? ''}`);
  return { modifier, rest: rest.length === 0 ? undefined : rest.join(' ') };
};
