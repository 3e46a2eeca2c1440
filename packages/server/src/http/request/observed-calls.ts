import { channel } from "node:diagnostics_channel";
import type { MiddlewareHandler } from "hono";

/** A call as it came, and the status that it was answered with. */
export interface ObservedCall {
  /** Path, such as `/v2.31/tasks.create`. */
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly body: string;
  readonly status: number;
}

const calls = channel("clearml-ts:call");

/** Publishes every call on the diagnostics channel `clearml-ts:call` of Node; costs nothing while nobody subscribes. */
export const observeCalls: MiddlewareHandler = async (c, next) => {
  if (!calls.hasSubscribers) {
    return next();
  }
  const body = await c.req.raw.clone().text();
  await next();
  const { pathname, search } = new URL(c.req.url);
  const contentType = c.req.header("content-type") ?? "";
  const call: ObservedCall = { path: pathname, query: search, contentType, body, status: c.res.status };
  calls.publish(call);
};
