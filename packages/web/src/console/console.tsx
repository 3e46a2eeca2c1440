import "./console.css";
import { useMemo } from "preact/hooks";
import { useLocation } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { Problem } from "../looks/problem.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { consoleQuery, readConsoleState } from "../view-state/task/console-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { LogBox } from "./log-box.tsx";
import { findLines } from "./log-lines.ts";
import { useLog } from "./use-log.ts";

/** The console of a task: newest lines at the bottom, followed while somebody looks at the end. */
export function Console({ task, every }: TaskPartProps) {
  const { texts } = useLanguage();
  const words = texts.console;
  const [path] = useLocation();
  const [state, change] = useViewState(readConsoleState, consoleQuery);
  const { find, line, all } = state;
  const { lines, isWhole, isLoaded, hidden, error } = useLog(task.id, every, all || find !== "" || line !== undefined);
  const found = useMemo(() => (find === "" ? undefined : findLines(lines, find)), [lines, find]);
  if (error) {
    return <Problem error={error} />;
  }
  if (isLoaded && lines.length === 0) {
    return <Notice kind="empty">{words.empty}</Notice>;
  }
  return (
    <>
      <div class="tools">
        <input
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={find}
          onInput={(event) => change({ find: event.currentTarget.value })}
        />
        {found && <span class="dim">{words.lines(found.length)}</span>}
        <form
          class="inline"
          onSubmit={(event) => {
            event.preventDefault();
            change({ line: Number(new FormData(event.currentTarget).get("line")), find: "" });
          }}
        >
          <input name="line" type="number" min={1} aria-label={words.line} placeholder={words.line} required />
          <button type="submit">{words.goTo}</button>
        </form>
        {line !== undefined && (
          <button type="button" onClick={() => change({ line: undefined })}>
            {words.follow}
          </button>
        )}
        {hidden > 0 && (
          <button type="button" onClick={() => change({ all: true })}>
            {words.earlier(hidden)}
          </button>
        )}
        <a
          href={`/api/events.download_task_log?${new URLSearchParams({ task: task.id, line_type: "text" })}`}
          download=""
        >
          {texts.task.download}
        </a>
      </div>
      <LogBox
        lines={lines}
        found={found}
        isWhole={isWhole}
        line={line}
        addressOf={(number) => `${path}?${consoleQuery({ ...state, find: "", line: number })}`}
      />
    </>
  );
}
