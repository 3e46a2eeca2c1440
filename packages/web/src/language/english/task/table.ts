import { counting } from "../../counting.ts";

const count = counting("en");

/** Texts of the table of tasks. */
export const table = {
  allTasks: "All tasks",
  search: "Part of name, id or comment",
  filter: "Filter",
  status: "Status",
  tags: "Tags",
  noTag: "No task has a tag.",
  parameter: "Parameter",
  addFilter: "Add the filter",
  removeFilter: (condition: string) => `Take off the filter ${condition}`,
  archived: "archived",
  noTask: "No task is as you asked for.",
  noTaskYet: "No task yet. A program that connects to this server makes one, and it shows here.",
  missing: (id: string) => `There is no project ${id}.`,
  tasks: (tasks: number) => count(tasks, "task", "tasks"),
  tasksAndMore: (tasks: number) => `${count(tasks, "task", "tasks")} and more`,
  added: (tasks: number) => `${count(tasks, "new task", "new tasks")}: show`,
  select: (name: string) => `Select ${name}`,
  selectAll: "Select all that are loaded",
  columns: "Columns",
  findColumn: "Find a metric or parameter",
  addDiffering: "Add parameters that differ",
  moreColumns: (columns: number) => `${count(columns, "more", "more")}: type a part of the name.`,
  differing: "only what differs",
  views: "Views",
  viewName: "Name of this view",
  removeView: (name: string) => `Delete the view ${name}`,
  csv: "CSV",
  columnTitles: {
    status: "Status",
    name: "Name",
    project: "Project",
    type: "Type",
    last_update: "Updated",
    last_iteration: "Iteration",
    active_duration: "Duration",
  },
};
