import type { ListRequest } from "@clearml-ts/protocol";
import { type Fields, uncheckedField } from "./fields.ts";

/**
 * The fields of every list request. Conditions may be a value or several: the query language reads those, and what says
 * which page or which part of a scroll is wanted.
 */
export const listFields = {
  id: "any",
  name: uncheckedField,
  tags: "any",
  system_tags: "any",
  filters: uncheckedField,
  _all_: uncheckedField,
  _any_: uncheckedField,
  _and_: uncheckedField,
  _or_: uncheckedField,
  search_text: uncheckedField,
  only_fields: "any",
  order_by: "any",
  page: uncheckedField,
  page_size: uncheckedField,
  scroll_id: uncheckedField,
  refresh_scroll: "boolean",
  size: uncheckedField,
  allow_public: "boolean",
  search_hidden: "boolean",
} as const satisfies Fields<ListRequest>;
