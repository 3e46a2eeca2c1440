import type { Database } from "../../database/driver.ts";
import { pathInUrl } from "../../files/file-path.ts";
import { VIRTUAL_URLS } from "../../startup/server-urls.ts";

/** A file that a record names as its own. */
export interface NamedFile {
  readonly origin: string;
  readonly path: string;
  /** The task or model. */
  readonly owner: string;
}

const OWN_ORIGIN = new URL(VIRTUAL_URLS.files).origin;

/** Yields the files that tasks and models name as what they made or showed, wherever those are. */
export function* namedFiles(database: Database): Generator<NamedFile> {
  const rows = database
    .prepare(
      `SELECT t.id AS owner, a.value ->> 'uri' AS url FROM tasks t, json_each(t.doc, '$.execution.artifacts') a
       UNION ALL SELECT id, doc ->> 'uri' FROM models
       UNION ALL SELECT s.owner, e.content FROM debug_images e JOIN event_series s ON s.id = e.series
       UNION ALL SELECT s.owner, source.value FROM plots e JOIN event_series s ON s.id = e.series,
         json_each(e.extra, '$.source_urls') source`,
    )
    .iterate<{ owner: string; url: unknown }>();
  for (const { owner, url } of rows) {
    const place = typeof url === "string" ? placeOf(url) : undefined;
    if (place) {
      yield { ...place, owner };
    }
  }
}

/** Yields the paths of all addresses that stand anywhere in a record, such as in the text of a report. */
export function* mentionedPaths(database: Database): Generator<string> {
  for (const table of ["tasks", "models", "projects"]) {
    const texts = database
      .prepare(
        `SELECT found.atom AS text FROM ${table}, json_tree(${table}.doc) found
         WHERE found.type = 'text' AND found.atom LIKE '%http%://%'`,
      )
      .iterate<{ text: string }>();
    for (const { text } of texts) {
      for (const [url] of text.matchAll(/https?:\/\/[^\s"'<>()[\]\\]+/g)) {
        const place = placeOf(url);
        if (place) {
          yield place.path;
        }
      }
    }
  }
}

/**
 * The origins under which our file store goes: that under which its addresses are kept, and those of which a file is here. A server
 * for other machines keeps the names that they use.
 */
export function ownOrigins(named: Iterable<NamedFile>, isStored: (path: string) => boolean): Set<string> {
  const own = new Set([OWN_ORIGIN]);
  for (const { origin, path } of named) {
    if (!own.has(origin) && isStored(path)) {
      own.add(origin);
    }
  }
  return own;
}

function placeOf(url: string): { origin: string; path: string } | undefined {
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    return undefined;
  }
  const path = pathInUrl(url);
  return path === undefined ? undefined : { origin: new URL(url).origin, path };
}
