import type { Stop } from "../stop.ts";
import type { Walker } from "../walker.ts";

const tasksOf = (walker: Walker, project: string) => `/projects/${walker.id(project)}/tasks`;

/** Tables of tasks: paging, order, filters. */
export const tables: readonly Stop[] = [
  {
    page: "tasks",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "experiments"));
      await walker.countsRows(4);
      return walker.reads("slow", "steady", "fast", "waiting", "Completed", "Pending");
    },
  },
  {
    page: "tasks, second page",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "many"));
      await walker.countsRows(40);
      return "40 tasks";
    },
  },
  {
    page: "tasks by name",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "many"));
      await walker.click(walker.find("[data-col-id=name] [data-id=sortTableColumn]"));
      await walker
        .find("tbody tr:first-child :text-is('small 39'), tbody tr:first-child :text-is('small 00')")
        .waitFor();
      await walker.click(walker.find("[data-col-id=name] [data-id=sortTableColumn]"));
      await walker.find("tbody tr:first-child :text-is('small 00')").waitFor();
      return "small 00 first";
    },
  },
  {
    page: "tasks by status",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "experiments"));
      await walker.click(walker.find("[data-col-id=status] [data-id=OpenMenu] button"));
      await walker.click(walker.find("[data-id=FilterOption]:has-text('Pending')"));
      await walker.page.keyboard.press("Escape");
      await walker.countsRows(1);
      const seen = await walker.reads("waiting");
      await walker.click(walker.part("Clear All Filter"));
      await walker.countsRows(4);
      return seen;
    },
  },
  {
    page: "tasks by tag",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "experiments"));
      await walker.click(walker.find("[data-col-id=tags] [data-id=OpenMenu] button"));
      await walker.click(walker.find(".cdk-overlay-container :text-is('fast')"));
      await walker.page.keyboard.press("Escape");
      await walker.countsRows(1);
      await walker.click(walker.part("Clear All Filter"));
      return "fast alone";
    },
  },
  {
    page: "tasks by a part of the name",
    async visit(walker) {
      await walker.openTable(tasksOf(walker, "experiments"));
      await walker.click(walker.part("searchIcon"));
      await walker.part("searchInputField").fill("stea");
      await walker.countsRows(1);
      return walker.reads("steady");
    },
  },
  {
    page: "tasks of all projects",
    async visit(walker) {
      await walker.openTable("/projects/*/tasks");
      return walker.reads("trainModels", "gather", "Walk/Experiments");
    },
  },
];
