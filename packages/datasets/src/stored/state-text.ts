import type { FileEntry, LinkEntry } from "../manifest/entry.ts";
import { type Manifest, pendingFiles, totalSize, usedGraph } from "../manifest/manifest.ts";

/** Facts that the state of a version has beside its manifest. */
export interface StateFacts {
  /** Zips by version, once the version is final. */
  chunkCounts?: Readonly<Record<string, number>> | undefined;
}

/**
 * Writes the state artifact as JSON, piece by piece: the state of a million files is longer than a text can be. An entry
 * has exactly the fields that Python passes to a constructor, which accepts no others. Only ASCII is written, because
 * Python reads the file in the encoding of its machine.
 */
export function* stateText(id: string, manifest: Manifest, { chunkCounts }: StateFacts = {}): Generator<string> {
  const { files, links } = manifest;
  yield '{\n"dataset_file_entries": [';
  yield* lines(files.values(), fileText);
  yield '],\n"dataset_link_entries": [';
  yield* lines(links.values(), linkText);
  yield "],\n";
  if (chunkCounts) {
    yield `"dependency_chunk_lookup": ${ascii(chunkCounts)},\n`;
  }
  yield `"dependency_graph": ${ascii(usedGraph(id, manifest))},\n`;
  yield `"dirty": ${pendingFiles(manifest).length > 0},\n`;
  yield `"file_count": ${files.size + links.size},\n"id": ${ascii(id)},\n"total_size": ${totalSize(manifest)}\n}\n`;
}

function* lines<Entry>(entries: Iterable<Entry>, text: (entry: Entry) => string): Generator<string> {
  let separator = "\n";
  for (const entry of entries) {
    yield separator + text(entry);
    separator = ",\n";
  }
}

function fileText({ path, hash, size, storedIn, chunk, localPath }: FileEntry): string {
  return ascii({
    artifact_name: chunk ?? null,
    hash: hash ?? null,
    local_path: localPath,
    parent_dataset_id: storedIn,
    relative_path: path,
    size,
  });
}

function linkText({ path, link, hash, size, storedIn }: LinkEntry): string {
  return ascii({
    hash: hash ?? null,
    link,
    parent_dataset_id: storedIn,
    relative_path: path,
    size: size ?? null,
  });
}

/** JSON of which every character outside of ASCII is escaped. One call for an entry: one for each of its texts takes twice as long. */
function ascii(value: unknown): string {
  const text = JSON.stringify(value);
  // Nearly always.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters of ASCII
  if (/^[\u0000-\u007e]*$/.test(text)) {
    return text;
  }
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
