import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { textOf } from "../../values/text-of.ts";
import { and, type Condition, hasAll, isEmpty, isIn, not, or, type Scalar } from "../condition.ts";
import type { Path } from "../document-path.ts";

type Combinator = "and" | "or";

const COMBINATORS: Readonly<Record<string, Combinator>> = {
  __$all: "and",
  __$and: "and",
  __$any: "or",
  __$or: "or",
};

const OPERATOR_PREFIX = "__$";

/** Refuses tags that a later query would read as operators. */
export function rejectReservedTags(...lists: readonly (readonly string[] | undefined)[]): void {
  const values = lists.flatMap((list) => list ?? []).filter((tag) => tag.startsWith(OPERATOR_PREFIX));
  if (values.length > 0) {
    throw new ApiFailure(results.fieldsValueError, { detail: "unsupported tag prefix", fields: { values } });
  }
}

/**
 * Reads the value of a list parameter: values, `-value`, `null` and the operators `__$not`, `__$all`, `__$any`, `__$nop`.
 *
 * An empty list asks for nothing.
 */
export function parseListParameter(field: string, path: Path, value: unknown): Condition {
  const state = readTerms(field, Array.isArray(value) ? value : [value]);
  const groups = [
    ...(state.anyOf.length > 0 ? [isIn(path, state.anyOf)] : []),
    ...(state.allOf.length > 0 ? [hasAll(path, state.allOf)] : []),
    ...(state.noneOf.length > 0 ? [not(isIn(path, state.noneOf))] : []),
  ];
  if (!state.emptyToo) {
    return state.combinator === "or" && groups.length > 0 ? or(...groups) : and(...groups);
  }
  if (groups.length === 0) {
    return isEmpty(path);
  }
  return or(state.combinator === "or" ? or(...groups) : and(...groups), isEmpty(path));
}

interface Terms {
  anyOf: Scalar[];
  allOf: Scalar[];
  noneOf: Scalar[];
  /** A null was among the values: records without a value match as well. */
  emptyToo: boolean;
  /** How the groups are joined: by the first operator seen. */
  combinator: Combinator;
}

function readTerms(field: string, tokens: readonly unknown[]): Terms {
  const terms: Terms = { anyOf: [], allOf: [], noneOf: [], emptyToo: false, combinator: "and" };
  let context: Combinator = "or";
  let combinatorKnown = false;
  let minusExcludes = true;
  let negated = false;
  const refuse = (detail: string, value: unknown) =>
    new ApiFailure(results.fieldsValueError, { detail, fields: { field, value: textOf(value) } });

  for (const token of tokens) {
    if (token === null) {
      negated = false;
      combinatorKnown = true;
      terms.emptyToo = true;
      continue;
    }
    if (typeof token === "number" && field.startsWith("last_metrics.")) {
      terms.anyOf.push(token);
      continue;
    }
    if (typeof token !== "string") {
      throw refuse("invalid value type, string expected", token);
    }
    if (token === "__$nop") {
      negated = false;
      combinatorKnown = true;
      context = "or";
      minusExcludes = true;
    } else if (token.startsWith(OPERATOR_PREFIX)) {
      if (negated) {
        throw refuse("a value is expected after __$not", token);
      }
      const combinator = COMBINATORS[token];
      if (token === "__$not") {
        negated = true;
      } else if (combinator) {
        context = combinator;
        minusExcludes = false;
        if (!combinatorKnown) {
          terms.combinator = combinator;
        }
        combinatorKnown = true;
      } else {
        throw refuse("unsupported operator", token);
      }
    } else {
      combinatorKnown = true;
      const minus = !negated && minusExcludes && token.startsWith("-");
      if (minus && token.length === 1) {
        throw refuse("missing value after the exclude prefix -", token);
      }
      if (minus || negated) {
        terms.noneOf.push(minus ? token.slice(1) : token);
      } else {
        (context === "and" ? terms.allOf : terms.anyOf).push(token);
      }
      negated = false;
    }
  }
  if (negated) {
    throw refuse("a value is expected after __$not", "__$not");
  }
  return terms;
}
