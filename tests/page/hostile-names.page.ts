import { Task } from "@clearml-ts/tasks";
import { expect, test } from "vitest";
import { openSite } from "./site.ts";

/** Runs when a page reads it as HTML. */
const attack = '<img src=x onerror="window.attacked = true"><script>window.attacked = true</script>';

test("names, parameters, console lines and previews are shown as text, whatever is in them", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const task = await Task.init(
    { project: "Hostile", name: attack, tags: [attack], parameters: { General: { [`a ${attack}`]: attack } } },
    { connection },
  );
  task.logger.reportText(`\u001b[31m${attack}\u001b[0m`);
  task.logger.reportScalar(attack, attack, 1, { iteration: 0 });
  await task.uploadArtifact("text", { json: attack });
  await task.complete();
  await task.close();
  const { page } = tab;
  for (const path of [
    "/",
    "/projects/*",
    ...["", "/scalars", "/console", "/artifacts"].map((tab) => `/tasks/${task.id}${tab}`),
  ]) {
    await page.goto(at(path));
    await page.getByText("onerror").first().waitFor({ state: "attached" });
    expect(await page.evaluate("'attacked' in window")).toBe(false);
  }
  expect(complaints).toEqual([]);
});
