import { extname } from "node:path";
import { lookup } from "mrmime";

/** Kinds of samples that are shown of a dataset, by the names that the Python SDK gives them. */
export type MediaKind = "Images" | "Videos" | "Audio" | "HTML" | "JSON";

/** How a file is shown. */
export type PreviewKind = { table: "," | "\t"; isGzipped: boolean } | { table: "parquet" } | { media: MediaKind };

const DELIMITERS: Readonly<Record<string, "," | "\t">> = { ".csv": ",", ".tsv": "\t" };
const PARQUET = new Set([".parquet", ".parq"]);
const COMPRESSED = new Set([".gz", ".bz2", ".zip", ".xz", ".zst"]);

/** Decides from its name how a file is shown; undefined when it is not shown. */
export function previewKind(path: string): PreviewKind | undefined {
  const ending = extname(path).toLowerCase();
  const isGzipped = ending === ".gz";
  const inner = COMPRESSED.has(ending) ? extname(path.slice(0, -ending.length)).toLowerCase() : ending;
  const table = DELIMITERS[inner];
  if (table !== undefined) {
    return isGzipped || inner === ending ? { table, isGzipped } : undefined;
  }
  if (PARQUET.has(ending)) {
    return { table: "parquet" };
  }
  const media = mediaKind(lookup(path));
  return media && { media };
}

function mediaKind(type: string | undefined): MediaKind | undefined {
  switch (type?.split("/")[0]) {
    case "image":
      return "Images";
    case "video":
      return "Videos";
    case "audio":
      return "Audio";
    default:
      return type === "text/html" ? "HTML" : type === "application/json" ? "JSON" : undefined;
  }
}
