import { expect, test } from "vitest";
import { openSite } from "../site.ts";

const LINES = 100_000;

test("in 100,000 lines a person jumps to one, searches, and gives a colleague the link to a line", async () => {
  const { connection, tab, at, complaints } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "talkative", type: "training" });
  for (let begin = 0; begin < LINES; begin += 10_000) {
    await services.events.addBatch(
      Array.from({ length: 10_000 }, (_, index) => {
        const number = begin + index + 1;
        const text = number % 25_000 === 0 ? `\u001b[31mneedle ${number}\u001b[0m` : `line ${number}`;
        return { type: "log" as const, task: id, timestamp: 1_000 + number, level: "info" as const, msg: text };
      }),
    );
  }
  const { page } = tab;
  const box = page.getByRole("region", { name: "Console" });
  await page.goto(at(`/tasks/${id}/console`));
  await box.getByText(`needle ${LINES}`).waitFor();
  expect(await page.locator("*").count()).toBeLessThan(1_500);

  await page.getByLabel("Line").fill("50000");
  await page.getByRole("button", { name: "Go to the line" }).click();
  const middle = box.getByText("needle 50000");
  await middle.waitFor();
  expect(await middle.getAttribute("class")).toContain("ansi-red-fg");
  expect(await page.locator("*").count()).toBeLessThan(1_500);

  await page.getByLabel("Find in the console").fill("needle");
  await page.getByText("4 lines", { exact: true }).waitFor();
  await box.getByRole("link", { name: "75000", exact: true }).click();
  await box.getByText("line 75001").waitFor();
  const address = page.url();
  await page.goto("about:blank");
  await page.goto(address);
  await box.getByText("needle 75000").waitFor();
  expect(complaints).toEqual([]);
});

test("the end is followed while a task writes, and a progress bar is one line", async () => {
  const { connection, tab, at } = await openSite();
  const { services } = connection;
  const { id } = await services.tasks.create({ name: "writes", type: "training" });
  await services.tasks.started({ task: id });
  let written = 0;
  const write = (...texts: string[]) =>
    services.events.addBatch(
      texts.map((msg) => {
        written += 1;
        return { type: "log" as const, task: id, timestamp: 1_000 + written, msg };
      }),
    );
  await write(...Array.from({ length: 200 }, (_, index) => `line ${index}`));
  const { page } = tab;
  await page.goto(at(`/tasks/${id}/console`));
  const box = page.getByRole("region", { name: "Console" });
  await box.getByText("line 199").waitFor();
  await write("10%\r", "50%\r", "100%\r\n", "the end");
  await box.getByText("the end").waitFor();
  expect(await box.getByText("%").allTextContents()).toEqual(["100%"]);
  const belowSight = () =>
    box.evaluate((element) => {
      const { scrollHeight, scrollTop, clientHeight } = element as never as Record<string, number>;
      return Number(scrollHeight) - Number(scrollTop) - Number(clientHeight);
    });
  await expect.poll(belowSight).toBeLessThan(2);
});
