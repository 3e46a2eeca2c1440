import { useEffect, useRef, useState } from "preact/hooks";
import { useReply } from "../api/use-reply.ts";
import { Notice } from "../looks/notice.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { AnsiText } from "./ansi-text.tsx";
import { consoleLines } from "./log-lines.ts";

/** Events asked for at first, and the most that the server answers at once. */
const [FEW, MOST] = [1_000, 10_000];

const moment = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** The console of a task: newest lines at the bottom, followed while somebody looks at the end. */
export function Console({ task, every }: TaskPartProps) {
  const [size, setSize] = useState(FEW);
  const [typed, setTyped] = useState("");
  const { data, error } = useReply(
    "events.get_task_log",
    { task: task.id, batch_size: size, order: "asc", navigate_earlier: true },
    { every },
  );
  const place = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const events = data?.events ?? [];
  const all = consoleLines(events);
  const wanted = typed.toLowerCase();
  const lines = wanted === "" ? all : all.filter(({ text }) => text.toLowerCase().includes(wanted));
  useEffect(() => {
    const box = place.current;
    if (box && isFollowing.current) {
      box.scrollTop = box.scrollHeight;
    }
  }, [lines.length]);
  if (error) {
    return <Notice kind="error">{error.message}</Notice>;
  }
  if (data !== undefined && data.total === 0) {
    return <Notice kind="empty">Nothing was written yet.</Notice>;
  }
  const hidden = (data?.total ?? 0) - events.length;
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label="Find in the console"
          placeholder="Find"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {hidden > 0 && size < MOST && (
          <button type="button" onClick={() => setSize(MOST)}>
            Show earlier lines
          </button>
        )}
        {hidden > 0 && size >= MOST && <span class="dim">{hidden} earlier pieces are not shown.</span>}
        {wanted !== "" && <span class="dim">{lines.length} lines</span>}
      </form>
      <div
        class="console"
        ref={place}
        role="log"
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          isFollowing.current = scrollTop + clientHeight >= scrollHeight - 20;
        }}
      >
        {lines.map(({ at, level, text }, index) => (
          <div key={index} class={`line ${level}`}>
            <time>{at !== undefined && moment.format(at)}</time>
            <span>
              <AnsiText text={text} />
            </span>
          </div>
        ))}
      </div>
    </>
  );
}
