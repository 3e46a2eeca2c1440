import type { Connection } from "@clearml-ts/client";
import type { LogEvent } from "@clearml-ts/protocol";

/** Lines asked for in one request. */
const PAGE = 1000;

/** How the console is read. */
export interface ReadConsoleOptions {
  signal?: AbortSignal;
}

/** Reads a task's console, oldest first, page by page. */
export async function* fetchConsole(
  connection: Connection,
  taskId: string,
  { signal }: ReadConsoleOptions,
): AsyncGenerator<LogEvent> {
  let from: number | undefined;
  for (;;) {
    const { events } = await connection.services.events.getTaskLog(
      {
        task: taskId,
        navigate_earlier: false,
        order: "asc",
        batch_size: PAGE,
        ...(from !== undefined && { from_timestamp: from }),
      },
      signal ? { signal } : {},
    );
    yield* events;
    from = events.at(-1)?.timestamp;
    if (events.length < PAGE || from === undefined) {
      return;
    }
  }
}

/** Reads the newest reports of a task's console, oldest of them first. */
export async function fetchLastConsole(connection: Connection, taskId: string, reports: number): Promise<string[]> {
  const request = { task: taskId, navigate_earlier: true, order: "asc", batch_size: reports } as const;
  const { events } = await connection.services.events.getTaskLog(request);
  return events.map(({ msg }) => msg);
}
