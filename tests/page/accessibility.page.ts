import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { fillEveryPage } from "./every-page.ts";
import { openSite } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that a page breaks, each with the places. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return await page.evaluate<string[]>(`
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }).then((found) =>
      found.violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).join(" | ")))
  `);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const locale of ["en-US", "pt-BR"]) {
    test(`axe finds nothing on any page, ${colorScheme}, ${locale}`, async () => {
      const { connection, tab, at } = await openSite({ colorScheme, locale });
      const { page } = tab;
      const broken: string[] = [];
      for (const { path, text } of await fillEveryPage(connection)) {
        await page.goto(at(path));
        await page.getByText(text).first().waitFor({ state: "attached" });
        broken.push(...(await violations(page)).map((violation) => `${path} ${violation}`));
      }
      expect(broken).toEqual([]);
    });
  }
}
