import { Link } from "wouter-preact";
import { MoveTask } from "../actions/move-task.tsx";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import { useTitle } from "../looks/use-title.ts";

/** How often queues and workers are looked at, in milliseconds. */
const EVERY = 2_000;

/** The queues with the tasks that wait in them, and the workers with the tasks that they run. */
export function QueuesPage() {
  const { texts } = useLanguage();
  const words = texts.queues;
  useTitle(words.title);
  const { data: queues, error } = useReply("queues.get_all_ex", {}, { every: EVERY });
  const { data: workers } = useReply("workers.get_all", {}, { every: EVERY });
  return (
    <>
      <h1>{words.title}</h1>
      <Problem error={error} />
      <div class="queues">
        {queues?.queues.map(({ id, name, entries = [] }) => (
          <section key={id} class="card queue" aria-label={name}>
            <h2>
              {name} <span class="dim">{entries.length === 0 ? words.empty : words.waiting(entries.length)}</span>
            </h2>
            <ol>
              {entries.map(({ task, added }, place) => (
                <li key={task?.id}>
                  <Link href={`/tasks/${task?.id}`}>{task?.name ?? task?.id}</Link>{" "}
                  <span class="dim">
                    <Moment at={added} />
                  </span>
                  {task && entries.length > 1 && (
                    <MoveTask queue={id} task={task} isFirst={place === 0} isLast={place === entries.length - 1} />
                  )}
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
      <h2>{words.workers}</h2>
      {workers?.workers.length === 0 && (
        <Notice kind="empty">
          {words.noWorker} <code>clearml-ts agent --queue default</code>
        </Notice>
      )}
      {workers !== undefined && workers.workers.length > 0 && (
        <div class="wide">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.columns.worker}</th>
                <th scope="col">{words.columns.task}</th>
                <th scope="col">{words.columns.queues}</th>
                <th scope="col" class="number">
                  {words.columns.seen}
                </th>
              </tr>
            </thead>
            <tbody>
              {workers.workers.map(({ id, task, queues: served = [], last_activity_time: seen }) => (
                <tr key={id}>
                  <td>{id}</td>
                  <td>
                    {task ? <Link href={`/tasks/${task.id}`}>{task.name}</Link> : <span class="dim">{words.idle}</span>}
                  </td>
                  <td class="dim">{served.map(({ name }) => name).join(", ")}</td>
                  <td class="number">
                    <Moment at={seen} />
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
