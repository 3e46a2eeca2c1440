import { expect, test } from "vitest";
import { openSite } from "../site.ts";

test("a task says why it failed, in short and in full, and its id is copied by a click", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "broken", type: "training" });
  await services.tasks.started({ task: id });
  const message = `ValueError: no such column\n${"  File train.py, line 231\n".repeat(40)}the last line`;
  await services.tasks.failed({ task: id, status_reason: "Exception", status_message: message });
  const { page } = tab;
  await page.goto(at(`/tasks/${id}`));
  const told = page.getByRole("alert");
  await expect.poll(() => told.textContent()).toMatch(/^Exception: ValueError: no such column.*… See the console$/s);
  await page.getByText("The whole message").click();
  await page.getByText("the last line").waitFor();

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: `Copy: ${id}` }).click();
  await page.getByRole("button", { name: `Copied: ${id}` }).waitFor();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(id);
});
