import type { FastifyInstance } from 'fastify';
import { registerHome } from './home/route.ts';
import { registerSignIn } from './sign-in/route.ts';

/** Every page of the product, each in its folder. A new page adds a line. */
export function registerPages(app: FastifyInstance): void {
  registerHome(app);
  registerSignIn(app);
}
