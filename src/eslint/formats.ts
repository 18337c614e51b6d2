import * as checklyReader from '../formats/common/code/checkly.ts';
import * as cdkReader from '../formats/common/code/cdk.ts';
import * as handlers from '../formats/common/code/handlers.ts';
import * as k6Reader from '../formats/common/code/k6.ts';
import * as journeys from '../formats/common/code/playwright.ts';
import cdk from '../formats/cdk.ts';
import checkly from '../formats/checkly.ts';
import elasticSynthetics from '../formats/elastic-synthetics.ts';
import healthEndpoint from '../formats/health-endpoint.ts';
import k6 from '../formats/k6.ts';
import playwright from '../formats/playwright.ts';
import pulumi from '../formats/pulumi.ts';
import * as pulumiReader from '../formats/pulumi/items.ts';
import type { Format } from '../format.ts';
import * as promql from '../syntax/promql.ts';

/** The formats that read code, each with what it otherwise loads when it claims a file: ESLint does not wait. */
export const codeFormats: ReadonlyMap<Format, unknown> = new Map<Format, unknown>([
  [cdk, cdkReader],
  [checkly, checklyReader],
  [elasticSynthetics, journeys],
  [healthEndpoint, handlers],
  [k6, k6Reader],
  [playwright, journeys],
  [pulumi, { ...pulumiReader, ...promql }],
]);
