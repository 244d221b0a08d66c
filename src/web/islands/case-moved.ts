/**
 * On a page of a case: says so when something has happened in it since the page was made, and offers to show it again.
 * Says it once, and changes nothing else. Without scripts the page is as it was when it was asked for.
 */
const place = document.querySelector<HTMLElement>('[data-live-address]');

if (place !== null) {
  const { liveAddress = '', liveCaseAddress = '' } = place.dataset;
  let source: EventSource | undefined;
  let said = false;

  const link = (): HTMLElement => {
    const shown = document.createElement('a');
    shown.className = 'govuk-link';
    // A page that a refused form led to may have an address that only takes forms.
    const isAnswer = document.querySelector('.govuk-error-summary') !== null;
    shown.href = isAnswer ? liveCaseAddress : window.location.pathname + window.location.search;
    shown.textContent = isAnswer ? 'Go to the case' : 'Show the page again';
    return shown;
  };
  const say = (): void => {
    said = true;
    const hasForm = document.querySelector('main form[method="post"]') !== null;
    const message = document.createElement('div');
    message.className = 'jcf-moved';
    message.append(
      'This case has changed since you opened this page. ',
      link(),
      hasForm ? '. That loses what you have not sent.' : '',
    );
    place.replaceChildren(message);
  };

  const close = (): void => {
    source?.close();
    source = undefined;
  };
  // Only while the page is looked at: browsers open six connections to a host, and pages in other tabs would use them up.
  const follow = (): void => {
    if (document.visibilityState === 'hidden') close();
    if (document.visibilityState === 'hidden' || said || source !== undefined) return;
    source = new EventSource(liveAddress);
    source.addEventListener('moved', () => {
      close();
      say();
    });
  };

  follow();
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', close);
  window.addEventListener('pageshow', follow);
}
