import type { ArtifactRecord } from "@clearml-ts/protocol";
import { useFileAddress } from "../api/file-address.ts";
import { useLanguage } from "../language/language-context.tsx";
import { FilePreview } from "./file-preview.tsx";
import { previewKind } from "./preview-kind.ts";

interface ArtifactProps {
  artifact: ArtifactRecord;
  /** Whether its file is looked into. */
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** An artifact: its size and hash, the preview that its task stored, and its file where that is in the server's own store. */
export function Artifact({ artifact, isOpen, onOpen }: ArtifactProps) {
  const { texts, formats } = useLanguage();
  const words = texts.artifacts;
  const { key, type, mode, uri = "", content_size: size, hash, type_data: data } = artifact;
  const source = useFileAddress()?.(uri);
  const kind = source === undefined ? undefined : previewKind(source, data?.content_type);
  return (
    <section class="artifact" aria-label={key}>
      <h3>
        {key}{" "}
        <span class="dim">
          {[type, mode === "input" && words.input, size !== undefined && formats.size(size)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </h3>
      <div class="tools">
        {kind && (
          <button type="button" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
            {isOpen ? words.close : words.look}
          </button>
        )}
        {isOpenable(uri) ? (
          <a href={source ?? uri} download="">
            {texts.task.download}
          </a>
        ) : (
          uri !== "" && <code>{uri}</code>
        )}
        {hash && <code class="dim">sha256 {hash}</code>}
      </div>
      {isOpen && kind && source !== undefined ? (
        <FilePreview key={hash} source={source} name={key} kind={kind} />
      ) : (
        data?.preview && <pre>{data.preview}</pre>
      )}
    </section>
  );
}

/** A browser opens addresses of the web; those of object stores and of other machines' files it cannot. */
function isOpenable(uri: string): boolean {
  return /^https?:\/\//.test(uri);
}
