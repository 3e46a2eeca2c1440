import type { JoinedModelRecord } from "@clearml-ts/protocol";
import { Link } from "wouter-preact";
import { ConfirmedAction } from "../actions/confirmed-action.tsx";
import { PromoteModel } from "../actions/promote-model.tsx";
import { callApi } from "../api/api.ts";
import { useFileAddress } from "../api/file-address.ts";
import { useReply } from "../api/use-reply.ts";
import { monitorsLast } from "../curves/monitors-last.ts";
import { useLanguage } from "../language/language-context.tsx";
import { CodeSamples } from "../looks/code-samples.tsx";
import { CopiedCode } from "../looks/copied-code.tsx";
import { type Fact, Facts } from "../looks/facts.tsx";
import { Loading } from "../looks/loading.tsx";
import { Missing } from "../looks/missing.tsx";
import { Moment } from "../looks/moment.tsx";
import { Problem } from "../looks/problem.tsx";
import { projectTitle } from "../looks/project-title.ts";
import { useTitle } from "../looks/use-title.ts";
import { ChampionHistory } from "../models/champion-history.tsx";
import { CompareModels } from "../models/compare-models.tsx";
import { modelCode } from "../models/model-code.ts";
import { designText } from "../models/model-facts.ts";
import { ModelTags } from "../models/model-tags.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import "../models/models.css";

/** The fields of a model; names of what it refers to come only where they are asked for. */
const FIELDS = [
  ...["name", "uri", "ready", "framework", "design", "labels", "comment", "tags", "system_tags", "metadata"],
  ...["created", "last_update", "last_iteration", "last_metrics"],
  ...["project.name", "task.name", "parent.name", "user.name"],
];

/** A model: its weights, metadata, labels and design, the champions beside it, and another one to compare with. */
export function ModelPage({ id }: { id: string }) {
  const { texts } = useLanguage();
  const words = texts.models;
  const { data, error } = useReply("models.get_all_ex", { id: [id], only_fields: FIELDS });
  const [model] = data?.models ?? [];
  useTitle(model?.name ?? words.title);
  if (error) {
    return <Problem error={error} />;
  }
  if (model === undefined) {
    return data === undefined ? <Loading /> : <Missing>{words.missing(id)}</Missing>;
  }
  const { name, ready, tags, project, metadata = {}, labels = {}, last_metrics: metrics = {} } = model;
  const items = Object.values(metadata);
  const values = monitorsLast(
    Object.values(metrics).flatMap((variants) => Object.values(variants)),
    ({ metric }) => metric,
  );
  const design = designText(model);
  const publish = () => callApi("models.set_ready", { model: id, publish_task: false });
  return (
    <>
      <p class="path">
        <Link href="/models">{words.title}</Link>
        {project?.id !== undefined && (
          <>
            {" · "}
            <Link href={`/models?project=${project.id}`}>{projectTitle(project.name)}</Link>
          </>
        )}
      </p>
      <div class="heading">
        <h1>
          {name} <ModelTags tags={tags ?? []} />
        </h1>
        <div class="tools">
          {ready !== true && (
            <ConfirmedAction title={texts.actions.publish} question={texts.actions.askPublish(name)} onAct={publish}>
              <p>{texts.actions.publishFreezesModel}</p>
            </ConfirmedAction>
          )}
          <PromoteModel model={model} />
        </div>
      </div>
      <div class="beside">
        <div>
          <ChampionHistory model={model} />
          <Pairs
            title={words.metrics}
            pairs={values.map(({ metric, variant, value }) => [`${metric} ${variant}`, value])}
          />
          <Pairs title={words.metadata} pairs={items.map(({ key, value }) => [key, value])} />
          <Pairs title={words.labels} pairs={Object.entries(labels)} />
          {design !== "" && (
            <>
              <h2>{words.design}</h2>
              <pre>
                <LinkedText text={design} />
              </pre>
            </>
          )}
          <h2>{words.use}</h2>
          <CodeSamples samples={modelCode(id)} />
          <h2>{words.compareWith}</h2>
          <CompareModels model={model} />
        </div>
        <ModelFacts model={model} />
      </div>
    </>
  );
}

function ModelFacts({ model }: { model: JoinedModelRecord }) {
  const { texts } = useLanguage();
  const { facts: names, yes } = texts.models;
  const { id, framework, ready, created, last_update, user, task, parent, last_iteration, uri, comment } = model;
  const facts: Fact[] = [
    [names.id, <CopiedCode key="id">{id}</CopiedCode>],
    [names.framework, framework],
    [names.published, ready === true ? yes : undefined],
    [names.made, <Moment key="made" at={created} />],
    [names.updated, last_update && <Moment key="updated" at={last_update} />],
    [names.user, user?.name],
    [names.task, task?.id && <Link href={`/tasks/${task.id}`}>{task.name ?? task.id}</Link>],
    [names.parent, parent?.id && <Link href={`/models/${parent.id}`}>{parent.name ?? parent.id}</Link>],
    [names.iteration, last_iteration || undefined],
    [names.weights, uri && <Weights uri={uri} />],
    [names.comment, comment && <LinkedText key="comment" text={comment} />],
  ];
  return <Facts facts={facts} />;
}

/** The weights: a link where they can be fetched by a browser, and their address. */
function Weights({ uri }: { uri: string }) {
  const { texts } = useLanguage();
  const own = useFileAddress()?.(uri);
  return (
    <>
      {own !== undefined && (
        <>
          <a href={`${own}?download`} download="">
            {texts.models.download}
          </a>{" "}
        </>
      )}
      <CopiedCode>{uri}</CopiedCode>
    </>
  );
}

function Pairs({ title, pairs }: { title: string; pairs: readonly (readonly [string, string | number])[] }) {
  const { formats } = useLanguage();
  if (pairs.length === 0) {
    return null;
  }
  return (
    <>
      <h2>{title}</h2>
      <table class="rows parameters">
        <tbody>
          {pairs.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td title={String(value)}>
                {typeof value === "number" ? formats.measure(value) : <LinkedText text={value} withNames />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
