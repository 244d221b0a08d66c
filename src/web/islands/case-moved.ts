/**
 * On a page of a case: says so when something has happened in it since the page was shown, and offers to show it again.
 * Without scripts the page is as it was when it was asked for, which is what every page is.
 */
const place = document.querySelector<HTMLElement>('[data-live-case]');

if (place !== null) {
  const { liveCase = '', liveAddress = '' } = place.dataset;
  const source = new EventSource(`${liveAddress}?case=${encodeURIComponent(liveCase)}`);
  source.addEventListener('moved', () => {
    place.hidden = false;
    place.textContent = 'Something has happened in this case since you opened the page. ';
    const link = document.createElement('a');
    link.className = 'govuk-link';
    link.href = window.location.href;
    link.textContent = 'Show the page again';
    place.append(link);
  });
  // A page kept by the browser for Back must not keep a connection of its own.
  window.addEventListener('pagehide', () => source.close());
}
