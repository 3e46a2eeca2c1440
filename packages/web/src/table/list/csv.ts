import { callApi } from "../../api/api.ts";
import type { Column } from "../columns/columns.ts";
import type { TaskListRequest } from "./task-list.ts";

/** Has the server write the tasks of a table as CSV, as many as there are, and downloads it. */
export async function downloadCsv(request: TaskListRequest, columns: readonly Column[]): Promise<void> {
  const { page: _, page_size: __, ...query } = request;
  const titles = columns.map(({ title }) => title);
  const mappings = columns.map(({ field, title }) => ({
    field,
    // A metric and a parameter may have one title, which the server refuses.
    name: titles.indexOf(title) === titles.lastIndexOf(title) ? title : field,
  }));
  const { prepare_id: id } = await callApi("organization.prepare_download_for_get_all", {
    ...query,
    entity_type: "task",
    only_fields: ["id", ...columns.map(({ field }) => field)],
    field_mappings: [{ field: "id", name: "id" }, ...mappings],
  });
  const link = document.createElement("a");
  link.href = `/api/organization.download_for_get_all?${new URLSearchParams({ prepare_id: id })}`;
  link.download = "";
  link.click();
}
