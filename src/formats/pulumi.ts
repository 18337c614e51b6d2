import { defineFormat } from '../format.ts';

/** Alarms, monitors, alert policies and health checks that are resources of a Pulumi program, of AWS, Datadog, Google Cloud and Azure. */
export default defineFormat({
  id: 'pulumi',
  title: 'Pulumi resources',
  docs: 'https://www.pulumi.com/docs/iac/concepts/resources/',
  globs: ['**/*.{ts,mts,cts,js,mjs,cjs}'],
  looksAround: true,
  sign: /['"]@pulumi\/(?:aws|datadog|gcp|azure|azure-native)(?:\/[\w/]+)?['"]/,
  claims: ({ text }) => /Alarm|Alert|Monitor|HealthCheck|SyntheticsTest|UptimeCheck/.test(text),
  parsers: async () => {
    const [items, promql] = await Promise.all([import('./pulumi/items.ts'), import('../syntax/promql.ts')]);
    return { ...items, ...promql };
  },
  read: (document, { pulumiItems, parsePromql }, around) => pulumiItems(document, around, parsePromql),
});
