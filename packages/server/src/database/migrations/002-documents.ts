import type { Migration } from "../migration.ts";

// CROSS JOIN keeps this order: SQLite would rather read all parameters there are, and all items of the task anew for each of them.
const itemsOf = (row: "old" | "new") => `
  json_each(${row}.doc, '$.hyperparams') AS section CROSS JOIN json_each(section.value) AS item`;

const addParameters = `
  INSERT OR IGNORE INTO parameters (section, name) SELECT section.key, item.key FROM ${itemsOf("new")};
  INSERT INTO task_parameters (parameter, project, task, value)
    SELECT parameters.id, ifnull(new.project, ''), new.id, json_extract(item.value, '$.value')
    FROM ${itemsOf("new")} CROSS JOIN parameters ON parameters.section = section.key AND parameters.name = item.key;`;

const removeParameters = `
  DELETE FROM task_parameters WHERE project = ifnull(old.project, '') AND task = old.id AND parameter IN (
    SELECT parameters.id
    FROM ${itemsOf("old")} CROSS JOIN parameters ON parameters.section = section.key AND parameters.name = item.key
  );`;

/** Tasks, projects, models and queues as documents, workers with an expiry, what is measured of both, files that have to go. */
export const documents: Migration = {
  id: 2,
  name: "documents",
  up(database) {
    // Binary JSON: looking into a document costs a fifth of what it does with text.
    for (const table of ["projects", "models", "queues"]) {
      database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY, doc BLOB NOT NULL) STRICT`);
    }
    database.exec(`
      -- Most of the time goes into counting and listing tasks, of which there are many and each has several pages. Columns hold what
      -- that looks at once more, for indexes: SQLite reads the whole row for the sake of an indexed expression.
      CREATE TABLE tasks (
        id TEXT PRIMARY KEY,
        project ANY, name ANY, status ANY, type ANY, user ANY, parent ANY, started ANY, completed ANY, last_update ANY,
        tags ANY, system_tags ANY, unique_metrics ANY,
        doc BLOB NOT NULL
      ) STRICT;
      CREATE INDEX tasks_by_update ON tasks(last_update, id, status, type, user, system_tags);
      -- The table of a project, and whatever is counted and listed beside it.
      CREATE INDEX tasks_by_project ON tasks(
        project, last_update, id, status, type, user, parent, started, completed, tags, system_tags, name
      );
      CREATE INDEX tasks_by_parent ON tasks(parent, id, project, system_tags);
      CREATE INDEX tasks_by_name ON tasks(name, id, project);

      -- The parameters of all tasks once more: tables of tasks have columns for them, that offer, sort and filter by their values.
      CREATE TABLE parameters (
        id INTEGER PRIMARY KEY,
        section TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (section, name)
      ) STRICT;
      CREATE TABLE task_parameters (
        parameter INTEGER NOT NULL REFERENCES parameters(id),
        project TEXT NOT NULL,
        task TEXT NOT NULL,
        value TEXT,
        PRIMARY KEY (parameter, project, task)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER tasks_inserted AFTER INSERT ON tasks BEGIN ${addParameters} END;
      CREATE TRIGGER tasks_updated AFTER UPDATE ON tasks
        WHEN old.project IS NOT new.project
          OR jsonb_extract(old.doc, '$.hyperparams') IS NOT jsonb_extract(new.doc, '$.hyperparams')
        BEGIN ${removeParameters} ${addParameters} END;
      CREATE TRIGGER tasks_deleted AFTER DELETE ON tasks BEGIN ${removeParameters} END;
    `);
    // Queries write the expressions exactly like this: another spelling would not use the index.
    const at = (field: string) => `json_extract(doc, '$.${field}')`;
    database.exec(`
      CREATE UNIQUE INDEX projects_by_name ON projects(${at("name")});
      CREATE INDEX projects_by_parent ON projects(${at("parent")});

      CREATE INDEX models_by_update ON models(${at("last_update")}, id);
      CREATE INDEX models_by_project ON models(${at("project")}, ${at("last_update")}, id);
      CREATE INDEX models_by_task ON models(${at("task")});
      CREATE INDEX models_by_uri ON models(${at("uri")});
      CREATE INDEX models_by_name ON models(${at("name")}, id);

      CREATE UNIQUE INDEX queues_by_name ON queues(${at("name")});

      CREATE TABLE workers (
        key TEXT PRIMARY KEY,
        doc TEXT NOT NULL,
        expires INTEGER NOT NULL
      ) STRICT;

      -- What workers measured; a task tells that the worker was busy. Kept for some weeks.
      CREATE TABLE worker_measurements (
        worker TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        metric TEXT NOT NULL,
        variant TEXT NOT NULL,
        value REAL NOT NULL,
        task TEXT
      ) STRICT;
      CREATE INDEX worker_measurements_by_time ON worker_measurements(timestamp, metric);

      -- How many tasks waited in a queue, and how long on average, whenever that changed.
      CREATE TABLE queue_measurements (
        queue TEXT NOT NULL,
        timestamp INTEGER NOT NULL,
        length INTEGER NOT NULL,
        waiting REAL NOT NULL
      ) STRICT;
      CREATE INDEX queue_measurements_by_time ON queue_measurements(timestamp);

      -- Files that went away together with their task: removed after the transaction that says so.
      CREATE TABLE files_to_remove (path TEXT PRIMARY KEY, noted INTEGER NOT NULL) STRICT;
    `);
  },
};
