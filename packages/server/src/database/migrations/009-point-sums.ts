import { PointBlock } from "../../services/events/points/point-block.ts";
import { sumOf } from "../../services/events/points/value-sum.ts";
import type { Migration } from "../migration.ts";

/**
 * What the values of a full block of a curve add up to, apart from the block: the means of a long curve are read from its sums and a
 * few of its blocks. The columns that both have hold the same.
 */
export const pointSums: Migration = {
  id: 9,
  name: "point sums",
  up(database) {
    database.exec(`
      CREATE TABLE scalar_sums (
        series INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        count INTEGER NOT NULL,
        earliest INTEGER NOT NULL,
        latest INTEGER NOT NULL,
        sum REAL NOT NULL,
        lost REAL NOT NULL,
        least REAL NOT NULL,
        greatest REAL NOT NULL,
        PRIMARY KEY (series, first)
      ) STRICT, WITHOUT ROWID;
    `);
    const next = database.prepare(
      "SELECT id, series, curve, origins FROM scalar_blocks WHERE id > ? AND count = 200 ORDER BY id LIMIT 256",
    );
    const insert = database.prepare("INSERT INTO scalar_sums VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (let after = 0; ; ) {
      const rows = next.all<{ id: number; series: number; curve: Uint8Array; origins: Uint8Array }>(after);
      for (const { series, curve, origins } of rows) {
        const { first, last, count, earliest, latest, values } = PointBlock.read(curve, origins);
        const sums = sumOf(values);
        if (sums) {
          insert.run(series, first, last, count, earliest, latest, sums.sum, sums.lost, sums.least, sums.greatest);
        }
      }
      const last = rows.at(-1);
      if (!last) {
        return;
      }
      after = last.id;
    }
  },
};
