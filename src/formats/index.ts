import type { Format } from '../format.ts';
import alertmanager from './alertmanager.ts';
import azure from './azure.ts';
import backstage from './backstage.ts';
import blackbox from './blackbox.ts';
import cdk from './cdk.ts';
import checkly from './checkly.ts';
import cloudformation from './cloudformation.ts';
import codeowners from './codeowners.ts';
import compose from './compose.ts';
import datadog from './datadog.ts';
import dockerfile from './dockerfile.ts';
import elasticSynthetics from './elastic-synthetics.ts';
import gatus from './gatus.ts';
import google from './google.ts';
import grafana from './grafana.ts';
import grafanaDashboard from './grafana-dashboard.ts';
import healthEndpoint from './health-endpoint.ts';
import k6 from './k6.ts';
import kubernetes from './kubernetes.ts';
import monit from './monit.ts';
import page from './page.ts';
import playwright from './playwright.ts';
import prometheus from './prometheus.ts';
import prometheusServer from './prometheus-server.ts';
import pulumi from './pulumi.ts';
import round from './round.ts';
import roundPage from './round-page.ts';
import runbook from './runbook.ts';
import slo from './slo.ts';
import terraform from './terraform.ts';
import upptime from './upptime.ts';

/** Every format that is read. */
export const formats: readonly Format[] = [
  alertmanager,
  azure,
  backstage,
  blackbox,
  cdk,
  checkly,
  cloudformation,
  codeowners,
  compose,
  datadog,
  dockerfile,
  elasticSynthetics,
  gatus,
  google,
  grafana,
  grafanaDashboard,
  healthEndpoint,
  k6,
  kubernetes,
  monit,
  page,
  playwright,
  prometheus,
  prometheusServer,
  pulumi,
  round,
  roundPage,
  runbook,
  slo,
  terraform,
  upptime,
];
