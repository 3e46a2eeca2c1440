import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import { shownReason } from "./shown-reason.ts";

/** Why a task failed or was aborted, in the words of whoever ended it, with the way to its console; a long message is folded. */
export function EndReason({ task }: { task: JoinedTaskRecord }) {
  const { texts } = useLanguage();
  const { id, status, status_reason: reason = "", status_message: message = "" } = task;
  if (status !== "failed" && status !== "stopped") {
    return null;
  }
  const { text, isCut } = shownReason(reason, message);
  if (text === "") {
    return null;
  }
  return (
    <>
      <Notice kind={status === "failed" ? "error" : "empty"}>
        <LinkedText text={text} /> <Link href={`/tasks/${id}/console`}>{texts.task.seeConsole}</Link>
      </Notice>
      {isCut && (
        <details>
          <summary>{texts.task.wholeMessage}</summary>
          <pre class="wrapped">{message || reason}</pre>
        </details>
      )}
    </>
  );
}
