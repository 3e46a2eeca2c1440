import { expect, test } from "vitest";
import { mutationsOf } from "./mutations.ts";
import { formOf } from "./request-form.mjs";

test("requests that differ in ids, numbers and free texts have one form, others have not", () => {
  const request = { id: "0123456789abcdef", count: 3, type: "training", values: [1, 2] };

  expect(formOf({ ...request, id: "ffff456789abcdef", count: 4, values: [7] })).toBe(formOf(request));
  for (const other of [{ type: "testing" }, { count: 0.5 }, { count: -3 }, { id: "" }, { id: null }, { values: [] }]) {
    expect(formOf({ ...request, ...other })).not.toBe(formOf(request));
  }
});

test("every field of a request is changed, those inside other fields too, and free names count once", () => {
  const metadata = { a: { key: "a" }, b: { key: "b" } };
  const mutations = [
    ...mutationsOf([{ endpoint: "models.create", version: "2.34", item: false, data: { name: "forest", metadata } }]),
  ];

  expect([...new Set(mutations.map(({ path }) => path))]).toEqual(["name", "metadata", "metadata.*", "metadata.*.key"]);
  expect(mutations.find(({ path, change }) => path === "metadata.*.key" && change === "missing")?.request.data).toEqual(
    {
      name: "forest",
      metadata: { a: {}, b: { key: "b" } },
    },
  );
});
