import { Task } from "@clearml-ts/tasks";
import { base64url } from "jose";

// A program of TypeScript with a package of its workspace and one from npm.
await using task = await Task.init({ project: "interop/agent", name: "train" });
const { rate } = await task.connect({ rate: 0.5 });
task.logger.reportSingleValue("rate", rate);
console.log(
  `${new TextDecoder().decode(base64url.decode("dHJhaW5pbmc"))} at a rate of ${rate} ${process.argv.slice(2).join(" ")}`,
);
