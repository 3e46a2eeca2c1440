import { type ReplyOf, results, type ServingReport } from "@clearml-ts/protocol";
import type { Database } from "../../database/driver.ts";
import { ApiFailure } from "../../errors.ts";
import { type Clock, formatDate } from "../../values/clock.ts";
import { known } from "../../values/known.ts";
import { averageOf } from "./charts.ts";

/** Seconds without a sign of life after which a container is forgotten. */
const DEFAULT_TIMEOUT = 600;

/** The description that a container gives of itself; sizes are kept as text. */
export interface ContainerDescription extends ServingReport {
  readonly input_size?: string;
}

/** The description of a container, and how much it has served. */
export interface ContainerReport extends ContainerDescription {
  readonly uptime_sec?: number;
  readonly requests_num?: number;
  readonly requests_min?: number;
  readonly latency_ms?: number;
  readonly cpu_count?: number;
  readonly gpu_count?: number;
}

interface StoredContainer extends ContainerReport {
  readonly register_time: string;
  /** Seconds. */
  readonly register_timeout: number;
  readonly last_activity_time: string;
}

/** The containers that serve models and reported lately. */
export class ServingContainers {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Signs a container on; what was known about one with its id is forgotten. */
  register(report: ContainerReport, timeout = DEFAULT_TIMEOUT): void {
    const now = formatDate(this.#clock());
    this.#save({ ...report, register_time: now, register_timeout: timeout, last_activity_time: now });
  }

  /** Notes a sign of life; a container that is not known is signed on by it. */
  report(report: ContainerReport): void {
    const [known] = this.#find("id = ?", report.container_id);
    const now = formatDate(this.#clock());
    this.#save({
      ...report,
      register_time: known?.register_time ?? now,
      register_timeout: known?.register_timeout ?? DEFAULT_TIMEOUT,
      last_activity_time: now,
    });
  }

  /** Signs a container off; an unknown one is not an error. */
  unregister(id: string): void {
    this.#database.prepare("DELETE FROM serving_containers WHERE id = ?").run(id);
  }

  /** The addresses at which models are served, each with what its containers have done together. */
  endpoints(): ReplyOf<"serving.get_endpoints">["endpoints"] {
    const byUrl = new Map<string, StoredContainer[]>();
    for (const container of this.#find("true")) {
      const { endpoint_url: url } = container;
      if (url !== undefined) {
        byUrl.set(url, [...(byUrl.get(url) ?? []), container]);
      }
    }
    return [...byUrl].map(([url, containers]) => ({
      ...headOf(containers),
      url,
      instances: containers.length,
      requests: valuesOf(containers, "requests_num").reduce((sum, value) => sum + value, 0),
      ...known({
        requests_min: rounded(averageOf(valuesOf(containers, "requests_min")), 2),
        latency_ms: rounded(averageOf(valuesOf(containers, "latency_ms")), 0),
      }),
      ...lastSignOf(containers),
    }));
  }

  /** The containers that have no address yet. */
  loading(): ReplyOf<"serving.get_loading_instances">["instances"] {
    const now = this.#clock().getTime();
    return this.#find("true")
      .filter(({ endpoint_url }) => endpoint_url === undefined)
      .map((container) => ({
        id: container.container_id,
        ...modelOf(container),
        ...known({ uptime_sec: container.uptime_sec }),
        age_sec: Math.floor((now - Date.parse(container.register_time)) / 1000),
        last_update: container.last_activity_time,
      }));
  }

  /** One address and its containers. @throws {@link ApiFailure} 400/1052 when there are none. */
  details(url: string): ReplyOf<"serving.get_endpoint_details"> {
    const containers = this.#find("json_extract(doc, '$.endpoint_url') = ?", url);
    const [first] = containers;
    if (!first) {
      throw new ApiFailure(results.noContainersForUrl, { fields: { url } });
    }
    return {
      ...modelOf(first),
      url,
      ...lastSignOf(containers),
      instances: containers.map((container) => ({
        id: container.container_id,
        ...known({
          uptime_sec: container.uptime_sec,
          requests: container.requests_num,
          requests_min: container.requests_min,
          latency_ms: container.latency_ms,
        }),
        last_update: container.last_activity_time,
        reference: [...(container.reference ?? [])],
        cpu_count: container.cpu_count ?? 0,
        gpu_count: container.gpu_count ?? 0,
      })),
    };
  }

  #find(condition: string, ...values: string[]): StoredContainer[] {
    return this.#database
      .prepare(`SELECT doc FROM serving_containers WHERE ${condition} AND expires > ? ORDER BY id`)
      .all<{ doc: string }>(...values, this.#clock().getTime())
      .map(({ doc }) => JSON.parse(doc));
  }

  #save(container: StoredContainer): void {
    const now = this.#clock().getTime();
    this.#database.prepare("DELETE FROM serving_containers WHERE expires <= ?").run(now);
    this.#database
      .prepare("INSERT OR REPLACE INTO serving_containers (id, doc, expires) VALUES (?, ?, ?)")
      .run(container.container_id, JSON.stringify(container), now + container.register_timeout * 1000);
  }
}

function headOf([first]: readonly StoredContainer[]) {
  return known({ endpoint: first?.endpoint_name, model: first?.model_name });
}

function modelOf(container: StoredContainer) {
  const { model_source, model_version, preprocess_artifact, input_type, input_size } = container;
  const optional = known({ model_source, model_version, preprocess_artifact, input_type, input_size });
  return { ...headOf([container]), ...optional };
}

/** The longest that one of the containers runs, and when one of them was last heard of. */
function lastSignOf(containers: readonly StoredContainer[]) {
  const uptimes = valuesOf(containers, "uptime_sec");
  const signs = containers.map((container) => container.last_activity_time).sort();
  return known({ uptime_sec: uptimes.length > 0 ? Math.max(...uptimes) : undefined, last_update: signs.at(-1) });
}

type Amount = "uptime_sec" | "requests_num" | "requests_min" | "latency_ms";

function valuesOf(containers: readonly StoredContainer[], amount: Amount): number[] {
  return containers.flatMap((container) => container[amount] ?? []);
}

function rounded(value: number | undefined, digits: number): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(digits));
}
