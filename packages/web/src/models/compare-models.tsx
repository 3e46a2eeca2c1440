import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { useReply } from "../api/use-reply.ts";
import { useLanguage } from "../language/language-context.tsx";
import { Notice } from "../looks/notice.tsx";
import { modelQuery, readModelState } from "../view-state/model-state.ts";
import { useViewState } from "../view-state/use-view-state.ts";
import { comparedFacts } from "./model-facts.ts";

/** Models that are offered to compare with. */
const MOST_OFFERED = 200;

/** Compares a model with another one of its project: all that is recorded of them, or where they differ. */
export function CompareModels({ model }: { model: JoinedModelRecord }) {
  const { texts } = useLanguage();
  const words = texts.models;
  const [{ against, all }, change] = useViewState(readModelState, modelQuery);
  const { data: offers } = useReply("models.get_all_ex", {
    ...(model.project?.id !== undefined && { project: [model.project.id] }),
    ...{ only_fields: ["name", "created"], order_by: ["-created"], page: 0, page_size: MOST_OFFERED },
  });
  const { data } = useReply("models.get_by_id_ex", { id: [against ?? ""] }, { enabled: against !== undefined });
  const other = data?.models.find(({ id }) => id === against);
  return (
    <>
      <form class="tools" onSubmit={(event) => event.preventDefault()}>
        <label>
          {words.compareWith}{" "}
          <select
            value={against ?? ""}
            onChange={(event) => change({ against: event.currentTarget.value || undefined })}
          >
            <option value="">{words.nothing}</option>
            {offers?.models
              .filter(({ id }) => id !== model.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {`${name} (${id.slice(0, 8)})`}
                </option>
              ))}
          </select>
        </label>
        {against !== undefined && (
          <label>
            <input type="checkbox" checked={!all} onChange={(event) => change({ all: !event.currentTarget.checked })} />{" "}
            {words.onlyDifferences}
          </label>
        )}
      </form>
      {other && <Differences one={model} other={other} all={all} />}
    </>
  );
}

interface DifferencesProps {
  one: JoinedModelRecord;
  other: JoinedModelRecord;
  /** Whether equal facts are shown too. */
  all: boolean;
}

function Differences({ one, other, all }: DifferencesProps) {
  const { texts } = useLanguage();
  const { facts, metadata, labels, metrics, design, noDifference } = texts.models;
  const parts = { ...facts, tags: texts.actions.newTag, metadata, labels, metrics, design };
  const [left, right] = [comparedFacts(one, parts), comparedFacts(other, parts)];
  const names = [...new Set([...left.keys(), ...right.keys()])].filter(
    (name) => all || left.get(name) !== right.get(name),
  );
  if (names.length === 0) {
    return <Notice kind="empty">{noDifference}</Notice>;
  }
  return (
    <div class="wide">
      <table class="rows compared-models">
        <thead>
          <tr>
            <td />
            <th scope="col">{one.name}</th>
            <th scope="col">
              <Link href={`/models/${other.id}`}>{other.name}</Link>
            </th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{left.get(name)}</td>
              <td>{right.get(name)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
