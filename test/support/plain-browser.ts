import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

/** A browser that keeps cookies by path and follows nothing by itself. */
export function plainBrowser(app: FastifyInstance) {
  const jar = new Map<string, { value: string; path: string }>();
  const keep = (answer: LightMyRequestResponse): LightMyRequestResponse => {
    for (const cookie of answer.cookies) {
      const path = cookie.path ?? '/';
      const ended = cookie.value === '' || (cookie.expires !== undefined && cookie.expires.getTime() <= Date.now());
      if (ended) jar.delete(`${cookie.name} ${path}`);
      else jar.set(`${cookie.name} ${path}`, { value: cookie.value, path });
    }
    return answer;
  };
  const cookiesFor = (url: string): string =>
    [...jar]
      .filter(([, { path }]) => url.startsWith(path))
      .map(([key, { value }]) => `${key.split(' ')[0] ?? ''}=${value}`)
      .join('; ');
  const ask = async (method: 'GET' | 'POST', address: string, payload?: string): Promise<LightMyRequestResponse> => {
    const url = address.replace(/^http:\/\/localhost/, '');
    return keep(
      await app.inject({
        method,
        url,
        headers: {
          cookie: cookiesFor(url),
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' }),
        },
        ...(payload === undefined ? {} : { payload }),
      }),
    );
  };
  return {
    get: (url: string) => ask('GET', url),
    post: (url: string, fields: Record<string, string>) => ask('POST', url, new URLSearchParams(fields).toString()),
    cookie: (name: string) => [...jar].find(([key]) => key.startsWith(`${name} `))?.[1].value,
    setCookie: (name: string, value: string) => void jar.set(`${name} /`, { value, path: '/' }),
  };
}
export type PlainBrowser = ReturnType<typeof plainBrowser>;

/** Where an answer leads; throws when it is no redirect. */
export const locationOf = (answer: LightMyRequestResponse): string => {
  if (![302, 303].includes(answer.statusCode)) throw new Error(`answered ${answer.statusCode}, and leads nowhere`);
  return String(answer.headers.location);
};

/** From the sign in page to the list of people. */
export async function toPeople(user: PlainBrowser, from = '/sign-in') {
  const authorise = locationOf(await user.get(from));
  const people = locationOf(await user.get(authorise));
  return { authorise, people };
}

/** On from the list of people, to the address of ours with the provider's answer. */
export async function pick(user: PlainBrowser, people: string, person: string): Promise<string> {
  const resume = locationOf(await user.post(people, { person }));
  return locationOf(await user.get(resume));
}

/** Signs in as one person through the demonstration's provider. */
export async function signIn(user: PlainBrowser, person: string, from = '/sign-in') {
  const { people } = await toPeople(user, from);
  return user.get(await pick(user, people, person));
}
