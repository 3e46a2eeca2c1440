import type { Env, Hono, MiddlewareHandler } from "hono";

/** Lets guards look at every request of an app, in their order, before anything that is added to it later. */
export function guardBy<E extends Env>(app: Hono<E>, guards: readonly MiddlewareHandler[]): void {
  for (const guard of guards) {
    app.use(guard);
  }
}
