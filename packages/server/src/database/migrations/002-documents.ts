import type { Migration } from "../migration.ts";

export const documents: Migration = {
  id: 2,
  name: "documents",
  up() {},
};
