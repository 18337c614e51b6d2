import type { Format } from '../format.ts';
import alertmanager from './alertmanager.ts';
import azure from './azure.ts';
import cloudformation from './cloudformation.ts';
import compose from './compose.ts';
import datadog from './datadog.ts';
import dockerfile from './dockerfile.ts';
import google from './google.ts';
import grafana from './grafana.ts';
import kubernetes from './kubernetes.ts';
import page from './page.ts';
import prometheus from './prometheus.ts';
import roundPage from './round-page.ts';
import round from './round.ts';
import runbook from './runbook.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [alertmanager, azure, cloudformation, compose, datadog, dockerfile, google, grafana, kubernetes, page, prometheus, round, roundPage, runbook];
