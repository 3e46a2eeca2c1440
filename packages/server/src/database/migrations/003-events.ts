import type { Migration } from "../migration.ts";

/** The events of tasks and models: curves, plots, images, vectors and console lines. */
export const events: Migration = {
  id: 3,
  name: "events",
  up(database) {
    database.exec(`
      -- Names are written once: everything below refers to them by number. The owner is a task or a model.
      CREATE TABLE event_series (
        id INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,
        type TEXT NOT NULL,
        metric TEXT NOT NULL,
        variant TEXT NOT NULL,
        model_event INTEGER NOT NULL,
        UNIQUE (owner, type, metric, variant)
      ) STRICT;

      -- Who sent an event and when it was written, once per request instead of once per event.
      CREATE TABLE event_receipts (
        id INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,
        worker TEXT NOT NULL,
        received INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX event_receipts_by_owner ON event_receipts(owner);

      -- A couple of hundred points of a curve in a row: see PointBlock. Blocks of a series do not overlap; first and last are
      -- iterations, earliest and latest milliseconds.
      CREATE TABLE scalar_blocks (
        id INTEGER PRIMARY KEY,
        series INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        count INTEGER NOT NULL,
        earliest INTEGER NOT NULL,
        latest INTEGER NOT NULL,
        curve BLOB NOT NULL,
        origins BLOB NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX scalar_blocks_by_series ON scalar_blocks(series, first);

      CREATE TABLE scalar_extras (
        series INTEGER NOT NULL,
        iter INTEGER NOT NULL,
        extra TEXT NOT NULL,
        PRIMARY KEY (series, iter)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE log_lines (
        id INTEGER PRIMARY KEY,
        series INTEGER NOT NULL,
        timestamp INTEGER NOT NULL,
        iter INTEGER NOT NULL,
        level ANY,
        msg TEXT,
        receipt INTEGER NOT NULL,
        extra TEXT
      ) STRICT;
      CREATE INDEX log_lines_by_time ON log_lines(series, timestamp);
    `);
    for (const table of ["plots", "debug_images", "vectors"]) {
      database.exec(`
        CREATE TABLE ${table} (
          id INTEGER PRIMARY KEY,
          series INTEGER NOT NULL,
          iter INTEGER NOT NULL,
          key TEXT NOT NULL,
          timestamp INTEGER NOT NULL,
          receipt INTEGER NOT NULL,
          extra TEXT,
          content TEXT,
          UNIQUE (series, iter, key)
        ) STRICT;
      `);
    }
    // An address that was used again hides the older image: that question is asked for every image read.
    database.exec("CREATE INDEX debug_images_by_url ON debug_images(series, content, iter)");
  },
};
