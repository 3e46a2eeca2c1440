import type { QueueRecord, ReplyOf, RequestOf } from "@clearml-ts/protocol";
import { daysOf, type UsagePeriod } from "./usage-period.ts";

type UsageRequest = RequestOf<"organization.get_project_usages">;

/** The keys by which usage is broken down. */
export type UsageBreakdown = NonNullable<UsageRequest["breakdown_keys"]>[number];

/** The quantity that is summed up. */
export type UsageField = NonNullable<UsageRequest["usage_fields"]>[number];

type Usages = NonNullable<ReplyOf<"organization.get_project_usages">["projects"]>;
type UsageRow = NonNullable<Usages["total"]>[number];
type Assumption = "cpu_artificial_weights" | "gpu_artificial_weights";

/** One run of a task within a period. */
export interface Run extends Readonly<Record<UsageBreakdown, string | null>> {
  readonly resources: NonNullable<QueueRecord["resources"]>;
  readonly days: readonly { readonly day: number; readonly seconds: number }[];
}

/** Processors and devices of a task, where its queue does not say. */
const DEFAULT_RESOURCES = 1;

/** How runs become the rows of an answer. */
export interface UsageTable {
  readonly by: UsageBreakdown;
  /** Names by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly period: UsagePeriod;
  readonly fields: readonly UsageField[];
}

/** Sums up runs by project, queue or user: in all, and day by day. */
export function usageTable(runs: readonly Run[], { by, names, period, fields }: UsageTable): Required<Usages> {
  const days = daysOf(period);
  const groups = new Map<string | null, Run[]>();
  for (const run of runs) {
    const members = groups.get(run[by]);
    if (members) {
      members.push(run);
    } else {
      groups.set(run[by], [run]);
    }
  }
  const rows = [...groups].map(([id, members]) => {
    const head = { id, name: id === null ? null : (names.get(id) ?? id), ...assumptions(members, fields) };
    const lines = fields.map((field) => [field, amountsByDay(members, field, days.length)] as const);
    return {
      series: { ...head, dates: days.map((day) => day / 1000), ...Object.fromEntries(lines) },
      total: { ...head, ...Object.fromEntries(lines.map(([field, amounts]) => [field, sumOf(amounts)])) },
    };
  });
  rows.sort((left, right) => (left.total.name ?? "").localeCompare(right.total.name ?? ""));
  return { total: rows.map(({ total }) => total), series: rows.map(({ series }) => series) };
}

function amountsByDay(runs: readonly Run[], field: UsageField, length: number): number[] {
  const amounts: number[] = Array(length).fill(0);
  for (const { days, resources } of runs) {
    const weight = field === "duration" ? 1 : (resources[field] ?? DEFAULT_RESOURCES);
    for (const { day, seconds } of days) {
      amounts[day] = (amounts[day] ?? 0) + seconds * weight;
    }
  }
  return amounts;
}

/** Says of which resources it had to be assumed how many there are. */
function assumptions(runs: readonly Run[], fields: readonly UsageField[]): Pick<UsageRow, Assumption> {
  const isAssumed = (field: "cpu_usage" | "gpu_usage") =>
    fields.includes(field) && runs.some(({ resources }) => resources[field] === undefined);
  return {
    ...(isAssumed("cpu_usage") ? { cpu_artificial_weights: true } : {}),
    ...(isAssumed("gpu_usage") ? { gpu_artificial_weights: true } : {}),
  };
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
