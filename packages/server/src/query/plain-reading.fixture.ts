import type { Document } from "./document-path.ts";

/** Thrown for a request that the query language does not allow. */
export class Refused extends Error {}

/**
 * Whether a list query of tasks selects a document: the query language as it is described, evaluated on requests and documents
 * as they are. Knows nothing of the parser, of conditions or of SQL, which have to agree with it.
 */
export function selects(request: Document, document: Document): boolean {
  const { filters = {}, ...parameters } = request as { filters?: Record<string, Filter> } & Document;
  const given = Object.entries(parameters).filter(([name, value]) => value !== null && !(name in filters));
  const held = given.map(([name, value]) => parameterHolds(name, value, document));
  const filtered = Object.entries(filters).map(([name, filter]) => filterHolds(filter, at(document, name)));
  return [...held, ...filtered].every(Boolean);
}

function parameterHolds(name: string, value: unknown, document: Document): boolean {
  if (name === "name" || name === "comment") {
    return value === "" || finds(new RegExp(value as string), at(document, name));
  }
  if (name === "_any_") {
    return multiHolds(value as Multi, document, "some");
  }
  if (name === "_all_") {
    return multiHolds(value as Multi, document, "every");
  }
  if (name === "created" || name === "started") {
    return rangeHolds(value, at(document, name), Date.parse);
  }
  if (name === "last_iteration" || name.startsWith("last_metrics.")) {
    return rangeHolds(value, at(document, name), Number);
  }
  if (name === "last_update" || name === "last_change") {
    return datesHold(value, at(document, name));
  }
  if (name.startsWith("runtime.")) {
    return at(document, name).some((one) => one === value);
  }
  const isList = LISTS.includes(name) || name.startsWith("hyperparams.");
  // Any other field is not a parameter, and asks for nothing.
  return !isList || listHolds(Array.isArray(value) ? value : [value], at(document, name));
}

const LISTS = ["tags", "system_tags", "type", "status", "project", "parent", "execution.queue", "models.input.model"];

/** The values at a dotted path whose keys may be escaped; a list stands for its elements, on the way and at the end. */
function at(value: unknown, path: string): unknown[] {
  const walk = (from: unknown, keys: readonly string[]): unknown[] => {
    if (Array.isArray(from)) {
      return from.flatMap((element) => walk(element, keys));
    }
    const [key, ...rest] = keys;
    if (key === undefined) {
      return from === null || from === undefined ? [] : [from];
    }
    return walk((from as Document | undefined)?.[key], rest);
  };
  return walk(
    value,
    path.split(".").map((key) => key.replaceAll("%2E", ".").replaceAll("%24", "$")),
  );
}

function finds(pattern: RegExp, values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === "string" && pattern.test(value));
}

interface Multi {
  fields: string[];
  pattern?: string;
  datetime?: unknown;
}

function multiHolds({ fields, pattern, datetime }: Multi, document: Document, quantifier: "some" | "every"): boolean {
  const looked =
    pattern === undefined ? fields.filter((field) => field === "last_update" || field === "last_change") : fields;
  if (looked.length === 0) {
    return true;
  }
  return looked[quantifier]((field) =>
    pattern === undefined
      ? datesHold(datetime, at(document, field))
      : finds(new RegExp(pattern, "i"), at(document, field)),
  );
}

function rangeHolds(range: unknown, values: readonly unknown[], read: (value: string) => number): boolean {
  const [least, most] = range as [unknown, unknown];
  if (least === null && most === null) {
    throw new Refused();
  }
  if (values.length === 0) {
    return least === null;
  }
  return values.some(
    (value) =>
      (least === null || read(value as string) >= read(least as string)) &&
      (most === null || read(value as string) <= read(most as string)),
  );
}

function datesHold(conditions: unknown, values: readonly unknown[]): boolean {
  const items: unknown[] = Array.isArray(conditions) ? conditions : [conditions];
  if (items.length === 2 && items.every((item) => item === null || !/^[<>]/.test(item as string))) {
    return rangeHolds(items, values, Date.parse);
  }
  return items.every((item) => {
    const [, sign = "", text = ""] = /^(>=|<=|>|<|)(.*)$/.exec(item as string) ?? [];
    const moment = Date.parse(text);
    if (Number.isNaN(moment)) {
      return true;
    }
    return values.some((value) => {
      const difference = Date.parse(value as string) - moment;
      if (sign.startsWith(">")) {
        return difference > 0 || (sign === ">=" && difference === 0);
      }
      if (sign.startsWith("<")) {
        return difference < 0 || (sign === "<=" && difference === 0);
      }
      return difference === 0;
    });
  });
}

function listHolds(tokens: readonly unknown[], values: readonly unknown[]): boolean {
  const anyOf: unknown[] = [];
  const allOf: unknown[] = [];
  const noneOf: unknown[] = [];
  let emptyToo = false;
  let including = anyOf;
  let joinedBy: "and" | "or" | undefined;
  let operatorSeen = false;
  let nextExcluded = false;
  for (const token of tokens) {
    const isOperator = typeof token === "string" && token.startsWith("__$") && token !== "__$nop";
    if (isOperator && nextExcluded) {
      throw new Refused();
    }
    if (token === "__$not") {
      nextExcluded = true;
      continue;
    }
    if (token === null) {
      emptyToo = true;
      joinedBy ??= "and";
    } else if (token === "__$nop") {
      [including, operatorSeen] = [anyOf, false];
      joinedBy ??= "and";
    } else if (token === "__$all" || token === "__$and") {
      [including, operatorSeen] = [allOf, true];
      joinedBy ??= "and";
    } else if (token === "__$any" || token === "__$or") {
      [including, operatorSeen] = [anyOf, true];
      joinedBy ??= "or";
    } else if (typeof token !== "string" || isOperator) {
      throw new Refused();
    } else {
      joinedBy ??= "and";
      const minus = !nextExcluded && !operatorSeen && token.startsWith("-");
      if (minus && token === "-") {
        throw new Refused();
      }
      if (nextExcluded || minus) {
        noneOf.push(minus ? token.slice(1) : token);
      } else {
        including.push(token);
      }
    }
    nextExcluded = false;
  }
  if (nextExcluded) {
    throw new Refused();
  }

  const groups = [
    ...(anyOf.length > 0 ? [anyOf.some((one) => values.includes(one))] : []),
    ...(allOf.length > 0 ? [allOf.every((one) => values.includes(one))] : []),
    ...(noneOf.length > 0 ? [!noneOf.some((one) => values.includes(one))] : []),
  ];
  if (groups.length === 0) {
    return !emptyToo || values.length === 0;
  }
  const held = joinedBy === "or" ? groups.some(Boolean) : groups.every(Boolean);
  return held || (emptyToo && values.length === 0);
}

interface Filter {
  any?: Sides;
  all?: Sides;
  op?: "and" | "or";
}

interface Sides {
  include?: (string | null)[];
  exclude?: (string | null)[];
}

function filterHolds({ any, all, op = "and" }: Filter, values: readonly unknown[]): boolean {
  const isEmpty = values.length === 0;
  const texts = (list: readonly unknown[] = []) => list.filter((one) => one !== null);
  const sidesOf = ({ include = [], exclude = [] }: Sides, one: "some" | "every", other: "some" | "every") => [
    ...(include.includes(null) ? [isEmpty] : []),
    ...(texts(include).length > 0 ? [texts(include)[one]((text) => values.includes(text))] : []),
    ...(exclude.includes(null) ? [!isEmpty] : []),
    ...(texts(exclude).length > 0 ? [!texts(exclude)[other]((text) => values.includes(text))] : []),
  ];
  const anyParts = any ? sidesOf(any, "some", "every") : [];
  const allParts = all ? sidesOf(all, "every", "some") : [];
  const blocks = [
    ...(anyParts.length > 0 ? [anyParts.some(Boolean)] : []),
    ...(allParts.length > 0 ? [allParts.every(Boolean)] : []),
  ];
  if (blocks.length === 0) {
    return true;
  }
  return op === "or" ? blocks.some(Boolean) : blocks.every(Boolean);
}
