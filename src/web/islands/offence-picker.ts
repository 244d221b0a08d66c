/**
 * Where an offence is chosen: the list follows what is typed. It asks the same page that people can open themselves and
 * copies what was found into the same radios that the form has without scripts, so that keys, readers and the form itself
 * work as before. What is chosen stays chosen while other words are tried.
 */
const pause = 250;
/** Pixels in which the first offences found can be seen. */
const roomForSome = 160;

for (const picker of document.querySelectorAll<HTMLElement>('[data-offence-picker]')) {
  const { offencePicker: name = '', offenceAddress = '' } = picker.dataset;
  const box = picker.querySelector<HTMLInputElement>(`[name="${name}-search"]`);
  const older = picker.querySelector<HTMLInputElement>(`[name="${name}-older"]`);
  const button = picker.querySelector<HTMLButtonElement>(`[name="${name}-find"]`);
  const status = picker.querySelector<HTMLElement>('[data-offence-status]');
  const results = picker.querySelector<HTMLElement>('[data-offence-results]');
  if (box !== null && older !== null && button !== null && status !== null && results !== null) {
    let waiting: number | undefined;
    let asked = 0;

    const element = (tag: string, classes: string, text = ''): HTMLElement => {
      const made = document.createElement(tag);
      made.className = classes;
      made.textContent = text;
      return made;
    };
    const radio = (found: Element, at: number): HTMLElement => {
      const id = `${name}-found-${at.toString()}`;
      const { code = '', title = '', about = '' } = (found as HTMLElement).dataset;
      const item = element('div', 'govuk-radios__item');
      const input = document.createElement('input');
      input.className = 'govuk-radios__input';
      input.type = 'radio';
      input.name = name;
      input.id = id;
      input.value = code;
      input.setAttribute('aria-describedby', `${id}-hint`);
      const label = element('label', 'govuk-label govuk-radios__label', `${code} ${title}`);
      label.setAttribute('for', id);
      const hint = element('div', 'govuk-hint govuk-radios__hint', `${about}.`);
      hint.id = `${id}-hint`;
      item.append(input, label, hint);
      return item;
    };
    const show = (page: Document): void => {
      const kept = results.querySelector<HTMLInputElement>('input:checked');
      const keptItem = kept?.closest('.govuk-radios__item');
      const found = [...page.querySelectorAll<HTMLElement>('[data-offences] [data-code]')].filter(
        ({ dataset }) => dataset['code'] !== kept?.value,
      );
      status.textContent = page.querySelector('[data-offences-said]')?.textContent ?? '';
      const group = element('fieldset', 'govuk-fieldset');
      const list = element('div', 'govuk-radios govuk-radios--small');
      if (keptItem !== null && keptItem !== undefined) list.append(keptItem);
      list.append(...found.map(radio));
      group.append(element('legend', 'govuk-fieldset__legend govuk-fieldset__legend--s', 'Choose the offence'), list);
      const frame = element('div', 'govuk-form-group');
      frame.append(group);
      results.replaceChildren(...(list.childElementCount === 0 ? [] : [frame]));
      // On a low screen the list would appear under its edge, and typing would seem to do nothing.
      if (found.length > 0 && results.getBoundingClientRect().top > window.innerHeight - roomForSome)
        picker.scrollIntoView({ block: 'start' });
    };
    const look = async (): Promise<void> => {
      const mine = ++asked;
      const query = new URLSearchParams({ q: box.value, ...(older.checked ? { older: 'yes' } : {}) });
      try {
        const response = await fetch(`${offenceAddress}?${query.toString()}`, { headers: { accept: 'text/html' } });
        const text = await response.text();
        // An answer that was overtaken is thrown away.
        if (mine !== asked) return;
        if (!response.ok) throw new Error('not answered');
        show(new DOMParser().parseFromString(text, 'text/html'));
      } catch {
        if (mine === asked) status.textContent = 'The list could not be reached. Use the button to look again.';
      }
    };
    const lookSoon = (): void => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => void look(), pause);
    };

    // It looks without sending the form, and Enter in the box does the same.
    button.type = 'button';
    button.addEventListener('click', () => void look());
    box.addEventListener('input', lookSoon);
    older.addEventListener('change', lookSoon);
    box.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      void look();
    });
  }
}
