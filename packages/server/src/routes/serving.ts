import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import type { Routes } from "./routes.ts";

/** What the page asks about model serving. Containers that serve models do not report to this server. */
export const servingRoutes: Routes<"serving"> = {
  "serving.get_endpoints": () => ({ endpoints: [] }),

  "serving.get_loading_instances": () => ({ instances: [] }),

  "serving.get_endpoint_details": {
    fields: { endpoint_url: "string!" },
    handle({ request }) {
      throw new ApiFailure(results.noContainersForUrl, { fields: { url: request.endpoint_url } });
    },
  },
};
