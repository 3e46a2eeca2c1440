import { expect, test } from "vitest";
import type { FileEntry } from "./entry.ts";
import {
  changesAgainst,
  fileAndFolder,
  inheritManifest,
  type Manifest,
  pendingFiles,
  totalSize,
  usedGraph,
  withChunk,
  withFiles,
  withoutFiles,
} from "./manifest.ts";

function stored(path: string, content: string, storedIn: string): FileEntry {
  return { path, hash: `sha of ${content}`, size: content.length, storedIn, chunk: "data", localPath: undefined };
}

function local(path: string, content: string, storedIn: string): FileEntry {
  return { ...stored(path, content, storedIn), chunk: undefined, localPath: `/here/${path}` };
}

function manifest(id: string, files: FileEntry[], parents: string[] = []): Manifest {
  return { files: new Map(files.map((file) => [file.path, file])), links: new Map(), graph: { [id]: parents } };
}

const a = manifest("a", [stored("x", "one", "a"), stored("y", "two", "a")]);
const b = manifest("b", [stored("y", "other", "b"), stored("z", "three", "b")]);

test("a new version starts with the files of its parents, and the later parent wins", () => {
  const merged = inheritManifest("c", [
    { id: "a", manifest: a },
    { id: "b", manifest: b },
  ]);
  expect(Array.from(merged.files.values(), ({ path, storedIn }) => `${path} from ${storedIn}`)).toEqual([
    "x from a",
    "y from b",
    "z from b",
  ]);
  expect(merged.graph).toEqual({ a: [], b: [], c: ["a", "b"] });
});

test("a file that a parent has is not stored again; the same content at another path is", () => {
  const child = inheritManifest("c", [{ id: "a", manifest: a }]);
  const next = withFiles(child, [local("x", "one", "c"), local("copy", "one", "c"), local("y", "new", "c")], child);
  expect(pendingFiles(next).map(({ path }) => path)).toEqual(["y", "copy"]);
  expect(next.files.get("x")).toEqual(stored("x", "one", "a"));
});

test("a file that was removed and added again comes from the parent as before", () => {
  const parents = inheritManifest("c", [{ id: "a", manifest: a }]);
  const removed = withoutFiles(parents, (path) => path === "x");
  expect([...removed.files.keys()]).toEqual(["y"]);
  expect(withFiles(removed, [local("x", "one", "c")], parents).files.get("x")?.storedIn).toBe("a");
});

test("uploaded files are in their chunk and pending no more", () => {
  const pending = withFiles(manifest("c", []), [local("x", "one", "c")], manifest("c", []));
  const uploaded = withChunk(pending, pendingFiles(pending), "data_001");
  expect(pendingFiles(uploaded)).toEqual([]);
  expect(uploaded.files.get("x")).toEqual({ ...stored("x", "one", "c"), chunk: "data_001" });
});

test("a file takes the place of a link", () => {
  const link = { path: "x", link: "s3://bucket/x", hash: undefined, size: 7, storedIn: "a" };
  const linked: Manifest = { ...manifest("a", []), links: new Map([["x", link]]) };
  expect(totalSize(linked)).toBe(7);
  const next = withFiles(linked, [local("x", "one", "c")], linked);
  expect(next.links.size).toBe(0);
  expect(changesAgainst(linked, next)).toEqual({ added: 0, removed: 0, modified: 1, incoming: -4, outgoing: 0 });
});

test("a version is compared with its parents by paths and hashes", () => {
  const after = manifest("c", [stored("x", "one", "a"), stored("y", "longer", "c"), stored("new", "1", "c")]);
  expect(changesAgainst(a, after)).toEqual({ added: 1, removed: 0, modified: 1, incoming: 4, outgoing: 0 });
  expect(changesAgainst(after, a)).toEqual({ added: 0, removed: 1, modified: 1, incoming: -3, outgoing: 1 });
  expect(usedGraph("c", { ...after, graph: { a: [], c: ["a"], unused: [] } })).toEqual({ a: [], c: ["a"] });
});

test("a path cannot be a file and a folder at once", () => {
  const paths = (...names: string[]) =>
    manifest(
      "a",
      names.map((name) => stored(name, "x", "a")),
    );
  expect(fileAndFolder(paths("a", "b/c", "b/d/e", "bc/d"))).toBeUndefined();
  expect(fileAndFolder(paths("b/c/d", "b/x", "b"))).toBe("b");
  expect(fileAndFolder(paths("b/c", "b/c/d"))).toBe("b/c");
});
