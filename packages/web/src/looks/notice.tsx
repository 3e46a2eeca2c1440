import type { ComponentChildren } from "preact";
import "./notice.css";

/** A line about something that went wrong, or that is not there. */
export function Notice({ kind, children }: { kind: "error" | "empty"; children: ComponentChildren }) {
  return (
    <p class={`notice ${kind}`} role={kind === "error" ? "alert" : undefined}>
      {children}
    </p>
  );
}
