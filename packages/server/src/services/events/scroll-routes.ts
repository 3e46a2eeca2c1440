import type { Routes } from "../../routing/routes.ts";

/** The endpoint by which a client says that it needs no further pages of a scroll. */
export const scrollRoutes = {
  "events.clear_scroll": [
    {
      minVersion: "2.18",
      fields: { scroll_id: "string!" },
      handle: ({ context, request: { scroll_id } }) => {
        context.events.samplePositions.delete(scroll_id);
        context.events.viewers.delete(scroll_id);
        return {};
      },
    },
  ],
} satisfies Partial<Routes<"events">>;
