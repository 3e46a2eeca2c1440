import type { Fetch } from "./fetch.ts";

const unanswered = new Set<Request>();

/**
 * Makes a fetch that refers to each request until it is answered. Node refers weakly from a signal to the requests made with it:
 * while a `fetch` of somebody else does nothing but listen to its request, both would be collected, and the call would never end.
 */
export function heldFetch(fetch: Fetch): Fetch {
  return async (request) => {
    unanswered.add(request);
    try {
      return await fetch(request);
    } finally {
      unanswered.delete(request);
    }
  };
}
