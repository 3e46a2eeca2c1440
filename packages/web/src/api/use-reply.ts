import type { EndpointName, ReplyOf, RequestOf } from "@clearml-ts/protocol";
import { keepPreviousData, type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/preact-query";
import { type CallError, callApi } from "./api.ts";

/** How a reply is kept up to date. */
export interface UseReplyOptions {
  /** Milliseconds after which it is asked for again while the page is visible. @default never */
  every?: number | undefined;
  /** Whether there is something to ask for yet. @default true */
  enabled?: boolean;
}

/** The reply of an endpoint, kept for every component that asks the same; the last one stays until the next is there. */
export function useReply<E extends EndpointName>(
  endpoint: E,
  request: RequestOf<E>,
  { every, enabled = true }: UseReplyOptions = {},
): UseQueryResult<ReplyOf<E>, CallError> {
  return useQuery<ReplyOf<E>, CallError>({
    queryKey: [endpoint, request],
    queryFn: ({ signal }) => callApi(endpoint, request, { signal }),
    placeholderData: keepPreviousData,
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
  });
}

/** A function that changes something on the server, after which everything shown is asked for again. */
export function useChange<Input>(change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<unknown, CallError, Input>({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries(),
  });
}
