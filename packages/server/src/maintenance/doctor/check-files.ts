import { formatSize } from "@clearml-ts/archive";
import type { Database } from "../../database/driver.ts";
import { storedFiles } from "../stored-files.ts";
import { mentionedPaths, type NamedFile, namedFiles, ownOrigins } from "./file-addresses.ts";
import { countText, type Finding, findingsOf } from "./finding.ts";

/** Milliseconds after which a file should have a record: clients upload first and tell of it afterwards. */
const SETTLED = 3_600_000;

/** Compares the stored files with what records say of them. */
export async function checkFiles(database: Database, folder: string, now: Date): Promise<Finding[]> {
  const { ok, warning } = findingsOf("files");
  const named = [...new Map([...namedFiles(database)].map((file) => [`${file.origin}/${file.path}`, file])).values()];
  const paths = new Set([...named.map(({ path }) => path), ...mentionedPaths(database)]);
  const waiting = new Set(
    database
      .prepare("SELECT path FROM files_to_remove")
      .all<{ path: string }>()
      .map(({ path }) => path),
  );
  const stored = new Set<string>();
  const all = { count: 0, bytes: 0 };
  const unnamed = { count: 0, bytes: 0, example: "" };
  for await (const { path, bytes, modified } of storedFiles(folder)) {
    stored.add(path);
    all.count += 1;
    all.bytes += bytes;
    if (paths.has(path) || waiting.has(path) || modified > now.getTime() - SETTLED) {
      continue;
    }
    unnamed.count += 1;
    unnamed.bytes += bytes;
    unnamed.example ||= path;
  }
  const missing = missingFiles(named, stored).filter(({ path }) => !waiting.has(path));
  const toGo = waiting.size > 0 ? `, and ${waiting.size} wait to be removed with their task` : "";
  const findings = [ok(`${countText(all.count, "file")}, ${formatSize(all.bytes)}${toGo}`)];
  const [first] = missing;
  if (first) {
    findings.push(
      warning(
        `${countText(missing.length, "file")} that records name are not there, such as ${first.path} of ${first.owner}`,
        "Fetch them from a backup, or delete what names them.",
      ),
    );
  }
  if (unnamed.count > 0) {
    findings.push(
      warning(
        `${countText(unnamed.count, "file")} (${formatSize(unnamed.bytes)}) are named by no record, such as ${unnamed.example}`,
        `Delete those below ${folder} that nobody needs.`,
      ),
    );
  }
  return findings;
}

function missingFiles(named: readonly NamedFile[], stored: ReadonlySet<string>): NamedFile[] {
  const own = ownOrigins(named, (path) => stored.has(path));
  return named.filter(({ origin, path }) => own.has(origin) && !stored.has(path));
}
