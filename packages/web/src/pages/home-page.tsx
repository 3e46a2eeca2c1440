import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { Champions, useChampions } from "../home/champions.tsx";
import { ConnectLines } from "../home/connect-lines.tsx";
import { ProjectCards, useProjectList } from "../home/project-cards.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { Loading } from "../looks/loading.tsx";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { StatusMark } from "../looks/status-mark.tsx";
import { useTitle } from "../looks/use-title.ts";
import { taskAddress } from "../routes/task-address.ts";

/** How often the lists are asked for, in milliseconds. */
const EVERY = 3_000;

/** The start: tasks that run or ran lately, projects, and how a program connects. */
export function HomePage() {
  const { texts } = useLanguage();
  const { columnTitles: titles } = texts.table;
  useTitle(texts.home.title);
  const tasks = useReply(
    "tasks.get_all_ex",
    {
      order_by: ["-last_update"],
      page: 0,
      page_size: 12,
      search_hidden: true,
      system_tags: ["__$not", "archived"],
      only_fields: ["name", "type", "status", "last_update", "project.name", "system_tags"],
    },
    { every: EVERY },
  );
  const { data, error } = tasks;
  // Below the tasks, all comes at once: nothing jumps from under a hand.
  const isWhole = [tasks, useChampions(), useProjectList()].every(({ data, error }) => data !== undefined || error);
  return (
    <>
      <h1>{texts.home.title}</h1>
      <Problem error={error} />
      {data?.tasks.length === 0 && <Notice kind="empty">{texts.home.noTask}</Notice>}
      {data !== undefined && data.tasks.length > 0 && (
        <div class="wide">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{titles.status}</th>
                <th scope="col">{titles.name}</th>
                <th scope="col">{titles.project}</th>
                <th scope="col">{titles.type}</th>
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
                  <td>
                    {task.project?.id !== undefined && (
                      <Link href={`/projects/${task.project.id}`} class="dim">
                        {projectTitle(task.project.name)}
                      </Link>
                    )}
                  </td>
                  <td class="dim">{task.type}</td>
                  <td class="number">
                    <Moment at={task.last_update} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isWhole ? (
        <>
          <Champions />
          <ProjectCards />
          <h2>{texts.home.connect}</h2>
          <ConnectLines />
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}
