import { readFile } from "node:fs/promises";
import type { Stop } from "../stop.ts";
import type { Walker } from "../walker.ts";

/** The actions in the menu of a task. Each visit goes on where the one before ended. */
export const actions: readonly Stop[] = [
  {
    page: "tag a task",
    async visit(walker) {
      await openErrands(walker);
      await walker.row("errand").click({ button: "right" });
      await walker.part("Add Tag Option").hover();
      await walker.part("Add Tag Option").click();
      await walker.find("input[placeholder='Add Tag']").fill("by hand");
      await walker.click(walker.find(".cdk-overlay-container button:has-text('by hand')"));
      await openErrands(walker);
      return walker.reads("by hand");
    },
  },
  {
    page: "clone a task",
    async visit(walker) {
      await openErrands(walker);
      await walker.choose("errand", "Clone");
      await walker.click(walker.part("CloneButton"));
      return walker.reads("Clone of errand", "DRAFT");
    },
  },
  {
    page: "change a parameter of a draft",
    async visit(walker) {
      await walker.click(walker.find("text=CONFIGURATION"));
      await walker.click(walker.find("text=General"));
      await walker.find("text=steps").hover();
      await walker.click(walker.button("EDIT"));
      await walker.find("input[placeholder='Value'], textarea[placeholder='Value']").fill("5");
      await walker.click(walker.button("SAVE"));
      await walker.page.reload();
      return walker.reads("steps", "5");
    },
  },
  {
    page: "enqueue a task, which an agent runs",
    async visit(walker) {
      await openErrands(walker);
      await walker.choose("Clone of errand", "Enqueue");
      await walker.click(walker.button("ENQUEUE"));
      // An agent looks every five seconds and starts an interpreter; the table refreshes itself every ten.
      await walker.row("Clone of errand").locator(":text('Completed')").waitFor({ timeout: 180_000 });
      return "Pending, then Completed";
    },
  },
  {
    page: "publish a task",
    async visit(walker) {
      await openErrands(walker);
      await walker.choose("errand", "Publish");
      await walker.click(walker.button("PUBLISH"));
      await walker.row("errand").locator(":text('Published')").waitFor();
      return "Published";
    },
  },
  {
    page: "reset a task",
    async visit(walker) {
      await openErrands(walker);
      await walker.choose("Clone of errand", "Reset");
      await walker.click(walker.button("RESET"));
      await walker.row("Clone of errand").locator(":text('Draft')").waitFor();
      return "Draft";
    },
  },
  {
    page: "archive a task",
    async visit(walker) {
      await openErrands(walker);
      await walker.choose("Clone of errand", "Archive");
      await walker.countsRows(1);
      await walker.openTable(`/projects/${walker.id("errands")}/tasks?archive=true`);
      await walker.countsRows(1);
      return walker.reads("Clone of errand");
    },
  },
  {
    page: "delete a task",
    async visit(walker) {
      await walker.choose("Clone of errand", "Delete");
      await walker.click(walker.part("DeleteButton"));
      await walker.row("Clone of errand").waitFor({ state: "hidden" });
      return "gone";
    },
  },
  {
    page: "table of tasks as a file",
    async visit(walker) {
      await openErrands(walker);
      await walker.click(walker.find("[data-id=downloadCSV] button, [data-id=downloadCSV] mat-icon"));
      const [download] = await Promise.all([
        walker.page.waitForEvent("download"),
        walker.find("[data-id=sortByOption]:has-text('Download on screen')").click(),
      ]);
      return download.suggestedFilename();
    },
  },
  {
    page: "table of tasks as a file, made by the server",
    async visit(walker) {
      await openErrands(walker);
      await walker.click(walker.find("[data-id=downloadCSV] button"));
      const [download] = await Promise.all([
        walker.page.waitForEvent("download"),
        walker.find("[data-id=sortByOption]:has-text('Download first')").click(),
      ]);
      const table = await readFile(await download.path(), "utf8");
      if (!table.includes("errand")) {
        throw new Error(`The file does not tell of the task "errand": ${table.slice(0, 200)}`);
      }
      return `${download.suggestedFilename()}, ${table.trimEnd().split("\n").length} lines`;
    },
  },
];

async function openErrands(walker: Walker): Promise<void> {
  await walker.openTable(`/projects/${walker.id("errands")}/tasks`);
}
