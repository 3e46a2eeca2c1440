import { expect, test } from "vitest";
import { root } from "../root.ts";
import { pageFiles } from "./page-files.ts";
import { portugueseSidebar, sidebar } from "./sidebar.ts";
import { addressOf, sitePath } from "./site-paths.ts";

test("each page is in a sidebar, and nothing else", () => {
  const links = [...sidebar, ...portugueseSidebar]
    .flatMap(({ link, items = [] }) => [link, ...items.map((item) => item.link)])
    .filter((link) => link !== undefined && link !== "/api/");
  const pages = pageFiles(root).map((file) => addressOf(sitePath(file) ?? ""));

  expect(new Set(["/", ...links])).toEqual(new Set(pages));
});
