import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type RowWindow, visibleRows } from "./visible-rows.ts";

/** The rows of a table that are in sight, kept up to date while somebody scrolls. */
export function useVisibleRows(body: RefObject<HTMLElement>, rows: number, rowHeight: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ first: 0, end: Math.min(rows, 60) });
  useEffect(() => {
    const look = () => {
      const top = -(body.current?.getBoundingClientRect().top ?? 0);
      const next = visibleRows({ rows, rowHeight, top, height: innerHeight });
      setShown((last) => (last.first === next.first && last.end === next.end ? last : next));
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  }, [body, rows, rowHeight]);
  return shown;
}
