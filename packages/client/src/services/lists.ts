import {
  endpointPages,
  type ListRequestOf,
  type PagedEndpointName,
  type RecordOf,
  type ServiceName,
} from "@clearml-ts/protocol";
import type { CallOptions, JsonEndpointName } from "../session/call-options.ts";
import type { Session } from "../session/session.ts";
import { byNumber, byScroll } from "./pages.ts";
import { type CamelCase, camelCase } from "./services.ts";

/** Options of a list; those of calls hold for the call of each page. */
export interface ListOptions extends Omit<CallOptions, "identity"> {
  /**
   * Records asked for in one request, at most 500. Plots and the points of one metric come in pages that the server decides on.
   * @default 100
   */
  pageSize?: number | undefined;
}

/** A function that lists the records of one endpoint; the request can be left out where all of its fields can. */
export type ListMethod<E extends PagedEndpointName> =
  Record<never, never> extends ListRequestOf<E>
    ? (request?: ListRequestOf<E>, options?: ListOptions) => AsyncGenerator<RecordOf<E>, void, undefined>
    : (request: ListRequestOf<E>, options?: ListOptions) => AsyncGenerator<RecordOf<E>, void, undefined>;

/**
 * Every endpoint that answers page by page, as a method that yields all of its records: `tasks.get_all` is `lists.tasks.getAll`. The
 * next page is asked for only when you get there, so give the request an `order_by` that does not move while you read.
 */
export type Lists = {
  readonly [S in ServiceName as PagedEndpointName extends infer E ? (E extends `${S}.${string}` ? S : never) : never]: {
    readonly [E in PagedEndpointName as E extends `${S}.${infer Action}` ? CamelCase<Action> : never]: ListMethod<E>;
  };
};

/** Makes the typed methods that list records through a session. */
export function createLists(session: Pick<Session, "call">): Lists {
  const lists: Record<string, Record<string, unknown>> = {};
  for (const endpoint of Object.keys(endpointPages) as PagedEndpointName[]) {
    const [service = "", action = ""] = endpoint.split(".");
    const methods = lists[service] ?? {};
    lists[service] = methods;
    methods[camelCase(action)] = listMethod(session, endpoint);
  }
  return lists as unknown as Lists;
}

/** A reply before its type is known: the table says which of its fields holds the records. */
type AnyReply = Record<string, readonly unknown[]> & { scroll_id?: string | null };

function listMethod(session: Pick<Session, "call">, endpoint: PagedEndpointName) {
  const { by, records, size }: { by: string; records: string; size?: string } = endpointPages[endpoint];
  return (request: object = {}, { pageSize = 100, ...options }: ListOptions = {}) => {
    const read = async (page: object) =>
      (await session.call(endpoint as JsonEndpointName, { ...request, ...page }, options)) as unknown as AnyReply;
    // The server never returns more than 500.
    const limit = Math.min(pageSize, 500);
    if (by === "number") {
      return byNumber(async (page) => (await read({ page, page_size: limit }))[records] ?? [], limit);
    }
    return byScroll(async (scroll) => {
      const reply = await read({ ...(size && { [size]: limit }), ...(scroll !== undefined && { scroll_id: scroll }) });
      return { records: reply[records] ?? [], scroll: reply.scroll_id };
    });
  };
}
