import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import type { ListedFile } from "./listed-files.ts";

/** Files drawn at first, and added by each click. */
const ROWS = 200;

interface FileTableProps {
  files: readonly ListedFile[];
  /** Text that the names contain. */
  search: string;
  /** Id of the version that they are of. */
  version: string;
}

/** The files of a version: name, size, and the version that stores them where it is another one. */
export function FileTable({ files, search, version }: FileTableProps) {
  const { texts, formats } = useLanguage();
  const words = texts.datasets;
  const [shown, setShown] = useState(ROWS);
  const wanted = search.toLowerCase();
  const found = files.filter(({ path }) => path.toLowerCase().includes(wanted));
  const size = found.reduce((sum, file) => sum + (file.size ?? 0), 0);
  return (
    <>
      <p class="dim">{words.counted(found.length, formats.size(size))}</p>
      <div class="wide">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.fileColumns.path}</th>
              <th scope="col" class="number">
                {words.fileColumns.size}
              </th>
              <th scope="col">{words.fileColumns.storedIn}</th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, shown).map((file) => (
              <tr key={file.path}>
                <td title={file.hash}>{file.path}</td>
                <td class="number">{file.size !== undefined && formats.size(file.size)}</td>
                <td>
                  {file.link !== undefined ? (
                    <code>{file.link}</code>
                  ) : (
                    file.storedIn !== undefined &&
                    file.storedIn !== version && (
                      <Link href={`/datasets/${file.storedIn}`}>
                        <code>{file.storedIn.slice(0, 8)}</code>
                      </Link>
                    )
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > shown && (
        <button type="button" onClick={() => setShown(shown + ROWS)}>
          {words.moreFiles(shown, found.length)}
        </button>
      )}
    </>
  );
}
