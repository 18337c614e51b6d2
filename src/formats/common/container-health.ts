import type { Timing } from '../../model/index.ts';

/** Docker's own, for health checks of images and services: https://docs.docker.com/reference/dockerfile/#healthcheck */
const DEFAULTS = { every: 30, timeout: 30, failures: 3 };

/** What a health check sets, as written; a setting that is computed elsewhere is null. */
export interface HealthSettings {
  interval?: string | null;
  timeout?: string | null;
  retries?: string | null;
}

export function healthTiming({ interval, timeout, retries }: HealthSettings): Timing {
  const every = interval === undefined ? DEFAULTS.every : goDuration(interval);
  const patience = timeout === undefined ? DEFAULTS.timeout : goDuration(timeout);
  const count = retries === undefined ? DEFAULTS.failures : Number(retries ?? NaN);
  return {
    // 0 stands for the default.
    ...(every !== undefined && { every: every || DEFAULTS.every }),
    ...(patience !== undefined && { timeout: patience || DEFAULTS.timeout }),
    ...(Number.isFinite(count) && { failures: count || DEFAULTS.failures }),
  };
}

const UNITS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 0.001, s: 1, m: 60, h: 3600 };

/** A duration as Go and Compose write it, in seconds: `1m30s`; undefined for anything else. */
export function goDuration(text: string | null): number | undefined {
  if (text === null || !/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$|^0$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(?<!\d)(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) seconds += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  return seconds;
}
