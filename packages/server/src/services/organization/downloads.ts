import { type RequestOf, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { ApiFailure } from "../../errors.ts";
import { and } from "../../query/condition.ts";
import { type Document, isDocument, parsePath, valueAt } from "../../query/document-path.ts";
import { MAX_PAGE_SIZE } from "../../query/order/paging.ts";
import { visible } from "../../records/listing.ts";
import { RawReply } from "../../routing/routes.ts";

/** A list that was prepared for download: the request itself. */
export type PreparedDownload = RequestOf<"organization.prepare_download_for_get_all">;

/** The most rows of a table. */
const MAX_ROWS = 50_000;

/** Keeps a list request for the download that follows, and returns its id. @throws {@link ApiFailure} when it would not work. */
export function prepareDownload(context: ServerContext, request: PreparedDownload): string {
  const heads = request.field_mappings.map(headOf);
  const twice = heads.find((head, index) => heads.indexOf(head) !== index);
  if (twice !== undefined) {
    throw new ApiFailure(results.validationError, {
      detail: "Field_name appears more than once in field_mappings",
      fields: { field: twice },
    });
  }
  for (const { values = [] } of request.field_mappings) {
    const keys = values.map(({ key }) => key);
    const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
    if (repeated !== undefined) {
      throw new ApiFailure(results.validationError, {
        detail: "Value key appears more than once in field_mappings",
        fields: { key: repeated },
      });
    }
  }
  readPage(context, request, 0, 1);
  return context.downloads.add(request);
}

/** Sends a prepared list as a CSV file, page by page. @throws {@link ApiFailure} 400/10 for an id that is unknown or too old. */
export function downloadTable(context: ServerContext, id: string): RawReply {
  const request = context.downloads.get(id);
  if (!request) {
    throw new ApiFailure(results.invalidId, { detail: "prepare ID not found", fields: { prepare_id: id } });
  }
  const chunks = tableChunks(context, request);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = chunks.next();
      if (done) {
        controller.close();
      } else {
        controller.enqueue(encoder.encode(value));
      }
    },
  });
  const name = ["clearml", projectPart(context, request), `${request.entity_type}s.csv`].filter(Boolean).join("-");
  return new RawReply(body, {
    "content-type": "text/csv",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    "cache-control": "no-store, max-age=0",
  });
}

function* tableChunks(context: ServerContext, request: PreparedDownload): Generator<string> {
  // Spreadsheets read UTF-8 only behind a byte order mark.
  yield `\uFEFF${csvLine(request.field_mappings.map(headOf))}`;
  for (let page = 0; page * MAX_PAGE_SIZE < MAX_ROWS; page += 1) {
    const rows = readPage(context, request, page, MAX_PAGE_SIZE);
    if (rows.length === 0) {
      return;
    }
    yield rows.map((row) => csvLine(request.field_mappings.map((mapping) => cellOf(row, mapping)))).join("");
    if (rows.length < MAX_PAGE_SIZE) {
      return;
    }
  }
}

function readPage(context: ServerContext, request: PreparedDownload, page: number, page_size: number): Document[] {
  const { scroll_id, size, refresh_scroll, ...query } = request;
  const isTask = request.entity_type === "task";
  return context.listings.list(
    isTask ? "tasks" : "models",
    { ...query, page, page_size },
    {
      joined: true,
      where: isTask ? visible(request) : and(),
    },
  ).items;
}

type Mapping = PreparedDownload["field_mappings"][number];

function headOf({ name, field }: Mapping): string {
  return name || field;
}

function cellOf(row: Document, { field, values = [] }: Mapping): string {
  const found = valueAt(row, parsePath(field));
  const value = isDocument(found) ? (found.id ?? "") : found;
  const translated = values.find(({ key }) => key === value);
  const text = textOf(translated ? translated.value : value);
  // A spreadsheet would take this for a formula.
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function textOf(value: unknown): string {
  if (value === undefined) {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  if (value === null) {
    return "None";
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`;
}

/** The project's name, when the list is of one project. */
function projectPart(context: ServerContext, { project }: PreparedDownload): string {
  const ids = project === undefined ? [] : [project].flat();
  const [id] = ids;
  if (ids.length !== 1) {
    return "";
  }
  if (id === null || id === undefined) {
    return "root";
  }
  return Array.from(context.records.projects.get(id)?.basename ?? "")
    .slice(0, 60)
    .join("");
}
