import type { ListRequest } from "@clearml-ts/protocol";
import type { Fields } from "./fields.ts";

/** The fields of every list request. Conditions may be a value or several: the query language reads those. */
export const listFields = {
  id: "any",
  name: "string",
  tags: "any",
  system_tags: "any",
  filters: "object",
  _all_: "object",
  _any_: "object",
  search_text: "string",
  only_fields: "any",
  order_by: "any",
  page: "integer",
  page_size: "integer",
  scroll_id: "string",
  refresh_scroll: "boolean",
  size: "integer",
  allow_public: "boolean",
  search_hidden: "boolean",
} as const satisfies Fields<ListRequest>;
