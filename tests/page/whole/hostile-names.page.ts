import { expect, test } from "vitest";
import { openSite } from "../site.ts";
import { fillEveryPage } from "./every-page.ts";

/** Runs when a page reads it as HTML, and asks another host. */
const attack =
  '<img src=x onerror="window.attacked = true"><script src="https://evil.example/a.js"></script><style>@import "https://evil.example/a.css"</style>';

/** Runs in the page: opens all that is folded, and waits until it is painted. */
const openEveryPanel = `
  for (const panel of document.querySelectorAll("details")) {
    panel.open = true;
  }
  new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
`;

test("names, tags, parameters, console lines and previews are shown as text, whatever is in them", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { page } = tab;
  await connection.services.users.setPreferences({
    preferences: { clearmlTs: { views: [{ name: attack, address: "/projects/*" }] } },
  });
  for (const { path, text } of await fillEveryPage(connection, attack)) {
    await page.goto(at(path));
    await page.getByText(text).first().waitFor({ state: "attached" });
    await page.evaluate(openEveryPanel);
    expect(await page.evaluate("'attacked' in window")).toBe(false);
  }
  expect(complaints).toEqual([]);
});
