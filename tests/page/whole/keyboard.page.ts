import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("a dialog has the keys from the moment in which it is drawn", async () => {
  const { connection, tab, at } = await openSite();
  const project = (await connection.services.projects.create({ name: "Keys" })).id;
  await connection.services.tasks.create({ name: "alpha", type: "training", project });
  const { page } = tab;
  await page.goto(at(`/projects/${project}`));
  await page.getByRole("link", { name: "alpha" }).waitFor();
  // So quickly that the dialog has no frame of its own to open in.
  await page.evaluate(`(async () => {
    for (const key of ["?", "/"]) {
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  })()`);
  await page.getByRole("dialog").waitFor();
  expect(await page.evaluate("document.activeElement.closest('dialog') !== null")).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(await page.evaluate("document.activeElement.localName")).not.toBe("input");
});

test("two tasks are chosen and compared by keys alone, and a key that is switched off does nothing", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const project = (await services.projects.create({ name: "Keys" })).id;
  for (const name of ["alpha", "beta", "gamma"]) {
    await services.tasks.create({ name, type: "training", project });
  }
  const { page } = tab;
  const focused = () => page.evaluate<string>("document.activeElement.textContent");
  await page.goto(at(`/projects/${project}?order=name`));
  await page.getByRole("link", { name: "gamma" }).waitFor();
  await page.keyboard.press("j");
  await expect.poll(focused).toBe("alpha");
  await page.keyboard.press("x");
  // So quickly that the table is drawn between two keys, and has no frame of its own to move the focus in.
  await page.evaluate(`(async () => {
    for (const key of ["j", "j", "k"]) {
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
  })()`);
  await expect.poll(focused).toBe("beta");
  await page.keyboard.press("x");
  await page.getByRole("toolbar", { name: "2 tasks selected" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("compare the selected tasks").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("jx");
  await expect.poll(() => page.getByRole("searchbox").inputValue()).toBe("jx");
  await page.keyboard.press("Tab");
  await page.keyboard.press("c");
  await page.waitForURL(/\/compare\?ids=\w+,\w+$/);

  await page.goto(at("/settings"));
  await page.getByLabel(/go to the next row/).uncheck();
  await page.goto(at(`/projects/${project}?order=name`));
  await page.getByRole("link", { name: "gamma" }).waitFor();
  await page.keyboard.press("k");
  await expect.poll(focused).toBe("alpha");
  // Two steps down, if it still led there, and one up.
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  expect(await focused()).toBe("alpha");
});
