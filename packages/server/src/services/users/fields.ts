import type { EntityFields } from "../../query/entity-fields.ts";

/** What others may ask about the users they refer to. */
export const userFields: EntityFields = {
  name: "User",
  fields: ["id", "name", "given_name", "family_name", "avatar", "company", "created"],
};
