import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { datasetQuery, readDatasetState } from "../view-state/dataset-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { FileTable } from "./file-table.tsx";
import { type FilesOfVersion, useFiles } from "./use-files.ts";
import type { Version } from "./version.ts";

interface FilesProps {
  version: Version;
  /** The other versions, the newest first. */
  others: readonly Version[];
}

/** The files of a version, or how they differ from those of another one. */
export function Files({ version, others }: FilesProps) {
  const { texts } = useLanguage();
  const words = texts.datasets;
  const [{ search, against }, change] = useViewState(readDatasetState, datasetQuery);
  const files = useFiles(version.task.id);
  const earlier = useFiles(against);
  const missing =
    files.kind !== "there" ? files : against !== undefined && earlier.kind !== "there" ? earlier : undefined;
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <input
          type="search"
          aria-label={words.findFile}
          placeholder={words.findFile}
          value={search}
          onInput={(event) => change({ search: event.currentTarget.value })}
        />
        <label>
          {words.compareWith}{" "}
          <select
            value={against ?? ""}
            onChange={(event) => change({ against: event.currentTarget.value || undefined })}
          >
            <option value="">{words.nothing}</option>
            {others.map(({ task, number }) => (
              <option key={task.id} value={task.id}>
                {number || task.name}
              </option>
            ))}
          </select>
        </label>
        {against !== undefined && <Link href={`/datasets/${against}/files?against=${version.task.id}`}>⇄</Link>}
      </form>
      {missing && <Missing files={missing} />}
      {files.kind === "there" &&
        (against === undefined ? (
          <FileTable files={files.files} search={search} version={version.task.id} />
        ) : (
          earlier.kind === "there" && <DifferenceTable before={earlier.files} after={files.files} search={search} />
        ))}
    </>
  );
}

/** Says why there is no list, or offers to load a long one. */
function Missing({ files }: { files: FilesOfVersion }) {
  const { texts, formats } = useLanguage();
  switch (files.kind) {
    case "none":
      return <Notice kind="empty">{texts.datasets.noList}</Notice>;
    case "unreadable":
      return <Notice kind="error">{texts.datasets.unreadable}</Notice>;
    case "large":
      return (
        <button type="button" onClick={files.load}>
          {texts.datasets.load(formats.size(files.size))}
        </button>
      );
    default:
      return null;
  }
}
