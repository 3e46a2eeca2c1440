import { useMemo, useState } from "preact/hooks";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { compareFiles, type FileDifference } from "./file-differences.ts";
import type { ListedFile } from "./listed-files.ts";

/** Files drawn at first, and added by each click. */
const ROWS = 200;

interface DifferenceTableProps {
  before: readonly ListedFile[];
  after: readonly ListedFile[];
  /** Text that the names contain. */
  search: string;
}

/** A sign for each kind of difference: colour alone says nothing to many people. */
const SIGNS: Readonly<Record<FileDifference["kind"], string>> = { added: "+", removed: "−", modified: "~" };

/** The files that two versions do not share. */
export function DifferenceTable({ before, after, search }: DifferenceTableProps) {
  const { texts, formats } = useLanguage();
  const words = texts.datasets;
  const [shown, setShown] = useState(ROWS);
  const { differences, same } = useMemo(() => compareFiles(before, after), [before, after]);
  const count = (kind: FileDifference["kind"]) => differences.filter((difference) => difference.kind === kind).length;
  const wanted = search.toLowerCase();
  const found = differences.filter(({ path }) => path.toLowerCase().includes(wanted));
  const size = (file: ListedFile | undefined) => (file?.size === undefined ? "" : formats.size(file.size));
  return (
    <>
      <p class="dim">{words.difference(count("added"), count("removed"), count("modified"), same)}</p>
      {differences.length === 0 && <Notice kind="empty">{words.noDifference}</Notice>}
      {found.length > 0 && (
        <div class="wide">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.columns.changes}</th>
                <th scope="col">{words.fileColumns.path}</th>
                <th scope="col" class="number">
                  {words.fileColumns.before}
                </th>
                <th scope="col" class="number">
                  {words.fileColumns.after}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, shown).map(({ path, kind, before: old, after: now }) => (
                <tr key={path}>
                  <td class={`difference ${kind}`}>{`${SIGNS[kind]} ${words.kinds[kind]}`}</td>
                  <td>{path}</td>
                  <td class="number">{size(old)}</td>
                  <td class="number">{size(now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.length > shown && (
        <button type="button" onClick={() => setShown(shown + ROWS)}>
          {words.moreFiles(shown, found.length)}
        </button>
      )}
    </>
  );
}
