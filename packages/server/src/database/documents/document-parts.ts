import type { Condition } from "../../query/condition.ts";
import type { Document, Path } from "../../query/document-path.ts";
import { matches, pathsOf } from "../../query/matches.ts";
import type { Page } from "../../query/order/paging.ts";
import { compileCondition, scalarPrefix } from "../../query/sql/compile-condition.ts";
import { type Fragment, join, raw, sql } from "../../query/sql/fragment.ts";
import { sqlJson } from "../../query/sql/json-path.ts";
import type { DocumentTable } from "./document-table.ts";
import { setAt } from "./patch.ts";

/** The parts of a document that were asked for. */
export type DocumentPart = Document & { id: string };

/** In which order to read documents, and which of them. */
export interface Stretch {
  /** @default the order in which they were stored */
  readonly orderBy?: Fragment;
  /** @default all */
  readonly page?: Page | undefined;
}

/** Reads the parts of documents that paths ask for, and those by which to check what SQL cannot. */
export function readParts(
  table: DocumentTable,
  paths: readonly Path[],
  where: Condition,
  { orderBy = raw("rowid"), page }: Stretch = {},
): DocumentPart[] {
  const { fields } = table;
  const { where: condition, residual } = compileCondition(where, fields);
  const asked = [...paths, ...(residual ? pathsOf(residual) : [])];
  const needed = shortest(asked.map((path) => scalarPrefix(path, fields)));
  const limit = page && !residual ? sql` LIMIT ${page.limit} OFFSET ${page.skip}` : raw("");
  const part = jsonArray([raw("id"), ...arraysOf(needed.map((path) => sqlJson(path, fields)))]);
  // One text: a row takes the driver longer than it takes SQLite to find it.
  const [found] = table.query<{ parts: string | null }>(
    sql`SELECT group_concat(part, ',') AS parts
        FROM (SELECT ${part} AS part FROM ${table.sql} WHERE ${condition} ORDER BY ${orderBy}${limit})`,
  );
  const rows = JSON.parse(`[${found?.parts ?? ""}]`) as PartRow[];
  const parts = rows.map((row) => partOf(row, needed));
  if (!residual) {
    return parts;
  }
  const fitting = parts.filter((each) => matches(residual, each));
  return page ? fitting.slice(page.skip, page.skip + page.limit) : fitting;
}

/** SQLite takes a hundred arguments of a function for certain. */
const ARGUMENTS = 99;

function jsonArray(elements: readonly Fragment[]): Fragment {
  return sql`json_array(${join(elements, ", ")})`;
}

function arraysOf(elements: readonly Fragment[]): Fragment[] {
  const count = Math.ceil(elements.length / ARGUMENTS);
  return Array.from({ length: count }, (_, index) => {
    return jsonArray(elements.slice(index * ARGUMENTS, (index + 1) * ARGUMENTS));
  });
}

type PartRow = [id: string, ...values: unknown[][]];

function partOf(row: PartRow, paths: readonly Path[]): DocumentPart {
  const part: DocumentPart = { id: row[0] };
  for (let index = 0; index < paths.length; index += 1) {
    const value = (row[1 + Math.floor(index / ARGUMENTS)] as unknown[])[index % ARGUMENTS];
    if (value !== null) {
      setAt(part, paths[index] as Path, value);
    }
  }
  return part;
}

/** Leaves out paths of which another one is the beginning, and those that lead nowhere. */
function shortest(paths: readonly Path[]): Path[] {
  const leading = paths.filter((path) => path.length > 0 && path[0] !== "id");
  const texts = new Map(leading.map((path) => [path.join("\0"), path]));
  return [...texts]
    .filter(([text]) => ![...texts.keys()].some((other) => text.startsWith(`${other}\0`)))
    .map(([, path]) => path);
}
