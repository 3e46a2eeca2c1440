import { keepPreviousData, useQuery } from "@tanstack/preact-query";
import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { lazyPage } from "../routes/lazy-page.tsx";
import { type FileStart, readStart } from "./file-start.ts";
import { isGzip, type PreviewKind } from "./preview-kind.ts";

/** Bytes that are read at first; each click reads as many times more as MORE says. */
const FIRST = 128 * 1024;
const MORE = 4;

/** Bytes that a browser shows without becoming slow. */
const MOST = 8 * 1024 * 1024;

const Grid = lazyPage(async () => (await import("./grid.tsx")).Grid);

interface FilePreviewProps {
  /** Where this page reads it. */
  source: string;
  name: string;
  kind: PreviewKind;
}

/** A file as a picture, or the beginning of it as a table or as text; more of it only when somebody asks for it. */
export function FilePreview({ source, name, kind }: FilePreviewProps) {
  return kind === "picture" ? (
    <img class="artifact-picture" src={source} alt={name} />
  ) : (
    <Beginning source={source} name={name} kind={kind} />
  );
}

interface BeginningProps extends FilePreviewProps {
  kind: "table" | "text";
}

function Beginning({ source, name, kind }: BeginningProps) {
  const { texts, formats } = useLanguage();
  const words = texts.artifacts;
  const [limit, setLimit] = useState(FIRST);
  const { data, error } = useQuery({
    queryKey: ["the beginning of a file", source, limit],
    queryFn: ({ signal }) => readStart(source, { limit, isPacked: isGzip(source), signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  if (error) {
    return <Notice kind="error">{words.unreadable}</Notice>;
  }
  if (data === undefined) {
    return null;
  }
  if (data.text === "") {
    return <Notice kind="empty">{words.emptyFile}</Notice>;
  }
  return (
    <>
      {kind === "table" ? (
        <Grid name={words.contentOf(name)} {...data} />
      ) : (
        <Text name={words.contentOf(name)} {...data} />
      )}
      {!data.isWhole && (
        <p class="tools">
          <span class="dim">{words.beginning(formats.size(limit))}</span>
          {limit * MORE <= MOST && (
            <button type="button" onClick={() => setLimit(limit * MORE)}>
              {words.more}
            </button>
          )}
        </p>
      )}
    </>
  );
}

interface TextProps extends FileStart {
  name: string;
}

function Text({ name, text, isWhole }: TextProps) {
  const shown = useMemo(() => (isWhole ? indented(text) : text), [text, isWhole]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by the arrow keys
    <section class="file-text" tabIndex={0} aria-label={name}>
      <pre>{shown}</pre>
    </section>
  );
}

/** JSON in one line is hard to read; all else stays as it is. */
function indented(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.trimEnd().includes("\n")) {
    return text;
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
