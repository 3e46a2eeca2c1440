import { pythonJson } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { DatasetCorruptError } from "../errors.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { datasetState, parseState } from "./state.ts";

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

const manifest: Manifest = {
  files: new Map([
    ["base/x.csv", { path: "base/x.csv", hash: "aa", size: 10, storedIn: "p1", chunk: "data", localPath: undefined }],
    ["y.csv", { path: "y.csv", hash: "bb", size: 6, storedIn: "c1", chunk: undefined, localPath: "/here/y.csv" }],
  ]),
  links: new Map([["z", { path: "z", link: "s3://bucket/z", hash: undefined, size: 4, storedIn: "p1" }]]),
  graph: { c1: ["p1"], p1: [] },
};

test("a state is read as the Python SDK writes it", () => {
  expect(parseState("c1", PYTHON_STATE)).toEqual(manifest);
});

test("a state is written as the Python SDK writes it", () => {
  expect(pythonJson(datasetState("c1", manifest), { sortKeys: true, indent: 4 })).toBe(PYTHON_STATE);
});

test("the state of a final version counts the zips of all versions", () => {
  expect(datasetState("c1", manifest, { c1: 1, p1: 2 }).dependency_chunk_lookup).toEqual({ c1: 1, p1: 2 });
});

test.each([
  ["text that is not JSON", "{", "is not JSON"],
  ["a list", "[]", "is not an object"],
  ["files that are not a list", '{"dataset_file_entries": {}}', "has no list of files"],
  ["a graph that is not one", '{"dependency_graph": {"a": "b"}}', "has no dependency graph"],
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
  return JSON.stringify({ dataset_file_entries: [{ ...file, ...changes }] });
}
