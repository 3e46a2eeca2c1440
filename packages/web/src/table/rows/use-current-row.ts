import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "../../keyboard/use-keys.ts";

/** A long table, and the rows of it that are drawn. */
interface DrawnRows {
  rows: number;
  rowHeight: number;
  first: number;
  /** Behind the last one. */
  end: number;
}

/**
 * Walks through the rows of a table by keys: brings the row to the screen and the focus to its link. Returns a function that is told
 * the row when the focus came there otherwise.
 */
export function useCurrentRow(
  body: RefObject<HTMLElement>,
  { rows, rowHeight, first, end }: DrawnRows,
  onSelect: (row: number) => void,
): (row: number) => void {
  const current = useRef(-1);
  /** The row that is to have the focus as soon as it is drawn. */
  const wanted = useRef<number>();
  const focusWanted = () => {
    const link = body.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] a`);
    if (link) {
      wanted.current = undefined;
      link.focus({ preventScroll: true });
    }
  };
  const go = (row: number) => {
    const next = Math.min(rows - 1, Math.max(0, row));
    current.current = next;
    const top = (body.current?.getBoundingClientRect().top ?? 0) + next * rowHeight;
    if (top < rowHeight * 2 || top > innerHeight - rowHeight * 2) {
      scrollBy(0, top - innerHeight / 2);
    }
    wanted.current = next;
    // At once where it is drawn: the next key may come before the table is drawn again.
    focusWanted();
  };
  useKeys({
    next: () => go(current.current + 1),
    previous: () => go(current.current - 1),
    select: () => onSelect(current.current),
  });
  useLayoutEffect(focusWanted, [first, end]);
  return (row) => {
    current.current = row;
  };
}
