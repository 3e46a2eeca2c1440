import { connect } from "@clearml-ts/client";
import { Dataset } from "@clearml-ts/datasets";

// Makes a version of the files of a folder, or goes on with one that it had begun, or copies it to this machine. Each line
// that it prints says how far it is.

const [, , verb = "", argument = ""] = process.argv;
const say = (line: string) => process.stdout.write(`${line}\n`);
const connection = await connect();
const where = { connection };
/** About twenty zips. */
const upload = { chunkSize: 1 / 16, compress: false, preview: false, onProgress: () => say("progress") };

if (verb === "begin") {
  const dataset = await Dataset.create({ project: "soak", name: "killed" }, where);
  say(`id ${dataset.id}`);
  await dataset.addFiles(argument, { onProgress: () => say("progress") });
  await dataset.upload(upload);
  await dataset.finalize();
} else if (verb === "go-on") {
  const dataset = await Dataset.get({ id: argument }, where);
  const [, , , , folder = ""] = process.argv;
  if (!dataset.isFinal) {
    // Files whose addition was not written down are added now; the others are there already.
    await dataset.addFiles(folder);
    await dataset.upload(upload);
    await dataset.finalize();
  }
} else {
  const dataset = await Dataset.get({ id: argument }, where);
  const options = { force: true, onProgress: () => say("progress") };
  say(`folder ${await dataset.getLocalCopy(options)}`);
}
await connection.close();
say("done");
