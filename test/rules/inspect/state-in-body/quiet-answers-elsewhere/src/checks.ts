import { pool } from './db';
export async function checkDatabase(): Promise<boolean> { try { await pool.query('select 1'); return true; } catch { return false; } }
export async function checkRedis(): Promise<boolean> { return true; }
