import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { useLanguage } from "../language/language-context.tsx";
import { CHAMPION, FORMER_CHAMPION } from "./main-metric.ts";

/** The tags of a model; that of a champion has a sign of its own. */
export function ModelTags({ tags = [] }: Pick<JoinedModelRecord, "tags">) {
  const { texts } = useLanguage();
  return (
    <>
      {tags.map((tag) =>
        tag === CHAMPION ? (
          <span key={tag} class="tag champion">
            ★ {texts.models.champion}
          </span>
        ) : (
          <span key={tag} class="tag">
            {tag === FORMER_CHAMPION ? texts.models.formerChampion : tag}
          </span>
        ),
      )}
    </>
  );
}
