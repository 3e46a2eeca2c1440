import type { RequestOf } from "@clearml-ts/protocol";
import { Attempts } from "./auth/attempts.ts";
import { NameLogin } from "./auth/name-login.ts";
import { Secrets } from "./auth/secrets.ts";
import { isSignInGood } from "./auth/sign-in.ts";
import { Tokens } from "./auth/tokens.ts";
import type { Database } from "./database/driver.ts";
import { GroupCommit } from "./database/group-commit.ts";
import type { FileStore } from "./files/file-store.ts";
import type { Document } from "./query/document-path.ts";
import { FileRemoval } from "./records/file-removal.ts";
import { Listings } from "./records/listing.ts";
import { Records } from "./records/records.ts";
import { Visibility } from "./records/visibility.ts";
import { CredentialStore } from "./services/auth/credentials.ts";
import { PasswordStore } from "./services/auth/passwords.ts";
import { SessionStore } from "./services/auth/sessions.ts";
import { EventStore } from "./services/events/store/event-store.ts";
import { ModelState } from "./services/models/state.ts";
import { ModelStore } from "./services/models/store.ts";
import { ProjectUsages } from "./services/organization/usages.ts";
import { ProjectCleanup } from "./services/projects/cleanup.ts";
import { ProjectStatistics } from "./services/projects/statistics.ts";
import { ProjectStore } from "./services/projects/store.ts";
import { ProjectValues } from "./services/projects/values.ts";
import { QueueMeasurements } from "./services/queues/measurements.ts";
import { QueueSampler } from "./services/queues/sampler.ts";
import { QueueStore } from "./services/queues/store.ts";
import { ReportStore } from "./services/reports/store.ts";
import { SettingsStore } from "./services/server/settings.ts";
import { ServerStatistics } from "./services/server/statistics.ts";
import { ServingContainers } from "./services/serving/containers.ts";
import { ServingMeasurements } from "./services/serving/measurements.ts";
import { TaskParameters } from "./services/tasks/content/parameters.ts";
import { TaskCleanup } from "./services/tasks/deletion/cleanup.ts";
import { TaskResults } from "./services/tasks/deletion/results.ts";
import { TaskLifecycle } from "./services/tasks/status/lifecycle.ts";
import { TaskQueueing } from "./services/tasks/status/queueing.ts";
import { TaskWatchdog } from "./services/tasks/status/watchdog.ts";
import { TaskStore } from "./services/tasks/store.ts";
import { UserStore } from "./services/users/store.ts";
import { WorkerMeasurements } from "./services/workers/measurements.ts";
import { WorkerStore } from "./services/workers/store.ts";
import type { Clock } from "./values/clock.ts";
import { ExpiringStates } from "./values/expiring-states.ts";

/** What a context is made of. */
export interface ContextParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly files: FileStore;
  /** The path of an address on the file server; `undefined` for any other address. */
  readonly filePath: (url: string) => string | undefined;
  /** Whether only this machine can call. */
  readonly local: boolean;
  /** What administrators may read of the configuration. */
  readonly configuration: () => Document;
  /** Told of errors that are nobody's fault but ours; `where` is the endpoint. */
  readonly reportBug: (error: unknown, where: string) => void;
}

/**
 * Everything a handler works with; the only place where stores are wired to each other.
 * A store is a class that takes the database, the clock and the stores it needs.
 */
export class ServerContext {
  readonly database: Database;
  readonly groupCommit: GroupCommit;
  readonly clock: Clock;
  readonly files: FileStore;
  readonly configuration: () => Document;
  readonly reportBug: (error: unknown, where: string) => void;

  readonly settings: SettingsStore;
  readonly users: UserStore;
  readonly credentials: CredentialStore;
  readonly sessions: SessionStore;
  readonly passwords: PasswordStore;
  readonly attempts: Attempts;
  readonly nameLogin: NameLogin;
  readonly tokens: Tokens;
  readonly events: EventStore;

  readonly records: Records;
  readonly listings: Listings;
  readonly fileRemoval: FileRemoval;
  readonly projects: ProjectStore;
  readonly models: ModelStore;
  readonly queues: QueueStore;
  readonly queueMeasurements: QueueMeasurements;
  readonly queueSampler: QueueSampler;
  readonly workers: WorkerStore;
  readonly workerMeasurements: WorkerMeasurements;
  readonly servingContainers: ServingContainers;
  readonly servingMeasurements: ServingMeasurements;
  readonly watchdog: TaskWatchdog;
  readonly tasks: TaskStore;
  readonly parameters: TaskParameters;
  readonly queueing: TaskQueueing;
  readonly lifecycle: TaskLifecycle;
  readonly cleanup: TaskCleanup;
  readonly reports: ReportStore;
  readonly modelState: ModelState;
  readonly projectCleanup: ProjectCleanup;
  readonly statistics: ProjectStatistics;
  /** Lists that are about to be downloaded, for five minutes. */
  readonly downloads: ExpiringStates<RequestOf<"organization.prepare_download_for_get_all">>;
  readonly values: ProjectValues;
  readonly usages: ProjectUsages;
  readonly visibility: Visibility;
  readonly serverStatistics: ServerStatistics;

  constructor({ database, clock, files, filePath, local, configuration, reportBug }: ContextParts) {
    this.database = database;
    this.groupCommit = new GroupCommit(database);
    this.clock = clock;
    this.files = files;
    this.configuration = configuration;
    this.reportBug = reportBug;

    this.settings = new SettingsStore(database);
    this.users = new UserStore(database, clock);
    // One for both, so that all who sign in wait in one queue.
    const secrets = new Secrets();
    this.credentials = new CredentialStore(database, clock, secrets);
    this.sessions = new SessionStore(database, clock);
    this.passwords = new PasswordStore(database, clock, secrets);
    this.attempts = new Attempts(clock);
    this.nameLogin = new NameLogin(() => local && !this.passwords.any);
    this.tokens = new Tokens(this.settings.tokenSecret, clock, {
      sessions: this.sessions,
      isGood: (signIn) =>
        isSignInGood(signIn, {
          isNameEnough: () => this.nameLogin.isOpen,
          isKeyPair: (id) => this.credentials.isCurrent(id),
          isPassword: (id) => this.passwords.isCurrent(id),
        }),
    });
    this.events = new EventStore(database, clock);

    this.records = new Records(database, clock);
    this.listings = new Listings(this.records, this.users, clock);
    this.fileRemoval = new FileRemoval(database, clock, { files, pathOf: filePath, reportBug });
    this.projects = new ProjectStore(this.records);
    this.models = new ModelStore(this.records);
    this.queueMeasurements = new QueueMeasurements(database, clock);
    this.queueSampler = new QueueSampler(this.records, this.queueMeasurements);
    this.workerMeasurements = new WorkerMeasurements(database, clock);
    this.queues = new QueueStore(this.records, (queue) => this.queueMeasurements.add(queue));
    this.tasks = new TaskStore(this.records);
    this.watchdog = new TaskWatchdog(database, this.records, this.tasks);
    this.workers = new WorkerStore(database, this.records, {
      tasks: this.tasks,
      queues: this.queues,
      measurements: this.workerMeasurements,
    });
    this.servingContainers = new ServingContainers(database, clock);
    this.servingMeasurements = new ServingMeasurements(database, clock);
    this.parameters = new TaskParameters(this.records, this.tasks);
    this.queueing = new TaskQueueing(this.records, this.tasks, this.queues);
    this.lifecycle = new TaskLifecycle(this.records, this.tasks, this.queueing, this.models);
    const removeFiles = (urls: readonly string[]) => this.fileRemoval.schedule(urls);
    const { projects, tasks, models, events, queueing, lifecycle } = this;
    const results = new TaskResults(this.records, { events, removeFiles });
    this.cleanup = new TaskCleanup(this.records, { tasks, queueing, results });
    this.reports = new ReportStore(this.records, { tasks, projects, cleanup: this.cleanup });
    this.modelState = new ModelState(this.records, { models, tasks, lifecycle, events, removeFiles });
    this.projectCleanup = new ProjectCleanup(this.records, { projects, events, removeFiles });
    this.downloads = new ExpiringStates(clock, 300_000);
    this.statistics = new ProjectStatistics(this.records);
    this.values = new ProjectValues(this.records, this.listings);
    this.usages = new ProjectUsages(this.records, this.users);
    this.visibility = new Visibility(this.records);
    this.serverStatistics = new ServerStatistics(database, this.records, {
      settings: this.settings,
      users: this.users,
      workers: this.workers,
      fileRemoval: this.fileRemoval,
    });
  }
}
