import { Link, Redirect } from "wouter-preact";
import { useProjectIds } from "../api/use-project-ids.ts";
import { useReply } from "../api/use-reply.ts";
import { datasetCode } from "../datasets/dataset-code.ts";
import { Files } from "../datasets/files.tsx";
import { Uses } from "../datasets/uses.tsx";
import { VERSION_FIELDS, type Version, versionOf } from "../datasets/version.ts";
import { VersionTable } from "../datasets/version-table.tsx";
import { useLanguage } from "../language/language-context.tsx";
import { Lineage } from "../lineage/lineage.tsx";
import { CodeSamples } from "../looks/code-samples.tsx";
import { CopiedCode } from "../looks/copied-code.tsx";
import { type Fact, Facts } from "../looks/facts.tsx";
import { Loading } from "../looks/loading.tsx";
import { Missing } from "../looks/missing.tsx";
import { Moment } from "../looks/moment.tsx";
import { Problem } from "../looks/problem.tsx";
import { ProjectLink } from "../looks/project-link.tsx";
import { StatusMark } from "../looks/status-mark.tsx";
import { useTitle } from "../looks/use-title.ts";
import { Plots } from "../plots/plots.tsx";
import { LinkedText } from "../references/linked-text.tsx";
import { Samples } from "../samples/samples.tsx";
import "../datasets/datasets.css";

const TABS = [
  ["", "versions"],
  ["files", "files"],
  ["preview", "preview"],
  ["samples", "samples"],
  ["uses", "uses"],
] as const;

/** The beginning of the plots by which SDKs show lineage and size; the page has tabs and facts for both. */
const OWN_PLOTS = "__Dataset ";

/** A version of a dataset by its id, or the newest one by the id of the dataset's project. */
export function DatasetPage({ id, tab = "" }: { id: string; tab?: string | undefined }) {
  const { data, error } = useReply("tasks.get_all_ex", {
    id: [id],
    only_fields: VERSION_FIELDS,
    search_hidden: true,
  });
  const task = data?.tasks[0];
  if (error) {
    return <Problem error={error} />;
  }
  if (data === undefined) {
    return <Loading />;
  }
  return task === undefined ? <NewestVersion project={id} /> : <VersionPage version={versionOf(task)} tab={tab} />;
}

/** Leads to the version of a dataset that was changed last. */
function NewestVersion({ project }: { project: string }) {
  const { texts } = useLanguage();
  const { data } = useReply("tasks.get_all_ex", {
    ...{ project: [project], system_tags: ["__$all", "dataset"], search_hidden: true },
    ...{ only_fields: ["name"], order_by: ["-last_update"], page: 0, page_size: 1 },
  });
  const [newest] = data?.tasks ?? [];
  if (newest !== undefined) {
    return <Redirect to={`/datasets/${newest.id}`} replace />;
  }
  return data === undefined ? <Loading /> : <Missing>{texts.datasets.missing(project)}</Missing>;
}

function VersionPage({ version, tab }: { version: Version; tab: string }) {
  const { texts } = useLanguage();
  const words = texts.datasets;
  const { task, project, name, number } = version;
  useTitle(`${name} ${number}`);
  const { data } = useReply(
    "tasks.get_all_ex",
    {
      ...{ project: [task.project?.id ?? ""], system_tags: ["__$all", "dataset"], search_hidden: true },
      ...{ only_fields: VERSION_FIELDS, order_by: ["-last_update"], page: 0, page_size: 500 },
    },
    { enabled: task.project?.id !== undefined },
  );
  const projects = useProjectIds([project]);
  const versions = (data?.tasks ?? []).map(versionOf);
  return (
    <>
      <p class="path">
        <Link href="/datasets">{words.title}</Link>
        {" · "}
        <ProjectLink id={projects.get(project)} name={project} />
        {" · "}
        <Link href={`/tasks/${task.id}`}>{words.task}</Link>
      </p>
      <h1>
        {name} {number} <StatusMark status={task.status} />
        {task.tags?.map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
      </h1>
      <nav class="tabs" aria-label={words.parts}>
        {TABS.map(([path, title]) => (
          <Link
            key={path}
            href={`/datasets/${task.id}${path && `/${path}`}`}
            aria-current={path === tab ? "page" : undefined}
          >
            {words[title]}
          </Link>
        ))}
      </nav>
      <Part version={version} versions={versions} tab={tab} />
    </>
  );
}

function Part({ version, versions, tab }: { version: Version; versions: readonly Version[]; tab: string }) {
  const { texts } = useLanguage();
  const { task } = version;
  switch (tab) {
    case "files":
      return <Files version={version} others={versions.filter((other) => other.task.id !== task.id)} />;
    case "preview":
      return <Plots task={task} every={undefined} without={OWN_PLOTS} />;
    case "samples":
      return <Samples task={task} every={undefined} />;
    case "uses":
      return <Uses id={task.id} />;
    default:
      return (
        <div class="beside">
          <div>
            <VersionTable versions={versions} current={task.id} />
            <h2>{texts.datasets.lineage}</h2>
            <Lineage version={version} versions={versions} />
            <h2>{texts.datasets.use}</h2>
            <CodeSamples samples={datasetCode(task.id)} />
          </div>
          <VersionFacts version={version} />
        </div>
      );
  }
}

function VersionFacts({ version: { task, files, size, storedSize } }: { version: Version }) {
  const { texts, formats } = useLanguage();
  const names = texts.datasets.facts;
  const facts: Fact[] = [
    [names.id, <CopiedCode key="id">{task.id}</CopiedCode>],
    [names.made, <Moment key="made" at={task.created} />],
    [names.user, task.user?.name],
    [names.files, files],
    [names.size, size === undefined ? undefined : formats.size(size)],
    [names.stored, storedSize === undefined ? undefined : formats.size(storedSize)],
    [
      names.madeBy,
      task.parent && (
        <Link key="parent" href={`/tasks/${task.parent.id}`}>
          {task.parent.name ?? task.parent.id}
        </Link>
      ),
    ],
    [names.description, task.comment && <LinkedText key="description" text={task.comment} />],
  ];
  return <Facts facts={facts} />;
}
