import type { EndpointName, ReplyOf, RequestOf } from "@clearml-ts/protocol";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/preact-query";
import { type CallError, callApi } from "./api.ts";

/** How a reply is kept up to date. */
export interface UseReplyOptions<E extends EndpointName> {
  /** Milliseconds after which it is asked for again while the page is visible, or how the last reply decides. @default never */
  every?: number | undefined | ((last: ReplyOf<E> | undefined) => number | undefined);
  /** Whether there is something to ask for yet. @default true */
  enabled?: boolean;
}

/** The reply as far as it is known, and the refusal of the last call. */
export interface Reply<E extends EndpointName> {
  data: ReplyOf<E> | undefined;
  /** A server that does not answer is told above the page, and what is shown stays. */
  error: CallError | null;
}

/** The reply of an endpoint, kept for every component that asks the same; the last one stays until the next is there. */
export function useReply<E extends EndpointName>(
  endpoint: E,
  request: RequestOf<E>,
  { every, enabled = true }: UseReplyOptions<E> = {},
): Reply<E> {
  const { data, error } = useQuery<ReplyOf<E>, CallError>({
    queryKey: [endpoint, request],
    queryFn: ({ signal }) => callApi(endpoint, request, { signal }),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: ({ state }) => (typeof every === "function" ? every(state.data) : every) ?? false,
  });
  return { data, error: error?.isUnreachable ? null : error };
}

/** A function that changes something on the server, after which everything shown is asked for again. */
export function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<unknown, CallError, Input>({
    mutationFn: change,
    // A change to several records may have been made to some of them when it fails.
    onSettled: () => client.invalidateQueries(),
  });
}
