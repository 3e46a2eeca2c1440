import { API_VERSION, results, SERVER_VERSION } from "@clearml-ts/protocol";
import { ADMINISTRATORS } from "../../auth/caller.ts";
import { ApiFailure } from "../../errors.ts";
import { isDocument, valueAt } from "../../query/document-path.ts";
import type { Routes } from "../../routing/routes.ts";

/** The page shows `version-build`; there is one build of each version here. */
const BUILD = "0";

const banner = { version: SERVER_VERSION, build: BUILD, commit: "" };

/** The answers about the server itself. `server.endpoints` needs all the others: see `endpointList`. */
export const serverRoutes = {
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

  "server.config": {
    fields: { path: "string" },
    roles: ADMINISTRATORS,
    handle({ request: { path }, context }) {
      const section = path ? valueAt(context.configuration(), path.split(".")) : context.configuration();
      if (isDocument(section)) {
        return section;
      }
      throw new ApiFailure(results.fieldsValueError, { detail: "no such section", fields: { path } });
    },
  },

  "server.get_stats": {
    fields: { interval: "number" },
    roles: ADMINISTRATORS,
    handle: ({ context }) => context.serverStatistics.read(),
  },
} satisfies Partial<Routes<"server">>;
