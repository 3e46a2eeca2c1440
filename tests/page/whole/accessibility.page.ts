import { connect } from "@clearml-ts/client";
import { type Server, startServer } from "@clearml-ts/server";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../site.ts";
import { fillEveryPage, type PageToVisit } from "./every-page.ts";

const EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/** The rules that a theme can break: it changes colours and nothing else. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** The rules that a page breaks, each with the places. */
async function violations(page: Page, tags: readonly string[]): Promise<string[]> {
  return await page.evaluate<string[]>(`
    axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] }).then((found) =>
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

for (const locale of ["en-US", "pt-BR"]) {
  test(`axe finds nothing on any page in either theme, ${locale}`, async () => {
    const { tab, at } = await visit(server, { colorScheme: "light", locale });
    const { page } = tab;
    const broken: string[] = [];
    const look = async (path: string, theme: string, tags: readonly string[]) => {
      broken.push(...(await violations(page, tags)).map((violation) => `${path} ${theme} ${violation}`));
    };
    for (const { path, text } of pages) {
      await page.goto(at(path));
      await page.getByText(text).first().waitFor({ state: "attached" });
      // A part that is on its way is faded in, and pale for a moment.
      await expect.poll(() => page.locator(".loading").count()).toBe(0);
      await page.evaluate(axe.source);
      await look(path, "light", EVERYTHING);
      await page.emulateMedia({ colorScheme: "dark" });
      await look(path, "dark", COLOURS);
      await page.emulateMedia({ colorScheme: "light" });
    }
    expect(broken).toEqual([]);
  });
}
