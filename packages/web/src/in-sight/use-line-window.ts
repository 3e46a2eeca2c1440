import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { type RowWindow, visibleRows } from "./visible-rows.ts";

/** The lines of a box that are in sight, kept up to date while somebody scrolls in it. */
export function useLineWindow(box: RefObject<HTMLElement>, lines: number, lineHeight: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ first: 0, end: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) {
      return;
    }
    const look = () => {
      const { scrollTop: top, clientHeight: height } = element;
      const next = visibleRows({ rows: lines, rowHeight: lineHeight, top, height });
      setShown((last) => (last.first === next.first && last.end === next.end ? last : next));
    };
    look();
    element.addEventListener("scroll", look, { passive: true });
    const resize = new ResizeObserver(look);
    resize.observe(element);
    return () => {
      element.removeEventListener("scroll", look);
      resize.disconnect();
    };
  }, [box, lines, lineHeight]);
  return shown;
}
