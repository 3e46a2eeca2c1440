import { expect, test } from "vitest";
import { addFiles, addLinks, markUploaded, removeEntries } from "./edit.ts";
import type { FileEntry } from "./entry.ts";
import {
  changesAgainst,
  fileAndFolder,
  inheritManifest,
  type OpenManifest,
  pendingFiles,
  totalSize,
  usedGraph,
} from "./manifest.ts";

function stored(path: string, content: string, storedIn: string): FileEntry {
  return { path, hash: `sha of ${content}`, size: content.length, storedIn, chunk: "data", localPath: undefined };
}

function local(path: string, content: string, storedIn: string): FileEntry {
  return { ...stored(path, content, storedIn), chunk: undefined, localPath: `/here/${path}` };
}

function manifest(id: string, files: FileEntry[], parents: string[] = []): OpenManifest {
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

/** The parents of a version, and the version as it starts. */
function childOf(...parents: { id: string; manifest: OpenManifest }[]) {
  return { parents: inheritManifest("c", parents), child: inheritManifest("c", parents), deduplicate: false };
}

test("a file that a parent has is not stored again; the same content at another path is", () => {
  const { child, ...options } = childOf({ id: "a", manifest: a });
  const files = [local("x", "one", "c"), local("copy", "one", "c"), local("y", "new", "c")];
  expect(addFiles(child, files, options)).toEqual({ added: 1, modified: 1 });
  expect(pendingFiles(child).map(({ path }) => path)).toEqual(["y", "copy"]);
  expect(child.files.get("x")).toEqual(stored("x", "one", "a"));
});

test("content that is stored under another path is referred to when it is asked for", () => {
  const { child, parents } = childOf({ id: "a", manifest: a });
  addFiles(child, [local("copy", "one", "c"), local("new", "new", "c")], { parents, deduplicate: true });
  expect(pendingFiles(child).map(({ path }) => path)).toEqual(["new"]);
  expect(child.files.get("copy")).toEqual(stored("copy", "one", "a"));
});

test("a file that was removed and added again comes from the parent as before", () => {
  const { child, ...options } = childOf({ id: "a", manifest: a });
  expect(removeEntries(child, (path) => path === "x")).toBe(1);
  expect([...child.files.keys()]).toEqual(["y"]);
  addFiles(child, [local("x", "one", "c")], options);
  expect(child.files.get("x")?.storedIn).toBe("a");
});

test("uploaded files are in their chunk and pending no more, unless they were replaced meanwhile", () => {
  const open = manifest("c", [local("x", "one", "c"), local("y", "two", "c")]);
  const packed = pendingFiles(open);
  open.files.set("y", local("y", "newer", "c"));
  markUploaded(open, packed, "data_001");
  expect(pendingFiles(open).map(({ path }) => path)).toEqual(["y"]);
  expect(open.files.get("x")).toEqual({ ...stored("x", "one", "c"), chunk: "data_001" });
});

test("a file takes the place of a link with other content, and a link that of a file", () => {
  const link = { path: "x", link: "s3://bucket/x", hash: undefined, size: 7, storedIn: "a" };
  const linked = () => ({ ...manifest("a", []), links: new Map([["x", link]]) });
  expect(totalSize(linked())).toBe(7);
  const [same, other] = [linked(), linked()];
  addFiles(same, [local("x", "1234567", "c")], { parents: linked(), deduplicate: false });
  expect([same.links.size, same.files.size]).toEqual([1, 0]);
  expect(addFiles(other, [local("x", "one", "c")], { parents: linked(), deduplicate: false })).toEqual({
    added: 0,
    modified: 1,
  });
  expect(other.links.size).toBe(0);
  expect(changesAgainst(linked(), other)).toEqual({ added: 0, removed: 0, modified: 1, incoming: -4, outgoing: 0 });
  expect(addLinks(other, [link])).toEqual({ added: 0, modified: 1 });
  expect([other.links.size, other.files.size]).toEqual([1, 0]);
  expect(addLinks(other, [link])).toEqual({ added: 0, modified: 0 });
  expect(removeEntries(other, (_path, address) => address === "s3://bucket/x")).toBe(1);
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
