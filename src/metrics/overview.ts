/** The company at a glance over a run's history file: status mix, migration, whale curve, money at risk. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted } from './sql-files.ts';

export interface Overview {
  statusMix(historyFile: string): Promise<MixRow[]>;
}
export interface MixRow { monthEnd: string; }
export function overviewReads(connection: DuckDBConnection): Overview {
  return { statusMix: async (file) => { void connection; void quoted(file); return []; } };
}
