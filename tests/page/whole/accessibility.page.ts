import { connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../site.ts";
import { fillEveryPage, type PageToVisit } from "./every-page.ts";

/** The rules that a page breaks, each with the places. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate<string[]>(`
    axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }).then((found) =>
      found.violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).join(" | ")))
  `);
}

let server: Server;
let pages: PageToVisit[];

beforeAll(async () => {
  server = await startServer({ database: ":memory:", apiPort: 0, webPort: 0, filesPort: 0 });
  const connection = await connect({ ...server.credentials, env: {} });
  pages = await fillEveryPage(connection);
  await connection.close();
});
afterAll(() => server.close());

for (const colorScheme of ["light", "dark"] as const) {
  for (const locale of ["en-US", "pt-BR"]) {
    test(`axe finds nothing on any page, ${colorScheme}, ${locale}`, async () => {
      const { tab, at } = await visit(server, { colorScheme, locale });
      const { page } = tab;
      const broken: string[] = [];
      for (const { path, text } of pages) {
        await page.goto(at(path));
        await page.getByText(text).first().waitFor({ state: "attached" });
        broken.push(...(await violations(page)).map((violation) => `${path} ${violation}`));
      }
      expect(broken).toEqual([]);
    });
  }
}
