import { expect, test } from "vitest";
import { DatasetCorruptError } from "../errors.ts";
import type { FileEntry } from "../manifest/entry.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { parseState } from "./state.ts";
import { stateText } from "./state-text.ts";

// As the Python SDK wrote it, with shorter ids and hashes.
const PYTHON_STATE = `{
    "dataset_file_entries": [
        {
            "artifact_name": "data",
            "hash": "aa",
            "parent_dataset_id": "p1",
            "relative_path": "base/x.csv",
            "size": 10
        },
        {
            "artifact_name": null,
            "hash": "bb",
            "local_path": "/here/y.csv",
            "parent_dataset_id": "c1",
            "relative_path": "y.csv",
            "size": 6
        }
    ],
    "dataset_link_entries": [
        {
            "hash": null,
            "link": "s3://bucket/z",
            "parent_dataset_id": "p1",
            "relative_path": "z",
            "size": 4
        }
    ],
    "dependency_graph": {
        "c1": [
            "p1"
        ],
        "p1": []
    },
    "dirty": true,
    "file_count": 3,
    "id": "c1",
    "total_size": 20
}`;

const file: FileEntry = {
  path: "base/x.csv",
  hash: "aa",
  size: 10,
  storedIn: "p1",
  chunk: "data",
  localPath: undefined,
};

const manifest: Manifest = {
  files: new Map([
    ["base/x.csv", file],
    ["y.csv", { path: "y.csv", hash: "bb", size: 6, storedIn: "c1", chunk: undefined, localPath: "/here/y.csv" }],
  ]),
  links: new Map([["z", { path: "z", link: "s3://bucket/z", hash: undefined, size: 4, storedIn: "p1" }]]),
  graph: { c1: ["p1"], p1: [] },
};

test("a state is read as the Python SDK writes it", () => {
  expect(parseState("c1", PYTHON_STATE)).toEqual(manifest);
});

function written(...facts: Parameters<typeof stateText>): string {
  return [...stateText(...facts)].join("");
}

test("a state is written with the fields that the Python SDK writes, in ASCII", () => {
  expect(JSON.parse(written("c1", manifest))).toEqual(JSON.parse(PYTHON_STATE));
  const odd = { ...manifest, files: new Map([["é\u2028😀", { ...file, path: "é\u2028😀" }]]) };
  const text = written("c1", odd);
  expect(text).toMatch(/^[ -~\n]*$/);
  expect(parseState("c1", text).files).toEqual(odd.files);
});

test("the state of a final version counts the zips of all versions", () => {
  const text = written("c1", manifest, { chunkCounts: { c1: 1, p1: 2 } });
  expect(JSON.parse(text).dependency_chunk_lookup).toEqual({ c1: 1, p1: 2 });
});

test.each([
  ["text that is not JSON", "{", "is not JSON"],
  ["a list", "[]", "is not an object"],
  ["files that are not a list", '{"dataset_file_entries": {}}', "has no list of files"],
  ["no list of files", '{"dependency_graph": {}}', "has no list of files"],
  ["no graph", '{"dataset_file_entries": []}', "has no dependency graph"],
  [
    "a graph that is not one",
    '{"dataset_file_entries": [], "dependency_graph": {"a": "b"}}',
    "has no dependency graph",
  ],
  ["a circle", state({ dependency_graph: { c1: ["a"], a: ["b"], b: ["c1"] } }), "comes from itself: c1 ← a ← b ← c1"],
  ["a file outside", entry({ relative_path: "../../etc/passwd" }), "cannot be used"],
  ["a file at an absolute path", entry({ relative_path: "/etc/passwd" }), "cannot be used"],
  ["a file at a path with NUL", entry({ relative_path: "a\0b" }), "cannot be used"],
  ["a file stored in a version outside", entry({ parent_dataset_id: "../../x" }), "cannot be used"],
  ["a file stored in a version named as a device", entry({ parent_dataset_id: "nul" }), "cannot be used"],
  ["a negative size", entry({ size: -1 }), "cannot be used"],
  ["a hash that is not a text", entry({ hash: 7 }), "cannot be used"],
  ["a file that no version stores", entry({ parent_dataset_id: null }), "cannot be used"],
])("a state with %s is refused", (_, text, problem) => {
  expect(() => parseState("c1", text)).toThrow(DatasetCorruptError);
  expect(() => parseState("c1", text)).toThrow(problem);
});

function entry(changes: object): string {
  const file = { relative_path: "x", hash: "aa", size: 1, parent_dataset_id: "p", artifact_name: "data" };
  return state({ dataset_file_entries: [{ ...file, ...changes }] });
}

function state(fields: object): string {
  return JSON.stringify({ dataset_file_entries: [], dependency_graph: {}, ...fields });
}

test("fields that are not known are passed over", () => {
  expect(parseState("c1", state({ invented_later: 1 })).files.size).toBe(0);
  expect(parseState("c1", entry({ invented_later: 1 })).files.size).toBe(1);
});
