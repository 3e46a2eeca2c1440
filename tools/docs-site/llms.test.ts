import { expect, test } from "vitest";
import { llmsIndex, llmsText } from "./llms.ts";

const pages = [
  {
    path: "guide/install.md",
    text: "# Install\n\n[Em português](/pt-BR/guide/install.md)\n\nOne package. It is ESM.\n",
  },
  { path: "server.md", text: "# The server\n\n```sh\nNot this.\n```\n\n`server` is\nwhole: really." },
  { path: "api/tasks.md", text: "# tasks" },
];

test("the index has a line a page, with its first sentence", () => {
  const index = llmsIndex(pages);

  expect(index).toContain("## Guide\n\n- [Install](/guide/install.md): One package.\n");
  expect(index).toContain("- [The server](/server.md): `server` is whole.\n");
  expect(index).toContain("- [tasks](/api/tasks.md)\n");
});

test("the guide stands in the order of a day, and a paragraph may begin with a word of one letter", () => {
  const day = ["coming-from-python.md", "guide/first-task.md", "guide/index.md", "guide/install.md"];
  const index = llmsIndex(
    day.map((path) => ({ path, text: `# ${path}\n\nA *task* is one run. It ends.\n\nNot this.` })),
  );

  expect([...index.matchAll(/\[(.*)\]/g)].map(([, title]) => title)).toEqual([
    "guide/index.md",
    "guide/install.md",
    "guide/first-task.md",
    "coming-from-python.md",
  ]);
  expect(index).toContain("[guide/first-task.md](/guide/first-task.md): A *task* is one run.");
});

test("the whole text has what people wrote", () => {
  expect(llmsText(pages)).toContain("<!-- /server.md -->\n\n# The server");
  expect(llmsText(pages)).not.toContain("# tasks");
});
