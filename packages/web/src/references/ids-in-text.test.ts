import { expect, test } from "vitest";
import { piecesOf } from "./ids-in-text.ts";

const id = "0123456789abcdef0123456789abcdef";

test("ids stand between the other pieces of a text, and longer hashes are none", () => {
  const commit = `${id}01234567`;
  const text = `{"base_task_id": "${id}", "commit": "${commit}"}`;
  const pieces = piecesOf(text);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter(({ mayBeId }) => mayBeId)).toEqual([{ text: id, mayBeId: true }]);
  expect(piecesOf(id)).toEqual([{ text: id, mayBeId: true }]);
  expect(piecesOf("")).toEqual([]);
});

test("of a very long list, the first hundred are looked up and the rest is text", () => {
  const text = Array.from({ length: 150 }, () => id).join(" ");
  const pieces = piecesOf(text);
  expect(pieces.filter(({ mayBeId }) => mayBeId)).toHaveLength(100);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
});
