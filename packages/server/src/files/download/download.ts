import { basename } from "node:path/posix";
import { getMimeType } from "hono/utils/mime";
import { toWebStream } from "../../http/node/node-stream.ts";
import { FileFailure } from "../file-failure.ts";
import type { FileStore } from "../file-store.ts";
import { parseRange } from "./byte-range.ts";

const BINARY = "application/octet-stream";

/** Where files are read from. */
export type FileSource = Pick<FileStore, "stat" | "read">;

/** Answers GET and HEAD for one file: whole, in part, or not at all when the client has it already. */
export async function sendFile(files: FileSource, path: string, request: Request): Promise<Response> {
  const found = await files.stat(path);
  if (!found) {
    throw new FileFailure(404, "Not Found");
  }
  const etag = `"${found.mtimeMs.toString(16).replace(".", "-")}-${found.size.toString(16)}"`;
  const modified = new Date(Math.floor(found.mtimeMs / 1000) * 1000);
  const headers = new Headers({
    "accept-ranges": "bytes",
    "cache-control": "max-age=300",
    etag,
    "last-modified": modified.toUTCString(),
  });
  if (isUnchanged(request.headers, etag, modified)) {
    return new Response(null, { status: 304, headers });
  }
  describeContent(headers, path, new URL(request.url).searchParams.has("download"));

  const rangeHeader = matchesIfRange(request.headers, etag, modified) ? request.headers.get("range") : null;
  const range = parseRange(rangeHeader, found.size);
  if (range === "unsatisfiable") {
    return new Response(null, { status: 416, headers: { "content-range": `bytes */${found.size}` } });
  }
  if (range) {
    headers.set("content-range", `bytes ${range.start}-${range.end}/${found.size}`);
  }
  headers.set("content-length", String(range ? range.end - range.start + 1 : found.size));
  const body = request.method === "HEAD" || found.size === 0 ? null : files.read(path, found, range);
  return new Response(body && toWebStream(body), { status: range ? 206 : 200, headers });
}

function describeContent(headers: Headers, path: string, asDownload: boolean): void {
  // A client that sees gzip announced would unpack it and store something else than was uploaded.
  const type = path.toLowerCase().endsWith(".gz") ? BINARY : (getMimeType(path) ?? BINARY);
  headers.set("content-type", type);
  headers.set("x-content-type-options", "nosniff");
  // Pages that users upload run beside the API's cookie: they may run scripts, but not as this origin.
  if (/html|xml|svg/.test(type)) {
    headers.set("content-security-policy", "sandbox allow-scripts");
  }
  if (asDownload) {
    headers.set("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(basename(path))}`);
  }
}

function isUnchanged(headers: Headers, etag: string, modified: Date): boolean {
  const known = headers.get("if-none-match");
  if (known !== null) {
    return known.split(",").some((one) => ["*", etag].includes(one.trim().replace(/^W\//, "")));
  }
  const since = Date.parse(headers.get("if-modified-since") ?? "");
  return since >= modified.getTime();
}

function matchesIfRange(headers: Headers, etag: string, modified: Date): boolean {
  const condition = headers.get("if-range");
  return condition === null || condition === etag || Date.parse(condition) === modified.getTime();
}
