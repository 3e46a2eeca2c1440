import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openTab } from "./browser.ts";
import { fillEveryPage } from "./every-page.ts";
import { openSite } from "./site.ts";

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

test("every page shows the same when it is loaded again, and in another browser", async () => {
  const { connection, tab, at, complaints } = await openSite();
  await using other = await openTab();
  for (const { path, text } of await fillEveryPage(connection)) {
    const see = async (page: Page) => {
      await page.getByText(text).first().waitFor({ state: "attached" });
      await page.waitForLoadState("networkidle");
      return await shown(page);
    };
    await tab.page.goto(at(path));
    const first = await see(tab.page);
    await tab.page.reload();
    expect(await see(tab.page)).toBe(first);
    await other.page.goto(at(path));
    expect(await see(other.page)).toBe(first);
  }
  expect(complaints).toEqual([]);
});
