import { useLayoutEffect, useRef } from "preact/hooks";
import { Link } from "wouter-preact";
import { useLineWindow } from "../in-sight/use-line-window.ts";
import { useLanguage } from "../language/language-context.tsx";
import { AnsiText } from "./ansi-text.tsx";
import type { ConsoleLine } from "./log-lines.ts";

/** In pixels; the style sheet says the same. */
const LINE_HEIGHT = 20;

interface LogBoxProps {
  lines: readonly ConsoleLine[];
  /** The places of the lines to show; all of them when undefined. */
  found: readonly number[] | undefined;
  /** Whether lines can be counted. */
  isWhole: boolean;
  /** The line to show, counted from 1; the end is followed when undefined. */
  line: number | undefined;
  /** The address of this page with another line. */
  addressOf: (line: number) => string;
}

/** Lines of a console, of which those in sight are in the document; the end is followed as long as somebody looks at it. */
export function LogBox({ lines, found, isWhole, line, addressOf }: LogBoxProps) {
  const { texts, formats } = useLanguage();
  const box = useRef<HTMLElement>(null);
  const isFollowing = useRef(line === undefined);
  const count = found?.length ?? lines.length;
  const { first, end } = useLineWindow(box, count, LINE_HEIGHT);
  const isThere = isWhole && line !== undefined && line <= lines.length;
  useLayoutEffect(() => {
    if (box.current && isThere && found === undefined) {
      isFollowing.current = false;
      box.current.scrollTop = (line - 1) * LINE_HEIGHT - box.current.clientHeight / 2;
    }
  }, [line, isThere, found === undefined]);
  useLayoutEffect(() => {
    if (box.current && isFollowing.current && line === undefined) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [count, line]);
  return (
    <section
      class="console"
      ref={box}
      aria-label={texts.console.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: only what has the focus can be scrolled by keys
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isFollowing.current = scrollTop + clientHeight >= scrollHeight - LINE_HEIGHT;
      }}
    >
      <div class="lines" style={{ height: `${count * LINE_HEIGHT}px` }}>
        <div class="window" style={{ top: `${first * LINE_HEIGHT}px` }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, index) => {
            const place = found ? (found[first + index] ?? 0) : first + index;
            const { at, level, text } = lines[place] ?? { at: 0, level: "", text: "" };
            const number = place + 1;
            return (
              <div key={number} class={`line ${level} ${number === line ? "target" : ""}`}>
                {isWhole && (
                  <Link class="line-number" href={addressOf(number)} replace>
                    {number}
                  </Link>
                )}
                <time>{at > 0 && formats.timeOfDay(new Date(at))}</time>
                <span>
                  <AnsiText text={text} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
