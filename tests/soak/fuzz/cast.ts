import type { ServerAddress } from "../../interop/fixtures/clearml-server.ts";
import { ApiClient } from "../api-client.ts";
import { create } from "./cast-member.ts";
import { createTasks } from "./cast-tasks.ts";

/** The kinds of things that requests name. */
export const ROLES = [
  "task",
  "project",
  "model",
  "queue",
  "report",
  "user",
  "worker",
  "file",
  "scroll",
  "key",
  "prepared",
] as const;

/** A kind of thing that requests name. */
export type Role = (typeof ROLES)[number];

/** The credentials that a request can be signed with. */
export interface Signers {
  /** A key pair of the owner that requests may revoke. */
  readonly spare: { readonly accessKey: string; readonly secretKey: string };
  /** A token of the owner that requests may sign out. */
  readonly token: string;
  /** A token of the owner that signs requests to the file server only, which signs nobody out. */
  readonly files: string;
  /** A token of a user without rights. */
  readonly guest: string;
}

/** The things that the requests of a campaign are about; requests may do away with them, so that they are made anew from time to time. */
export class Cast {
  readonly #address: ServerAddress;
  readonly #members = new Map<Role, string[]>();
  #signers: Signers | undefined;
  #round = 0;

  constructor(address: ServerAddress) {
    this.#address = address;
  }

  /** The id of one of them; the same number means the same one as long as they live. */
  pick(role: Role, number: number): string {
    const ids = this.#members.get(role) ?? [];
    return ids[number % Math.max(1, ids.length)] ?? "nobody";
  }

  get signers(): Signers {
    if (!this.#signers) {
      throw new Error("The cast has to be made before it signs.");
    }
    return this.#signers;
  }

  /** Makes new ones as a normal client does. Rejects when the server refuses one. */
  async renew(): Promise<void> {
    this.#round += 1;
    const client = await ApiClient.login(this.#address);
    const project = await this.#project(client);
    const tasks = await createTasks(client, project);
    const queue = await create(client, "queues.create", { name: `queue ${this.#round}` });
    await client.call("tasks.enqueue", { task: tasks.at(-1), queue, force: true });
    const models = await Promise.all(
      [1, 2, 3].map((index) =>
        create(client, "models.create", {
          name: `model ${index}`,
          uri: `s3://bucket/${index}`,
          project,
          task: tasks[0],
          labels: { a: 1 },
        }),
      ),
    );
    const worker = `host:soak:${this.#round}`;
    await client.call("workers.register", { worker, queues: [queue], timeout: 600 });
    const file = `soak/round-${this.#round}/data.bin`;
    await client.upload(file, new Uint8Array(5000).fill(this.#round));
    const { prepare_id } = await client.call<{ prepare_id: string }>("organization.prepare_download_for_get_all", {
      entity_type: "task",
      only_fields: ["id", "name"],
      field_mappings: [{ field: "id" }, { field: "name" }],
    });
    const { scroll_id } = await client.call<{ scroll_id: string }>("tasks.get_all", {
      scroll_id: null,
      size: 3,
      id: tasks,
    });
    await this.#sign(client);
    const report = await create(client, "reports.create", { name: `report ${this.#round}`, project, report: "# text" });
    this.#set({ project: [project], task: tasks, queue: [queue], model: models, report: [report], worker: [worker] });
    this.#set({ file: [file], prepared: [prepare_id], scroll: [scroll_id], key: [this.signers.spare.accessKey] });
  }

  #set(members: Partial<Record<Role, string[]>>): void {
    // One generation stays: what requests have done to it is not forgotten at once.
    for (const [role, ids] of Object.entries(members) as [Role, string[]][]) {
      this.#members.set(role, [...ids, ...(this.#members.get(role) ?? []).slice(0, ids.length)]);
    }
  }

  async #project(client: ApiClient): Promise<string> {
    const name = `soak ${this.#round}/demo`;
    await create(client, "projects.create", { name, description: "made to be soaked", tags: ["x"] });
    return create(client, "projects.create", { name: `${name}/inner` });
  }

  async #sign(client: ApiClient): Promise<void> {
    const { credentials } = await client.call<{ credentials: { access_key: string; secret_key: string } }>(
      "auth.create_credentials",
    );
    const { token } = await client.call<{ token: string }>("auth.login");
    const { companies } = await client
      .call<{ user: { company: { id: string } } }>("users.get_current_user")
      .then(({ user }) => ({ companies: user.company.id }));
    const guest = await create(client, "auth.create_user", {
      name: `guest ${this.#round}`,
      company: companies,
      email: "guest@example.com",
      role: "guest",
    });
    const { token: guestToken } = await client.call<{ token: string }>("auth.get_token_for_user", { user: guest });
    this.#set({ user: [guest] });
    this.#signers = {
      spare: { accessKey: credentials.access_key, secretKey: credentials.secret_key },
      token,
      files: client.token,
      guest: guestToken,
    };
  }
}
