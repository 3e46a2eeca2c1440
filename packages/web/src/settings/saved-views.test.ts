import { expect, test } from "vitest";
import { readSavedViews, withView } from "./saved-views.ts";

const view = { name: "best", address: "/projects/p?order=-metric%3Aa.b" };

test("views are read from the preferences, and what the page could not have written is left out", () => {
  const views = [view, { name: "elsewhere", address: "//evil.example" }, { name: 7, address: "/" }, null];
  expect(readSavedViews({ clearmlTs: { views } })).toEqual([view]);
  expect(readSavedViews({})).toEqual([]);
  expect(readSavedViews({ clearmlTs: { views: "none" } })).toEqual([]);
});

test("a view replaces the one of its name", () => {
  const other = { name: "all", address: "/projects/*" };
  expect(withView([view, other], { ...view, address: "/projects/q" })).toEqual([
    other,
    { name: "best", address: "/projects/q" },
  ]);
});
