import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { outline } from '../../../../test/support/markup.ts';
import { CaseHeader } from './case-header.tsx';
import { Clock } from './clock.tsx';
import { ExplainedList } from './explained-list.tsx';
import { PostForm } from './post-form.tsx';

/** What a screen reader would read out, run together. */
const spoken = (html: string): string =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

describe('case header', () => {
  const facts = {
    reference: '99EX0000126',
    title: 'R v Ashdown',
    unit: 'Exampleshire Police, North Team',
    waitingFor: 'Waiting for police.',
  };
  it('reads as sentences, links home when it has an address, and shows badges only when there are some', () => {
    const html = render(<CaseHeader {...facts} href="/case" badges={[{ text: 'Youth', colour: 'red' }]} />);
    expect(spoken(html)).toBe('R v Ashdown Youth 99EX0000126, Exampleshire Police, North Team Waiting for police.');
    expect(html).toContain('href="/case"');
    const bare = render(<CaseHeader {...facts} />);
    expect(bare).not.toMatch(/<a |moj-badge/);
  });
});

describe('clock', () => {
  it.each([
    { given: { last: '12 December 2026', left: '20 days' }, says: 'Limit Last day: 12 December 2026 (20 days)' },
    {
      given: { last: '6:40pm today', left: 'less than 1 hour', lastIs: 'Ends', state: 'soon' as const },
      says: 'Limit Due soon Ends: 6:40pm today (less than 1 hour)',
    },
    {
      given: { last: '12 May 2026', left: '3 days ago', state: 'over' as const },
      says: 'Limit Overdue Last day: 12 May 2026 (3 days ago)',
    },
  ])('says "$says"', ({ given, says }) => {
    const html = render(<Clock name="Limit" {...given} />);
    expect(spoken(html.replace('<br/>', ' '))).toBe(says);
    expect(html).not.toContain('<details');
  });

  it('keeps how it was worked out one click away', () => {
    const html = render(
      <Clock
        name="Limit"
        last="12 December 2026"
        left="20 days"
        explanation={<p>Six months.</p>}
        explanationAbout="Limit"
      />,
    );
    expect(spoken(html)).toContain('How this is worked out: Limit');
    expect(outline(html)).toContain('"Six months."');
  });
});

describe('explained list', () => {
  it('gives each finding its status, reasons, source and fix, and leaves out what there is none of', () => {
    const html = render(
      <ExplainedList
        items={[
          {
            text: 'Statement is missing',
            status: { kind: 'urgent', text: 'Missing' },
            because: ['First reason', 'Second reason'],
            source: 'Item 4',
            fix: { text: 'Add it', href: '/add' },
          },
          { text: 'Custody record', because: [] },
        ]}
      />,
    );
    expect(html.match(/<li class="jcf-explained__item"/g)).toHaveLength(2);
    expect(html.match(/<details/g)).toHaveLength(1);
    expect(spoken(html)).toContain('Why: Statement is missing');
    expect(html).toMatch(/<li>First reason<\/li><li>Second reason<\/li>/);
    expect(html).toContain('Source: Item 4');
    expect(html).toContain('href="/add"');
  });
});

describe('form that records something', () => {
  it('posts its token and leaves checking to the server', () => {
    const html = render(
      <PostForm action="/save" csrfToken={'a"b'} multipart>
        <p>Inside</p>
      </PostForm>,
    );
    expect(outline(html)).toBe(
      [
        '<form action="/save" enctype="multipart/form-data" method="post" novalidate="">',
        '  <input name="_csrf" type="hidden" value="a"b">',
        '  <p>',
        '    "Inside"',
      ].join('\n'),
    );
  });
});
