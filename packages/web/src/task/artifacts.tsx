import type { ArtifactRecord, JoinedTaskRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import type { TaskPartProps } from "./task-part.ts";

/** The artifacts and models of a task, with previews as they were stored. */
export function Artifacts({ task }: TaskPartProps) {
  const { texts } = useLanguage();
  const artifacts = task.execution?.artifacts ?? [];
  const models = modelsOf(task);
  if (artifacts.length === 0 && models.length === 0) {
    return <Notice kind="empty">{texts.task.noArtifacts}</Notice>;
  }
  return (
    <>
      {models.length > 0 && <h2>{texts.task.models}</h2>}
      <ul>
        {models.map(({ name, id, mode }) => (
          <li key={`${mode} ${id}`}>
            <Link href={`/models/${id}`}>{name}</Link> <span class="dim">{texts.task[mode]}</span> <code>{id}</code>
          </li>
        ))}
      </ul>
      {artifacts.length > 0 && <h2>{texts.task.artifacts}</h2>}
      {artifacts.map((artifact) => (
        <Artifact key={`${artifact.mode} ${artifact.key}`} artifact={artifact} />
      ))}
    </>
  );
}

function Artifact({ artifact }: { artifact: ArtifactRecord }) {
  const { texts, formats } = useLanguage();
  const { key, type, mode, uri, content_size: size, hash, type_data: data } = artifact;
  return (
    <section class="artifact">
      <h3>
        {key}{" "}
        <span class="dim">
          {[type, mode === "input" && texts.task.input, size !== undefined && formats.size(size)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </h3>
      {isOpenable(uri) ? (
        <a href={uri} download>
          {texts.task.download}
        </a>
      ) : (
        <code>{uri}</code>
      )}
      {hash && <code class="dim"> sha256 {hash}</code>}
      {data?.preview && <pre>{data.preview}</pre>}
    </section>
  );
}

/** A browser opens addresses of the web; those of object stores and of other machines' files it cannot. */
function isOpenable(uri: string | undefined): uri is string {
  return uri !== undefined && /^https?:\/\//.test(uri);
}

function modelsOf({ models }: JoinedTaskRecord): { name: string; id: string; mode: "input" | "output" }[] {
  const listed = (mode: "input" | "output") =>
    (models?.[mode] ?? []).map(({ name, model }) => ({ name: model?.name ?? name, id: model?.id ?? "", mode }));
  return [...listed("input"), ...listed("output")];
}
