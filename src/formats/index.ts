import type { Format } from '../format.ts';
import alertmanager from './alertmanager.ts';
import azure from './azure.ts';
import compose from './compose.ts';
import datadog from './datadog.ts';
import dockerfile from './dockerfile.ts';
import google from './google.ts';
import kubernetes from './kubernetes.ts';
import page from './page.ts';
import round from './round.ts';
import roundPage from './round-page.ts';
import runbook from './runbook.ts';
import prometheus from './prometheus.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [alertmanager, azure, compose, datadog, dockerfile, google, kubernetes, page, prometheus, round, roundPage, runbook];
