import type { Format } from '../format.ts';
import alertmanager from './alertmanager.ts';
import compose from './compose.ts';
import dockerfile from './dockerfile.ts';
import kubernetes from './kubernetes.ts';
import page from './page.ts';
import round from './round.ts';
import roundPage from './round-page.ts';
import runbook from './runbook.ts';
import prometheus from './prometheus.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [alertmanager, compose, dockerfile, kubernetes, page, prometheus, round, roundPage, runbook];
