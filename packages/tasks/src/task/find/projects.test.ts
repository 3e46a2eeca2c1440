import { expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import type { ListProjectsOptions } from "../../projects.ts";
import { Task } from "../task.ts";

test("projects are listed by pattern and tags, and the project of a task is read whole", async () => {
  const { connection } = await liveConnection({ own: true });
  const { projects } = connection.services;
  await projects.create({ name: "shop/shoes", tags: ["red"], description: "of leather" });
  await projects.create({ name: "shop/hats", tags: ["red", "round"] });
  await projects.create({ name: "shop/hidden", system_tags: ["hidden"] });
  await projects.create({ name: "garden" });
  const names = async (options: ListProjectsOptions) => {
    const found: string[] = [];
    for await (const { name } of Task.getProjects({ pageSize: 2, ...options }, { connection })) {
      found.push(name);
    }
    return found.sort();
  };
  expect(await names({ namePattern: "^shop" })).toEqual(["shop", "shop/hats", "shop/shoes"]);
  expect(await names({ namePattern: "^shop", includeHidden: true })).toHaveLength(4);
  expect(await names({ tags: ["red", "-round"] })).toEqual(["shop/shoes"]);
  expect(await names({ filter: { basename: "^hats$" } })).toEqual(["shop/hats"]);

  const task = await Task.create({ project: "shop/shoes", name: "measure" }, { connection });
  expect(await task.getProjectObject()).toMatchObject({
    id: task.project.id,
    name: "shop/shoes",
    description: "of leather",
  });
  expect(task.lastWorker).toBeUndefined();
  await connection.services.workers.register({ worker: "host:0", timeout: 600 });
  await connection.services.tasks.started({ task: task.id });
  await connection.services.workers.statusReport({ worker: "host:0", task: task.id, timestamp: Date.now() });
  expect((await task.reload()).lastWorker).toBe("host:0");
});
