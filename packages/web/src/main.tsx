import { QueryClient, QueryClientProvider } from "@tanstack/preact-query";
import { render } from "preact";
import { CallError } from "./api/api.ts";
import { App } from "./app.tsx";
import "./looks/page.css";

/** A refusal stays one; a server that restarts is there again soon. */
const MOST_TRIES = 5;

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (tries, error) => !(error instanceof CallError && error.result !== undefined) && tries < MOST_TRIES,
      staleTime: 1_000,
    },
  },
});
const place = document.querySelector("#page");
if (place) {
  render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
    place,
  );
}
