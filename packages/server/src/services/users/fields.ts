import type { EntityFields } from "../../query/entity-fields.ts";

/** The fields of users that records which refer to them may ask for. */
export const userFields: EntityFields = {
  name: "User",
  fields: ["id", "name", "given_name", "family_name", "avatar", "company", "created"],
};
