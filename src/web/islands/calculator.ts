/**
 * On the calculator: the answer follows what is typed. It asks for the same page that the button asks for and shows its
 * answer; the address follows too, so that it stays the link to what is shown. Facts are only drawn anew where an answer
 * asks for others, and then what has the focus keeps it.
 */
const form = document.querySelector<HTMLFormElement>('form[data-calculator]');
const place = document.querySelector<HTMLElement>('[data-calculator-answer]');
const fields = document.querySelector<HTMLElement>('[data-calculator-fields]');

if (form !== null && place !== null && fields !== null) {
  const pause = 500;
  let waiting: number | undefined;
  let asked = 0;

  const status = document.createElement('p');
  status.className = 'govuk-visually-hidden';
  status.setAttribute('role', 'status');
  place.before(status);

  const namesIn = (element: Element): string =>
    [...element.querySelectorAll<HTMLInputElement>('input, select')]
      .map(({ name, value, type }) => (type === 'radio' ? `${name}=${value}` : name))
      .join('&');

  const redraw = (fresh: Element): void => {
    // The same questions: what is being typed into them is left alone.
    if (namesIn(fresh) === namesIn(fields)) return;
    const focused = document.activeElement?.id ?? '';
    fields.replaceChildren(...fresh.childNodes);
    if (focused !== '') document.getElementById(focused)?.focus();
  };

  const show = (page: Document, address: string): void => {
    const fresh = page.querySelector('[data-calculator-answer]');
    const freshFields = page.querySelector('[data-calculator-fields]');
    if (fresh === null || freshFields === null) throw new Error('no answer in the page');
    place.replaceChildren(...fresh.childNodes);
    // Half a date is no mistake yet: messages beside the fields wait for the button.
    if (page.querySelector('.govuk-error-summary') === null) {
      redraw(freshFields);
      window.history.replaceState(null, '', address);
    }
    status.textContent = place.querySelector('.jcf-answer')?.textContent ?? '';
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
      const message = document.createElement('p');
      message.className = 'govuk-body';
      message.textContent = 'The answer could not be fetched. Use the button to work it out.';
      place.replaceChildren(message);
    }
  };

  const soon = (): void => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), pause);
  };
  form.addEventListener('input', soon);
  form.addEventListener('change', soon);
}
