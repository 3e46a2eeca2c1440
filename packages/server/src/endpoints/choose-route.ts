import type { EndpointName } from "@clearml-ts/protocol";
import type { ApiVersion } from "./api-version.ts";
import type { CheckedRoute, Route } from "./routes.ts";

/** Finds the handler of an endpoint for a version: the one with the greatest `minVersion` not above it. */
export function chooseRoute(route: Route<EndpointName>, version: ApiVersion): CheckedRoute<EndpointName> {
  if (typeof route === "function") {
    return { handle: route };
  }
  if ("handle" in route) {
    return route;
  }
  const [oldest] = route;
  return route.findLast(({ minVersion }) => version.atLeast(minVersion)) ?? oldest;
}
