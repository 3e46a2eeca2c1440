import type { CallOptions, Connection } from "@clearml-ts/client";
import type { EventType } from "@clearml-ts/protocol";

/** Events asked for in one request. */
const PAGE = 10_000;

/** The addresses of the debug samples of a task, and of the images in its plots. */
export async function sampleFiles(connection: Connection, taskId: string, call: CallOptions): Promise<string[]> {
  const samples = await filesOf(connection, { taskId, type: "training_debug_image" }, call);
  const images = await filesOf(connection, { taskId, type: "plot" }, call);
  return [...samples, ...images];
}

async function filesOf(
  { services }: Connection,
  { taskId: task, type: event_type }: { taskId: string; type: EventType },
  call: CallOptions,
): Promise<Set<string>> {
  const urls = new Set<string>();
  let scroll: string | undefined;
  for (;;) {
    const { events, returned, scroll_id } = await services.events.getTaskEvents(
      { task, event_type, batch_size: PAGE, ...(scroll !== undefined && { scroll_id: scroll }) },
      call,
    );
    for (const event of events) {
      const own = event.type === "plot" ? (event.source_urls ?? []) : "url" in event ? [event.url] : [];
      for (const url of own) {
        urls.add(url);
      }
    }
    if (returned === 0 || scroll_id === undefined) {
      return urls;
    }
    scroll = scroll_id;
  }
}
