import { sampleKind } from "../samples/sample-kind.ts";

/** How the beginning of a file is shown. */
export type PreviewKind = "table" | "text" | "picture";

const TEXTS =
  /\.(txt|log|md|jsonl?|ndjson|ya?ml|toml|ini|cfg|conf|xml|html?|sql|sh|py|ipynb|r|js|mjs|ts|tsx|css|diff|patch)$/i;

/** The kind of a file by its name and the media type that its writer gave; undefined for one that is not for reading. */
export function previewKind(url: string, mediaType = ""): PreviewKind | undefined {
  const [path = ""] = url.split(/[?#]/, 1);
  const name = isGzip(path) ? path.slice(0, -".gz".length) : path;
  if (/\.[ct]sv$/i.test(name)) {
    return "table";
  }
  if (TEXTS.test(name)) {
    return "text";
  }
  if (/\.\w+$/.test(name)) {
    return name === path && sampleKind(name) === "picture" ? "picture" : undefined;
  }
  if (/^text\/(csv|tab-separated-values)\b/.test(mediaType)) {
    return "table";
  }
  return /^text\/|^application\/(json|yaml|xml)\b/.test(mediaType) ? "text" : undefined;
}

/** Whether a file is packed as Python packs its tables. */
export function isGzip(url: string): boolean {
  return /\.gz$/i.test(url.split(/[?#]/, 1)[0] ?? "");
}
