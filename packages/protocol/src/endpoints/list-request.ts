/** Words that steer a list condition; each works on the values after it. */
export type ListOperator = "__$not" | "__$all" | "__$and" | "__$any" | "__$or" | "__$nop";

/**
 * Condition on a field that holds a value or a list: one value, or several of which one must match.
 *
 * A leading `-` excludes, `null` also lets records without the field pass, and an empty list means no condition.
 */
export type ListCondition<T extends string = string> = T | readonly (T | `-${T}` | ListOperator | null)[];

/** Inclusive range; `null` leaves one end open. */
export type RangeCondition<T extends string | number> = readonly [from: T | null, to: T | null];

/** Date conditions such as `">=2026-01-31T00:00:00"`, all of which must hold, or an inclusive range of two dates. */
export type DateCondition = string | readonly string[];

/** Values a field must and must not hold. */
export interface FilterTerms {
  include?: readonly (string | null)[];
  exclude?: readonly (string | null)[];
}

/** Structured condition on one field; it replaces the plain condition of the same name. */
export interface FieldFilter {
  /** One of these is enough. */
  any?: FilterTerms;
  /** All of these are needed. */
  all?: FilterTerms;
  /** How the two go together. @default "and" */
  op?: "and" | "or";
}

/** One condition on several fields. */
export interface MultiFieldCondition {
  /** Dotted paths. */
  fields: readonly string[];
  /** Regular expression, whatever the case. */
  pattern?: string;
  /** Date conditions instead of a pattern. */
  datetime?: DateCondition;
}

/** The request of every list endpoint; conditions that are left out do not restrict. */
export interface ListRequest {
  id?: ListCondition;
  /** Regular expression that may match anywhere in the name, in Python's dialect. */
  name?: string;
  tags?: ListCondition;
  system_tags?: ListCondition;
  /** Conditions by field. */
  filters?: Readonly<Record<string, FieldFilter>>;
  /** All of the fields match. */
  _all_?: MultiFieldCondition;
  /** One of the fields matches. */
  _any_?: MultiFieldCondition;
  /** The older name of `_all_`. */
  _and_?: MultiFieldCondition;
  /** The older name of `_any_`. */
  _or_?: MultiFieldCondition;
  /** Words to look for, as in a search engine. */
  search_text?: string;
  /** Dotted paths of the fields to return, `*` alone for all where records are joined; only endpoints that end in `_ex` add the `id`. @default all fields */
  only_fields?: string | readonly string[];
  /** Fields to sort by, `-` before a field for descending. */
  order_by?: string | readonly string[];
  /** Number of the page, from 0. */
  page?: number;
  /** Records on a page, at most 500. @default 500 */
  page_size?: number;
  /** Being there switches scrolling on: `null` for the first part, then what the last answer gave. */
  scroll_id?: string | null;
  /** Return again all that this scroll returned so far. @default false */
  refresh_scroll?: boolean;
  /** Records in one part of a scroll; scrolling requires it. */
  size?: number;
  /** Include what belongs to everybody. @default true */
  allow_public?: boolean;
  /** Include what is tagged `hidden`. @default false */
  search_hidden?: boolean;
}

/** The part of a list reply that leads to the next page. */
export interface ListReply {
  /** Id to get the next part with; sent when scrolling. */
  scroll_id?: string;
}
