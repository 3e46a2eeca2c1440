import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import type { TaskPartProps } from "../task/task-part.ts";
import { artifactQuery, readArtifactState } from "../view-state/task/artifact-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { Artifact } from "./artifact.tsx";
import "./artifacts.css";

/** The artifacts and models of a task. */
export function Artifacts({ task }: TaskPartProps) {
  const { texts } = useLanguage();
  const words = texts.artifacts;
  const [{ opened }, change] = useViewState(readArtifactState, artifactQuery);
  const artifacts = task.execution?.artifacts ?? [];
  const models = modelsOf(task);
  if (artifacts.length === 0 && models.length === 0) {
    return <Notice kind="empty">{words.none}</Notice>;
  }
  return (
    <>
      {models.length > 0 && <h2>{words.models}</h2>}
      <ul class="plain">
        {models.map(({ name, id, mode }) => (
          <li key={`${mode} ${id}`}>
            <Link href={`/models/${id}`}>{name}</Link> <span class="dim">{words[mode]}</span> <code>{id}</code>
          </li>
        ))}
      </ul>
      {models.length > 0 && artifacts.length > 0 && <h2>{words.files}</h2>}
      {artifacts.map((artifact) => (
        <Artifact
          key={`${artifact.mode} ${artifact.key}`}
          artifact={artifact}
          isOpen={opened.includes(artifact.key)}
          onOpen={(isOpen) =>
            change({
              opened: isOpen ? [...opened, artifact.key] : opened.filter((other) => other !== artifact.key),
            })
          }
        />
      ))}
    </>
  );
}

function modelsOf({ models }: JoinedTaskRecord): { name: string; id: string; mode: "input" | "output" }[] {
  const listed = (mode: "input" | "output") =>
    (models?.[mode] ?? []).map(({ name, model }) => ({ name: model?.name ?? name, id: model?.id ?? "", mode }));
  return [...listed("input"), ...listed("output")];
}
