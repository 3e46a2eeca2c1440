import { API_VERSION, endpointVersions, SERVER_VERSION } from "@clearml-ts/protocol";
import { ADMINISTRATORS } from "../caller.ts";
import type { Routes } from "./routes.ts";

/** The page shows `version-build`; there is one build of each version here. */
const BUILD = "0";

const banner = { version: SERVER_VERSION, build: BUILD, commit: "" };

/** What the server says about itself. */
export const serverRoutes: Routes<"server"> = {
  "server.info": [
    { minVersion: "1.0", handle: () => banner },
    { minVersion: "2.8", handle: ({ context }) => ({ ...banner, uid: context.settings.serverId }) },
    {
      minVersion: "2.12",
      handle: ({ context }) => ({ ...banner, uid: context.settings.serverId, api_version: API_VERSION }),
    },
  ],

  // Nothing is ever sent home, so there is nothing to opt in to.
  "server.report_stats_option": {
    fields: { enabled: "boolean" },
    handle: () => ({ supported: false, enabled: false }),
  },

  "server.endpoints": {
    roles: ADMINISTRATORS,
    handle: () => ({
      endpoints: Object.entries(endpointVersions).flatMap(([name, versions]) =>
        versions.map((min_version) => ({ name, min_version })),
      ),
    }),
  },
};
