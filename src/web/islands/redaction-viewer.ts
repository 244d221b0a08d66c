/**
 * The page under review: keys and drawing for what the form beside it does without scripts. Everything that is done here ends
 * in fields of that form, so that nothing is saved before its button is pressed.
 */
const step = 6;
const svgName = 'http://www.w3.org/2000/svg';

for (const bench of document.querySelectorAll<HTMLElement>('[data-redact]')) {
  const page = bench.querySelector<HTMLElement>('[data-redact-page]');
  const picture = bench.querySelector<SVGSVGElement>('[data-redact-picture]');
  const next = bench.querySelector<HTMLButtonElement>('[data-redact-next]');
  const drawn = bench.querySelector<HTMLElement>('[data-redact-drawn]');
  const said = bench.querySelector<HTMLElement>('[data-redact-said]');
  const width = Number(bench.dataset['pageWidth']);
  const height = Number(bench.dataset['pageHeight']);
  if (page === null || picture === null || drawn === null || said === null) continue;
  bench.querySelector<HTMLElement>('[data-redact-keys]')?.removeAttribute('hidden');

  const rows = [...bench.querySelectorAll<HTMLElement>('[data-row]')];
  const boxOf = (row: HTMLElement): HTMLInputElement | null => row.querySelector('input[type="checkbox"]');
  const marksOf = (row: HTMLElement): SVGGElement[] =>
    [...picture.querySelectorAll<SVGGElement>('[data-mark]')].filter(
      ({ dataset }) => dataset['mark'] === row.dataset['row'],
    );
  const show = (row: HTMLElement): void => {
    for (const mark of marksOf(row)) mark.classList.toggle('jcf-redact__mark--goes', boxOf(row)?.checked === true);
  };
  const tell = (text: string): void => {
    said.textContent = text;
  };

  let chosen = -1;
  const choose = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    for (const each of picture.querySelectorAll('[data-mark]')) each.classList.remove('jcf-redact__mark--chosen');
    for (const each of rows) each.classList.remove('jcf-redact__row--chosen');
    chosen = index;
    row.classList.add('jcf-redact__row--chosen');
    for (const mark of marksOf(row)) mark.classList.add('jcf-redact__mark--chosen');
    row.scrollIntoView({ block: 'nearest' });
    tell(
      `${String(index + 1)} of ${String(rows.length)}: ${row.querySelector('label')?.textContent ?? ''}, ${boxOf(row)?.checked === true ? 'goes' : 'stays'}`,
    );
  };
  const decide = (row: HTMLElement | undefined, goes: boolean): void => {
    const box = row === undefined ? null : boxOf(row);
    if (row === undefined || box === null || box.disabled) return;
    box.checked = goes;
    show(row);
    tell(`${row.querySelector('label')?.textContent ?? ''}, ${goes ? 'goes' : 'stays'}`);
  };
  for (const row of rows) {
    boxOf(row)?.addEventListener('change', () => show(row));
    for (const mark of marksOf(row))
      mark.addEventListener('click', () => {
        if (boxOf(row) !== null) decide(row, boxOf(row)?.checked !== true);
      });
  }

  // Areas that a person draws, each a field of the form: left, top, right, bottom in points.
  const keep = (area: readonly number[], rect: SVGRectElement): void => {
    const line = document.createElement('p');
    line.className = 'govuk-body';
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'area';
    field.value = area.map((each) => each.toFixed(1)).join(',');
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'jcf-link-button';
    remove.textContent = 'Remove';
    const what = `Area ${String(drawn.childElementCount + 1)} that you drew`;
    remove.setAttribute('aria-label', `Remove ${what.toLowerCase()}`);
    remove.addEventListener('click', () => {
      line.remove();
      rect.remove();
      page.focus();
    });
    line.append(field, `${what} goes when you save. `, remove);
    drawn.append(line);
    rect.classList.remove('jcf-redact__drawing--new');
    tell(`${what} goes when you save.`);
  };
  const rectOf = (): SVGRectElement => {
    const rect = document.createElementNS(svgName, 'rect');
    rect.setAttribute('class', 'jcf-redact__drawing jcf-redact__drawing--new');
    picture.append(rect);
    return rect;
  };
  const place = (rect: SVGRectElement, [left = 0, top = 0, right = 0, bottom = 0]: readonly number[]): void => {
    rect.setAttribute('x', String(left));
    rect.setAttribute('y', String(top));
    rect.setAttribute('width', String(Math.max(right - left, 1)));
    rect.setAttribute('height', String(Math.max(bottom - top, 1)));
  };
  const inside = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  const mayDraw = next !== null;

  let byKeys: { area: [number, number, number, number]; rect: SVGRectElement } | undefined;
  const keyInDrawing = (event: KeyboardEvent): void => {
    if (byKeys === undefined) return;
    const { area, rect } = byKeys;
    const across = event.key === 'ArrowLeft' ? -step : event.key === 'ArrowRight' ? step : 0;
    const down = event.key === 'ArrowUp' ? -step : event.key === 'ArrowDown' ? step : 0;
    if (across !== 0 || down !== 0) {
      if (!event.shiftKey) {
        area[0] = inside(area[0] + across, width - step);
        area[1] = inside(area[1] + down, height - step);
      }
      area[2] = Math.max(inside(area[2] + across, width), area[0] + step);
      area[3] = Math.max(inside(area[3] + down, height), area[1] + step);
      place(rect, area);
    } else if (event.key === 'Enter') {
      keep(area, rect);
      byKeys = undefined;
    } else if (event.key === 'Escape') {
      rect.remove();
      byKeys = undefined;
      tell('Nothing was drawn.');
    } else return;
    event.preventDefault();
  };

  page.addEventListener('keydown', (event) => {
    if (event.target !== page || event.ctrlKey || event.altKey || event.metaKey) return;
    if (byKeys !== undefined) {
      keyInDrawing(event);
      return;
    }
    const key = event.key.toLowerCase();
    if (key === 'enter') next?.click();
    else if (key === 'arrowdown') choose(Math.min(chosen + 1, rows.length - 1));
    else if (key === 'arrowup') choose(Math.max(chosen - 1, 0));
    else if (key === 'a' || key === 'r') decide(rows[chosen], key === 'a');
    else if (key === 'd' && mayDraw) {
      const area: [number, number, number, number] = [width * 0.4, height * 0.4, width * 0.6, height * 0.43];
      byKeys = { area, rect: rectOf() };
      place(byKeys.rect, area);
      tell('A box is in the middle of the page. The arrows move it, with Shift they change its size. Enter keeps it.');
    } else return;
    event.preventDefault();
  });

  let from: { readonly x: number; readonly y: number; readonly rect: SVGRectElement } | undefined;
  const pointOf = (event: PointerEvent): { x: number; y: number } => {
    const { left, top, width: shown, height: tall } = picture.getBoundingClientRect();
    return {
      x: inside(((event.clientX - left) / shown) * width, width),
      y: inside(((event.clientY - top) / tall) * height, height),
    };
  };
  const areaTo = (event: PointerEvent): number[] => {
    const { x, y } = pointOf(event);
    const start = from ?? { x, y };
    return [Math.min(start.x, x), Math.min(start.y, y), Math.max(start.x, x), Math.max(start.y, y)];
  };
  picture.addEventListener('pointerdown', (event) => {
    if (!mayDraw || event.button !== 0 || event.pointerType === 'touch') return;
    if (event.target instanceof Element && event.target.closest('[data-mark]') !== null) return;
    from = { ...pointOf(event), rect: rectOf() };
    picture.setPointerCapture(event.pointerId);
    event.preventDefault();
    page.focus({ preventScroll: true });
  });
  picture.addEventListener('pointermove', (event) => {
    if (from !== undefined) place(from.rect, areaTo(event));
  });
  picture.addEventListener('pointerup', (event) => {
    if (from === undefined) return;
    const { rect } = from;
    const area = areaTo(event);
    from = undefined;
    // A click that moved nowhere draws nothing.
    if ((area[2] ?? 0) - (area[0] ?? 0) < 3 || (area[3] ?? 0) - (area[1] ?? 0) < 3) rect.remove();
    else keep(area, rect);
  });
}
