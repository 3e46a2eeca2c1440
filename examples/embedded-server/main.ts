import assert from "node:assert/strict";
import { connect, startServer, Task } from "clearml-ts";

// A whole ClearML inside this process, in memory and without a port: for tests, notebooks and programs that keep to themselves.
await using server = await startServer({ database: ":memory:", listen: false });
await using connection = await connect({ ...server.credentials, fetch: server.fetch });

await using task = await Task.init({ project: "Examples", name: "embedded" }, { connection });
task.logger.reportSingleValue("answer", 42);
await task.flush();

// Every endpoint of the API is a typed method besides.
const { projects } = await connection.services.projects.getAll({ name: "^Examples$" });
assert.equal(projects.length, 1);
assert.deepEqual(await task.getReportedSingleValues(), { answer: 42 });
console.log(`Task ${task.id} lives as long as this program.`);
