import { expect, test } from "vitest";
import { rewriteLinks } from "./rewrite-links.ts";
import { FORGE } from "./site-paths.ts";

const pages = new Set(["README.md", "docs/server.md", "packages/tasks/README.md", "examples/quickstart/main.ts"]);
const files = new Set([...pages, "packages/tasks", "packages/tasks/src/task.ts", "docs/images/page.png"]);
const repository = { pages, exists: (path: string) => files.has(path) };
const rewrite = (markdown: string, from = "docs/page.md") => rewriteLinks(markdown, from, repository);

test.each([
  ["[a](server.md#ports)", "[a](/server#ports)"],
  ["[a](../README.md)", "[a](/)"],
  ["[a](../packages/tasks)", "[a](/packages/tasks)"],
  ["[`a`](../examples/quickstart/main.ts)", "[`a`](/examples/quickstart)"],
  ["[a](../packages/tasks/src/task.ts)", `[a](${FORGE}/blob/main/packages/tasks/src/task.ts)`],
  [`[a](${FORGE}/blob/main/docs/server.md)`, "[a](/server)"],
  ["[a](https://www.npmjs.com/package/@clearml-ts/tasks)", "[a](/packages/tasks)"],
  ["[a](#below) and [b](https://clear.ml)", "[a](#below) and [b](https://clear.ml)"],
])("%s becomes %s", (markdown, expected) => {
  expect(rewrite(markdown)).toEqual({ text: expected, images: [], dead: [] });
});

test("code keeps its brackets", () => {
  const code = "`[a](b.md)`\n\n```ts\nlist[a](b);\n```\n";

  expect(rewrite(code).text).toBe(code);
});

test("pictures are taken along, and links that lead nowhere are told", () => {
  expect(rewrite("![a](images/page.png) [b](nowhere.md)")).toEqual({
    text: "![a](/docs/images/page.png) [b](nowhere.md)",
    images: ["docs/images/page.png"],
    dead: ["nowhere.md"],
  });
});
