import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { deadLinks } from "./check-built-links.ts";

test("links to pages, files and places that are not there are found", async () => {
  const folder = await folderWith({
    "index.html": '<h1 id="top"></h1><a href="/guide/#start">a</a><a class="x" href="page.html#nowhere">b</a>',
    "guide/index.html": '<h2 id="start"></h2><a href="../page">c</a><a href="/missing.html">d</a><img src="/a.png">',
    "page.html": '<a href="#top">e</a><a href="https://clear.ml">f</a>',
  });

  expect(
    deadLinks(folder)
      .map(({ page, link }) => `${page} ${link}`)
      .sort(),
  ).toEqual([
    "guide/index.html /a.png",
    "guide/index.html /missing.html",
    "index.html page.html#nowhere",
    "page.html #top",
  ]);
});
