import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** One method, command or option of the Python SDK on the page, and its counterparts here. */
export interface ParityRow {
  /** The class in Python, such as `Task`, or the command-line tool, such as `clearml-data`. */
  owner: string;
  /** The method in Python, such as `add_tags`; of a tool the command, or its option, such as `create --tags`. */
  method: string;
  /** Our names, such as `task.addTags`; empty where there is none. */
  names: string[];
  /** The cell that names them, or says why there is none. */
  cell: string;
  /** The test that shows it. */
  shownBy: { title: string; file: string } | undefined;
}

const docs = join(dirname(fileURLToPath(import.meta.url)), "../docs");

/** Reads the rows of docs/parity.md; each class and tool has a heading of its own. */
export function parityRows(): ParityRow[] {
  const rows: ParityRow[] = [];
  let owner = "";
  for (const line of readFileSync(join(docs, "parity.md"), "utf8").split("\n")) {
    owner = /^## ([\w-]+)$/.exec(line)?.[1] ?? owner;
    const [, method, cell, proof] = /^\| `([\w -]+)` \| (.+?) \| (.*)\|$/.exec(line) ?? [];
    if (method !== undefined && cell !== undefined && proof !== undefined) {
      rows.push({ owner, method, cell, names: ourNames(cell), shownBy: testIn(proof) });
    }
  }
  return rows;
}

/** A reason may name things as well, which are not counterparts. */
function ourNames(cell: string): string[] {
  return cell.startsWith("`") ? [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name) : [];
}

function testIn(proof: string): ParityRow["shownBy"] {
  const [, title, path] = /^(.+) \(\[[^\]]+\]\(([^)]+)\)\) $/.exec(proof) ?? [];
  return title === undefined || path === undefined ? undefined : { title, file: join(docs, path) };
}
