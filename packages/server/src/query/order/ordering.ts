import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { asBoolean } from "../../values/python-casts.ts";
import { type Document, isDocument, type Path, parsePath, valueAt } from "../document-path.ts";
import type { EntityFields } from "../entity-fields.ts";
import { limitQuery } from "../filters/query-size.ts";
import { checkKnownFields } from "../known-fields.ts";
import { type Fragment, join, raw, sql } from "../sql/fragment.ts";
import { isSqlPath, sqlValue } from "../sql/json-path.ts";
import { compareNumeric } from "./numeric-order.ts";

/** One key that records are ordered by. */
export interface OrderKey {
  /** Where its value is; `"text score"` when records are ordered by how well they answer a search. */
  readonly by: Path | "text score";
  readonly descending: boolean;
  /** Records without a value come last even when ascending. */
  readonly emptyLast: boolean;
  /** Texts are compared as numbers where they are some: "2" before "10". */
  readonly numericText: boolean;
}

/**
 * Reads `order_by`. Ties are broken by id, so that pages neither repeat nor miss a record.
 *
 * @throws {@link ApiFailure} 400/14 when records are to be ordered, ascending, by a field that they have not: the official
 * server looks at no other.
 */
export function parseOrder(request: Document, fields: EntityFields): OrderKey[] {
  const names = orderNames(request.order_by);
  if (names.length === 0) {
    return [];
  }
  limitQuery("keys to order by", names.length);
  if (!names.includes("id") && !names.includes("-id")) {
    names.push("id");
  }
  if (names.includes(TEXT_SCORE) && !request.search_text) {
    throw new ApiFailure(results.fieldsValueError, {
      detail: "text score cannot be used in order_by when search text is not used",
    });
  }
  const first = names.find((name) => name !== TEXT_SCORE);
  if (first !== undefined && !first.startsWith("-")) {
    checkKnownFields([first], fields);
  }
  const numericText = startsWithAny(first?.replace(/^-/, ""), fields.numericText);
  return names.map((name): OrderKey => {
    if (name === TEXT_SCORE) {
      return { by: "text score", descending: true, emptyLast: false, numericText: false };
    }
    const descending = name.startsWith("-");
    const field = descending ? name.slice(1) : name;
    const isOwn = fields.fields.includes(field.split(".", 1)[0] ?? "") && !startsWithAny(field, fields.named);
    return {
      by: orderPath(parsePath(field), fields),
      descending,
      emptyLast: name === first && !descending && isOwn && !fields.required?.includes(field),
      numericText,
    };
  });
}

/** Writes the order as SQL; `undefined` when it takes `compareBy`. */
export function compileOrder(keys: readonly OrderKey[], fields: EntityFields): Fragment | undefined {
  if (keys.length === 0) {
    return raw("rowid");
  }
  const terms: Fragment[] = [];
  for (const { by, descending, emptyLast, numericText } of keys) {
    if (by === "text score" || numericText || !isSqlPath(by)) {
      return undefined;
    }
    const value = sqlValue(by, fields);
    if (emptyLast) {
      terms.push(sql`(${value} IS NULL OR ${value} IN ('', '[]'))`);
    }
    terms.push(sql`${value}${raw(descending ? " DESC" : "")}`);
  }
  return join(terms, ", ");
}

/** Returns a comparison of documents for `Array.sort`. */
export function compareBy(
  keys: readonly OrderKey[],
  score: (document: Document) => number,
): (left: Document, right: Document) => number {
  return (left, right) => {
    for (const key of keys) {
      const difference =
        key.by === "text score"
          ? score(left) - score(right)
          : compareValues(valueAt(left, key.by), valueAt(right, key.by), key);
      if (difference !== 0) {
        return key.descending ? -difference : difference;
      }
    }
    return 0;
  };
}

const TEXT_SCORE = "@text_score";

/** Reads the names in `order_by`. */
export function orderNames(value: unknown): string[] {
  if (!asBoolean(value)) {
    return [];
  }
  if (isDocument(value)) {
    throw new ApiFailure(results.invalidFields, { fields: { fields: Object.keys(value), object: "order_by" } });
  }
  // A name that comes again orders nothing that is not ordered.
  const names: unknown[] = Array.isArray(value) ? [...new Set<unknown>(value)] : [value];
  return names.flatMap((name) => {
    if (typeof name === "string") {
      return name === "" ? [] : [name];
    }
    throw new ApiFailure(results.validationError, {
      detail: "order_by is a field or a list of them",
      fields: { order_by: value },
    });
  });
}

/** Tables name an item where they mean its value. */
function orderPath(path: Path, { items }: EntityFields): Path {
  return items?.[path[0] ?? ""] === path.length ? [...path, "value"] : path;
}

function startsWithAny(name: string | undefined, prefixes: readonly string[] | undefined): boolean {
  return name !== undefined && (prefixes?.some((prefix) => name.startsWith(prefix)) ?? false);
}

function compareValues(left: unknown, right: unknown, { emptyLast, numericText }: OrderKey): number {
  if (emptyLast && isBlank(left) !== isBlank(right)) {
    return isBlank(left) ? 1 : -1;
  }
  const byType = typeRank(left) - typeRank(right);
  if (byType !== 0) {
    return byType;
  }
  if (typeof left === "string" && typeof right === "string") {
    if (numericText) {
      return compareNumeric(left, right);
    }
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (typeof left === "number" && typeof right === "number") {
    return left - right;
  }
  return 0;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Missing before numbers before text, as the database orders them. */
function typeRank(value: unknown): number {
  if (value === undefined || value === null) {
    return 0;
  }
  return typeof value === "number" || typeof value === "boolean" ? 1 : 2;
}
