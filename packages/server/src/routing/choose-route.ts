import type { ApiVersion } from "./api-version.ts";
import type { AnyCheckedRoute, AnyRoute } from "./routes.ts";

/** Finds the handler of an endpoint for a version: the one with the greatest `minVersion` not above it. */
export function chooseRoute(route: AnyRoute, version: ApiVersion): AnyCheckedRoute {
  if (typeof route === "function") {
    return { handle: route };
  }
  if ("handle" in route) {
    return route;
  }
  return route.findLast(({ minVersion }) => version.atLeast(minVersion)) ?? route[0];
}
