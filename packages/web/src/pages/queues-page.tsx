import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { Moment } from "../looks/moment.tsx";
import { Notice } from "../looks/notice.tsx";

/** How often queues and workers are looked at, in milliseconds. */
const EVERY = 2_000;

/** The queues with the tasks that wait in them, and the workers with the tasks that they run. */
export function QueuesPage() {
  const { data: queues, error } = useReply("queues.get_all_ex", {}, { every: EVERY });
  const { data: workers } = useReply("workers.get_all", {}, { every: EVERY });
  return (
    <>
      <h1>Queues</h1>
      {error && <Notice kind="error">{error.message}</Notice>}
      {queues?.queues.map(({ id, name, entries = [] }) => (
        <section key={id}>
          <h2>
            {name} <span class="dim">{entries.length === 0 ? "empty" : `${entries.length} waiting`}</span>
          </h2>
          <ol>
            {entries.map(({ task, added }) => (
              <li key={task?.id}>
                <Link href={`/tasks/${task?.id}`}>{task?.name ?? task?.id}</Link> <Moment at={added} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      <h1>Workers</h1>
      {workers?.workers.length === 0 && (
        <Notice kind="empty">
          No worker. <code>clearml-ts agent --queue default</code> starts one here.
        </Notice>
      )}
      <table class="rows">
        <tbody>
          {workers?.workers.map(({ id, task, queues: served = [], last_activity_time: seen }) => (
            <tr key={id}>
              <td>{id}</td>
              <td>{task ? <Link href={`/tasks/${task.id}`}>{task.name}</Link> : <span class="dim">idle</span>}</td>
              <td class="dim">{served.map(({ name }) => name).join(", ")}</td>
              <td class="number">
                <Moment at={seen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
