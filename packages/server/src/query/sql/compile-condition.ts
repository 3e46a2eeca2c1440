import { and, type Bound, type Condition } from "../condition.ts";
import type { Path } from "../document-path.ts";
import type { EntityFields } from "../entity-fields.ts";
import type { Literal, Pattern } from "../filters/pattern.ts";
import { type Fragment, join, raw, sql } from "./fragment.ts";
import { isColumn, isSqlPath, sqlList, sqlPath, sqlValue } from "./json-path.ts";

/** A condition as SQL over a column `doc`, and what SQL could not say. */
export interface CompiledCondition {
  readonly where: Fragment;
  /** To be checked with `matches` on the rows that `where` lets through; `undefined` when `where` says it all. */
  readonly residual: Condition | undefined;
}

/** Turns a condition into SQL. Regular expressions and text search remain as residual. */
export function compileCondition(condition: Condition, fields: EntityFields): CompiledCondition {
  const parts = condition.kind === "and" ? condition.parts : [condition];
  const fragments: Fragment[] = [];
  const residual: Condition[] = [];
  for (const part of parts) {
    const fragment = compile(part, fields);
    if (fragment) {
      fragments.push(fragment);
    } else {
      residual.push(part);
    }
  }
  return {
    where: combine(fragments, "and"),
    residual: residual.length > 0 ? and(...residual) : undefined,
  };
}

function compile(condition: Condition, fields: EntityFields): Fragment | undefined {
  switch (condition.kind) {
    case "and":
    case "or": {
      const parts = condition.parts.map((part) => compile(part, fields));
      return parts.every((part) => part !== undefined) ? combine(parts, condition.kind) : undefined;
    }
    case "not": {
      const part = compile(condition.part, fields);
      // A comparison with a missing value is neither true nor false in SQL.
      return part && sql`(${part}) IS NOT TRUE`;
    }
    case "in":
      return compileLeaf(condition.path, fields, (value) => compileIn(value, condition.values));
    case "empty":
      return compileEmpty(condition.path, fields);
    case "range":
      return compileLeaf(condition.path, fields, (value) =>
        join([...compileBound(value, ">", condition.min), ...compileBound(value, "<", condition.max)], " AND "),
      );
    case "matches": {
      const { pattern } = condition;
      const { literals } = pattern;
      return literals && compileLeaf(condition.path, fields, (value) => compileLiterals(value, literals, pattern));
    }
    case "text":
      return undefined;
  }
}

/** All of the fragments, or one of them, as a tree of halves: SQLite limits how deep an expression is, not how wide. */
function combine(fragments: readonly Fragment[], kind: "and" | "or"): Fragment {
  const [only] = fragments;
  if (!only) {
    return raw(kind === "and" ? "1" : "0");
  }
  if (fragments.length === 1) {
    return only;
  }
  const middle = Math.ceil(fragments.length / 2);
  const [left, right] = [combine(fragments.slice(0, middle), kind), combine(fragments.slice(middle), kind)];
  return sql`(${left} ${raw(kind.toUpperCase())} ${right})`;
}

/** Applies a test to the value at a path, or, where lists are stored, to each of the elements. */
function compileLeaf(path: Path, fields: EntityFields, test: (value: Fragment) => Fragment): Fragment | undefined {
  if (!isSqlPath(path)) {
    return undefined;
  }
  const depth = listDepth(path, fields);
  if (depth === undefined) {
    return test(sqlValue(path, fields));
  }
  const element = depth === path.length ? raw("atom") : sql`json_extract(value, ${sqlPath(path.slice(depth))})`;
  const list = sqlList(path.slice(0, depth), fields);
  const found = sql`EXISTS (SELECT 1 FROM json_each(${list}) WHERE ${test(element)})`;
  // Most lists are empty, and telling that from a column's text takes a tenth of looking into them.
  const elements = isColumn(path.slice(0, depth), fields) ? sql`(ifnull(${list}, '[]') <> '[]' AND ${found})` : found;
  // json_each() of an object would look at its members.
  return isOpen(path, fields) ? sql`(json_type(${list}) <> 'object' AND ${elements})` : elements;
}

function compileEmpty(path: Path, fields: EntityFields): Fragment | undefined {
  if (!isSqlPath(path)) {
    return undefined;
  }
  const depth = listDepth(path, fields);
  if (depth === undefined) {
    return sql`${sqlValue(path, fields)} IS NULL`;
  }
  if (depth === path.length) {
    const list = sqlValue(path, fields);
    return sql`(${list} IS NULL OR ${list} IN ('[]', 'null'))`;
  }
  const found = compileLeaf(path, fields, (value) => sql`${value} IS NOT NULL`);
  return found && sql`NOT ${found}`;
}

/** The longest beginning of a path that SQL can follow: up to a list, or to a key that it cannot look for. */
export function scalarPrefix(path: Path, fields: EntityFields): Path {
  const depth = isOpen(path, fields) ? 1 : (listDepth(path, fields) ?? path.length);
  const odd = path.findIndex((key) => !isSqlPath([key]));
  return path.slice(0, odd === -1 ? depth : Math.min(depth, odd));
}

/** How many keys lead to the list on a path, or `undefined` when none is stored there. */
function listDepth(path: Path, fields: EntityFields): number | undefined {
  if (isOpen(path, fields)) {
    return path.length;
  }
  const lists = fields.arrays?.map((list) => list.split(".")) ?? [];
  const onPath = lists.filter((list) => list.every((key, index) => key === path[index]));
  return onPath.length > 0 ? Math.min(...onPath.map((list) => list.length)) : undefined;
}

function isOpen(path: Path, fields: EntityFields): boolean {
  return path.length > 1 && (fields.open?.includes(path[0] ?? "") ?? false);
}

function compileIn(value: Fragment, values: readonly (string | number | boolean)[]): Fragment {
  const [only] = values;
  if (values.length === 1) {
    return sql`${value} = ${only}`;
  }
  // One parameter for any number of values: statements stay few, and far from the limit on parameters.
  return sql`${value} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

function compileBound(value: Fragment, operator: "<" | ">", bound: Bound | undefined): Fragment[] {
  if (!bound) {
    return [];
  }
  const type = raw(typeof bound.value === "string" ? "('text')" : "('integer', 'real')");
  return [
    sql`${value} ${raw(bound.inclusive ? `${operator}=` : operator)} ${bound.value} AND typeof(${value}) IN ${type}`,
  ];
}

function compileLiterals(value: Fragment, literals: readonly Literal[], pattern: Pattern): Fragment {
  const folded = pattern.ignoreCase ? sql`lower(${value})` : value;
  const tests = literals.map(({ text, atStart, atEnd }): Fragment => {
    const wanted = pattern.ignoreCase ? sql`lower(${text})` : sql`${text}`;
    if (atStart && atEnd) {
      return sql`${folded} = ${wanted}`;
    }
    if (text === "") {
      return sql`typeof(${value}) = 'text'`;
    }
    // A range can use an index, and no text holds a character beyond the last one.
    if (atStart) {
      return sql`(${folded} >= ${wanted} AND ${folded} < ${wanted} || char(1114111))`;
    }
    if (atEnd) {
      return sql`substr(${folded}, -length(${wanted})) = ${wanted}`;
    }
    return sql`instr(${folded}, ${wanted}) > 0`;
  });
  return combine(tests, "or");
}
