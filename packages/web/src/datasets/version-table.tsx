import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Moment } from "../looks/moment.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import type { Version } from "./version.ts";

interface VersionTableProps {
  versions: readonly Version[];
  /** Id of the version that the page is about. */
  current: string;
}

/** The versions of a dataset, the newest first, with what each changed. */
export function VersionTable({ versions, current }: VersionTableProps) {
  const { texts, formats } = useLanguage();
  const { columns, changes, changesMean } = texts.datasets;
  return (
    <div class="wide">
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{columns.version}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col" class="number">
              {columns.files}
            </th>
            <th scope="col" class="number">
              {columns.size}
            </th>
            <th scope="col" class="number" title={changesMean}>
              {columns.changes}
            </th>
            <th scope="col" class="number">
              {columns.created}
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ task, number, files, size, added = 0, removed = 0, modified = 0 }) => (
            <tr key={task.id} aria-current={task.id === current ? "true" : undefined}>
              <td>
                <Link href={`/datasets/${task.id}`}>{number || task.name}</Link>
                {task.tags?.map((tag) => (
                  <span key={tag} class="tag">
                    {tag}
                  </span>
                ))}
              </td>
              <td>
                <StatusMark status={task.status} />
              </td>
              <td class="number">{files}</td>
              <td class="number">{size !== undefined && formats.size(size)}</td>
              <td class="number" title={changesMean}>
                {changes(added, removed, modified)}
              </td>
              <td class="number">
                <Moment at={task.created} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
