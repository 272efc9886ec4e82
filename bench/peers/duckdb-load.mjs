// Loads the ASX trades into a DuckDB database file, on one thread: parse, convert Sydney time to UTC, keep durably.
// The rows are the four sample files repeated until there are at least a million, as in `bourse bench tape`.
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const rowsWanted = Number(process.argv[2] ?? 2_000_000);
const samples = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'samples', 'asx', 'trades');
const folder = mkdtempSync(join(tmpdir(), 'duckdb-load-'));
try {
  const text = gunzipSync(readFileSync(join(samples, '7458.csv.gz')));
  const rowsInFile = text.toString('latin1').split('\n').length - 1;
  const csv = join(folder, 'trades.csv');
  writeFileSync(csv, Buffer.concat(Array(Math.ceil(rowsWanted / rowsInFile)).fill(text)));

  const database = await DuckDBInstance.create(join(folder, 'ticks.duckdb'), { threads: '1' });
  const connection = await database.connect();
  await connection.run(`create table trades (time timestamptz, price decimal(18,8), size bigint, conditions integer, off_price boolean)`);
  const start = performance.now();
  await connection.run(`
    insert into trades
    select timezone('Australia/Sydney', strptime(column0 || ' ' || column1, '%m/%d/%Y %H:%M:%S.%g')),
           column2, column3, column4, column5 = 'X'
    from read_csv('${csv}', header = false, columns = {
      'column0': 'varchar', 'column1': 'varchar', 'column2': 'decimal(18,8)', 'column3': 'bigint',
      'column4': 'integer', 'column5': 'varchar', 'column6': 'varchar' })`);
  await connection.run('checkpoint');
  const seconds = (performance.now() - start) / 1000;
  const [[rows, volume]] = (await connection.runAndReadAll('select count(*), sum(size) from trades')).getRows();
  console.log(`DuckDB: ${rows} rows (volume ${volume}) in ${seconds.toFixed(2)} s = ${(Number(rows) / seconds / 1e6).toFixed(2)} M rows/s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
