import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openSite, visit } from "../site.ts";
import { fillEveryPage, type PageToVisit } from "./every-page.ts";

/** Pages looked at side by side: most of the time they wait until nothing is asked any more. */
const TABS = 4;

/** All that a page shows and that people may have chosen, without what depends on the clock. */
async function shown(page: Page): Promise<string> {
  return await page.evaluate<string>(`
    [...document.querySelectorAll("main *")]
      .filter((element) => element.localName !== "time")
      .map((element) => [
        element.localName,
        element.value ?? "",
        element.checked ?? "",
        element.children.length === 0 ? element.textContent : "",
      ].join(" "))
      .join("\\n")
  `);
}

async function see(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
}

test("every page shows the same when it is loaded again, and in another browser", async () => {
  const { server, connection, tab, at, complaints } = await openSite();
  const { tab: other } = await visit(server);
  const waiting = await fillEveryPage(connection);
  const compare = async ([page, another]: [Page, Page], { path, text }: PageToVisit) => {
    await Promise.all([page.goto(at(path)), another.goto(at(path))]);
    await Promise.all([see(page, text), see(another, text)]);
    const showsTheSame = async () => (await shown(page)) === (await shown(another));
    await expect.poll(showsTheSame, { message: path }).toBe(true);
    await page.reload();
    await see(page, text);
    await expect.poll(showsTheSame, { message: `${path}, loaded again` }).toBe(true);
  };
  const visitInTurn = async () => {
    const pages: [Page, Page] = [await tab.page.context().newPage(), await other.page.context().newPage()];
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await compare(pages, next);
    }
  };
  await Promise.all(Array.from({ length: TABS }, visitInTurn));
  expect(complaints).toEqual([]);
});
