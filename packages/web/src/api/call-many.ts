import type { BatchReply, EndpointName, ReplyOf, RequestOf } from "@clearml-ts/protocol";
import { CallError, callApi } from "./api.ts";

/** The endpoints that do something to each of several records, and succeed as calls even when single ones fail. */
type ManyEndpoint = { [E in EndpointName]: ReplyOf<E> extends BatchReply<unknown> ? E : never }[EndpointName];

/**
 * Calls an endpoint that does something to several records.
 *
 * @throws {@link CallError} when it was refused for some of them; those before and after are changed nevertheless.
 */
export async function callMany<E extends ManyEndpoint>(endpoint: E, request: RequestOf<E>): Promise<void> {
  const { failed } = (await callApi(endpoint, request)) as BatchReply<unknown>;
  const [first] = failed;
  if (first) {
    const reasons = [...new Set(failed.map(({ error }) => error.msg))];
    throw new CallError(endpoint, first.error.codes.join("/"), reasons.join("\n"));
  }
}
