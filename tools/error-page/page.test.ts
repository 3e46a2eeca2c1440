import { expect, test } from "vitest";
import { root } from "../root.ts";
import { errorPage, readErrorPage } from "./page.ts";

test("docs/errors.md says what the error classes say; `pnpm error-page` writes it", () => {
  expect(readErrorPage(root)).toBe(errorPage(root));
});

test("each error says when it is thrown", () => {
  const silent = errorPage(root).matchAll(/^### (\w+)\n\n(?!Thrown |The reason |Base of )(.*)$/gm);

  expect([...silent].map(([, name, summary]) => `${name}: ${summary}`)).toEqual([]);
});
