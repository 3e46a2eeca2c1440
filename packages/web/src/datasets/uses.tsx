import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { ProjectLink } from "../looks/project-link.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { StatusMark } from "../looks/status-mark.tsx";
import { taskAddress } from "../routes/task-address.ts";
import { parameterField } from "../table/columns/columns.ts";

/** Parameters that are looked into. */
const MOST_PARAMETERS = 200;

/** The tasks that used a version: Python notes its id in a runtime property, and steps of pipelines have it as a parameter. */
export function Uses({ id }: { id: string }) {
  const { texts } = useLanguage();
  const words = texts.datasets;
  const { columnTitles: titles } = texts.table;
  const { data: parameters } = useReply("projects.get_hyper_parameters", { page: 0, page_size: MOST_PARAMETERS });
  const fields = ["runtime.datasets", ...(parameters?.parameters ?? []).map(parameterField)];
  const { data, error } = useReply(
    "tasks.get_all_ex",
    {
      _any_: { fields, pattern: `^${id}$` },
      only_fields: ["name", "type", "status", "system_tags", "last_update", "project.name"],
      order_by: ["-last_update"],
      search_hidden: true,
      page: 0,
      page_size: 100,
    },
    { enabled: parameters !== undefined },
  );
  return (
    <>
      <p class="dim">{words.usedHow}</p>
      <Problem error={error} />
      {data?.tasks.length === 0 && <Notice kind="empty">{words.noUse}</Notice>}
      {data !== undefined && data.tasks.length > 0 && (
        <div class="wide">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{titles.status}</th>
                <th scope="col">{titles.name}</th>
                <th scope="col">{titles.project}</th>
                <th scope="col" class="number">
                  {titles.last_update}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.tasks.map((task) => (
                <tr key={task.id}>
                  <td>
                    <StatusMark status={task.status} />
                  </td>
                  <td>
                    <Link href={taskAddress(task)}>{task.name}</Link>
                  </td>
                  <td class="dim">
                    <ProjectLink id={task.project?.id} name={projectTitle(task.project?.name)} class="dim" />
                  </td>
                  <td class="number">
                    <Moment at={task.last_update} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
