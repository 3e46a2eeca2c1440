import type { Migration } from "../migration.ts";

export const events: Migration = {
  id: 3,
  name: "events",
  up() {},
};
