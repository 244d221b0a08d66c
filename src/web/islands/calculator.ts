/**
 * On the calculator, with one set of facts or two: answers follow what is typed. It asks for the same page that the button
 * asks for and shows its answers; the address follows too, so that it stays the link to what is shown. Facts are only drawn
 * anew where an answer asks for others, and then what has the focus keeps it.
 */
const form = document.querySelector<HTMLFormElement>('form[data-calculator]');
const places = [...document.querySelectorAll<HTMLElement>('[data-calculator-answer]')];
const sets = [...document.querySelectorAll<HTMLElement>('[data-calculator-fields]')];
const [firstPlace] = places;

/** The same element of a page that was fetched: each is known by the value of its attribute. */
const sameIn = (page: Document, attribute: string, element: Element): Element => {
  const same = page.querySelector(`[${attribute}="${element.getAttribute(attribute) ?? ''}"]`);
  if (same === null) throw new Error(`no ${attribute} in the page`);
  return same;
};

if (form !== null && firstPlace !== undefined) {
  const pause = 500;
  let waiting: number | undefined;
  let asked = 0;

  const status = document.createElement('p');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  firstPlace.before(status);

  const namesIn = (element: Element): string =>
    [...element.querySelectorAll<HTMLInputElement>('input, select')]
      .map(({ name, value, type }) => (type === 'radio' ? `${name}=${value}` : name))
      .join('&');

  const redraw = (fields: Element, fresh: Element): void => {
    // The same questions: what is being typed into them is left alone.
    if (namesIn(fresh) === namesIn(fields)) return;
    const focused = document.activeElement?.id ?? '';
    fields.replaceChildren(...fresh.childNodes);
    if (focused !== '') document.getElementById(focused)?.focus();
  };

  const show = (page: Document, address: string): void => {
    const answers = places.map((place) => [place, sameIn(page, 'data-calculator-answer', place)] as const);
    const facts = sets.map((fields) => [fields, sameIn(page, 'data-calculator-fields', fields)] as const);
    for (const [place, fresh] of answers) place.replaceChildren(...fresh.childNodes);
    // Half a date is no mistake yet: messages beside the fields wait for the button.
    if (page.querySelector('.govuk-error-summary') === null) {
      for (const [fields, fresh] of facts) redraw(fields, fresh);
      window.history.replaceState(null, '', address);
    }
    status.textContent = places
      .map((place) => place.querySelector('.jcf-answer, .govuk-inset-text')?.textContent ?? '')
      .filter((said) => said !== '')
      .join(' ');
  };

  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const entries = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    );
    const address = `${form.action.replace(/[?#].*$/, '')}?${new URLSearchParams(entries).toString()}`;
    try {
      const response = await fetch(address, { headers: { accept: 'text/html' } });
      const text = await response.text();
      // An answer that was overtaken is thrown away.
      if (mine !== asked) return;
      if (!response.ok) throw new Error('not answered');
      show(new DOMParser().parseFromString(text, 'text/html'), response.url);
    } catch {
      if (mine !== asked) return;
      // An answer to other facts than those on the screen must not be read as one to these.
      for (const place of places) {
        const message = document.createElement('p');
        message.className = 'govuk-body';
        message.textContent = 'The answer could not be fetched. Use the button to work it out.';
        place.replaceChildren(message);
      }
    }
  };

  const soon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), pause);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
}
