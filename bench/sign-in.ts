/**
 * Signs in as a person of the demonstration, by the same pages as a browser: follows each redirect, keeps the cookies, picks
 * the person by name. Gives back the cookie header of the session.
 */
export async function signIn(origin: string, person: string): Promise<string> {
  const cookies = new Map<string, string>();
  const header = (): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ask = async (url: string, form?: URLSearchParams): Promise<{ url: string; text: string }> => {
    let at = url;
    let body = form;
    for (let hop = 0; hop < 20; hop += 1) {
      const answer = await fetch(at, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: {
          cookie: header(),
          origin,
          ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(body === undefined ? {} : { body: body.toString() }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const cut = pair.indexOf('=');
        const value = pair.slice(cut + 1);
        if (value === '') cookies.delete(pair.slice(0, cut));
        else cookies.set(pair.slice(0, cut), value);
      }
      const next = answer.headers.get('location');
      if (next === null) return { url: at, text: await answer.text() };
      await answer.text();
      at = new URL(next, at).href;
      body = undefined;
    }
    throw new Error('signing in went round in circles');
  };

  const people = await ask(`${origin}/sign-in`);
  const forms = people.text.split('<form').find((part) => part.includes('name="person"')) ?? '';
  const action = /action="([^"]+)"/.exec(forms)?.[1] ?? '';
  const fields = new URLSearchParams();
  for (const [input] of forms.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  // A button ends before the next person's row begins.
  const buttons = [...forms.matchAll(/<button[\s\S]*?<\/button>/g)].map(([button]) => button);
  const userId = /value="([^"]+)"/.exec(buttons.find((button) => button.includes(person)) ?? '')?.[1];
  if (userId === undefined) throw new Error('nobody of that name can sign in');
  fields.set('person', userId);
  await ask(new URL(action, people.url).href, fields);
  return header();
}
