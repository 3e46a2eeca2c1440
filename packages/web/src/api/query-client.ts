import { MutationCache, QueryCache, QueryClient } from "@tanstack/preact-query";
import { CallError } from "./api.ts";

/** Whom failed calls are told to, whichever part of the page made them. */
export interface FailureListeners {
  /** The server gave no answer. */
  onUnreachable: () => void;
  /** The server does not know any more who asks. */
  onSignedOut: () => void;
}

/** Makes the keeper of replies. */
export function makeQueryClient({ onUnreachable, onSignedOut }: FailureListeners): QueryClient {
  const onError = (error: unknown) => {
    if (!(error instanceof CallError)) {
      return;
    }
    if (error.isUnreachable) {
      onUnreachable();
    } else if (error.isSignedOut) {
      onSignedOut();
    }
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // A refusal stays one, and whoever watches the server has everything asked again when it answers.
        retry: false,
        staleTime: 1_000,
        // The server is on this machine or in this network: a laptop without an internet connection reaches it as well.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}
