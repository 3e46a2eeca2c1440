import type { JoinedTaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import type { Column } from "./columns.ts";
import { numberColumns } from "./number-columns.ts";

const task = (comment: string): JoinedTaskRecord => ({
  ...{ id: comment, name: comment, type: "training", status: "completed", comment },
});

const column = (key: string, isNumber = false): Column => ({
  ...{ key, title: key, field: "comment", isNumber },
  text: ({ comment = "" }) => comment,
});

test("a parameter whose values are all numbers is a column of numbers, a name is none", () => {
  const columns = [column("name"), column("parameter:Args/lr"), column("metric:a.b", true)];
  const among = (...texts: string[]) => [...numberColumns(texts.map(task), columns)];
  expect(among("0.1", "", "1e-3")).toEqual(["parameter:Args/lr", "metric:a.b"]);
  expect(among("0.1", "auto")).toEqual(["metric:a.b"]);
  expect(among("")).toEqual(["metric:a.b"]);
});
