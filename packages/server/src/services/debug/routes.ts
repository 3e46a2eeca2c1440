import type { Routes } from "../../routing/routes.ts";

/** A sign of life. */
export const debugRoutes: Routes<"debug"> = {
  "debug.ping": {
    access: "none",
    handle: ({ request }) => ({ msg: "ClearML server", ...request }),
  },
};
