import { defineFormat } from '../format.ts';

/**
 * Alarms and health checks that a program makes with the AWS CDK, or with cdk-monitoring-constructs: what they read, and the
 * actions that are attached to them anywhere in the project's code.
 */
export default defineFormat({
  id: 'cdk',
  title: 'AWS CDK alarms',
  docs: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudwatch-readme.html',
  globs: ['**/*.{ts,mts,cts,js,mjs,cjs}'],
  looksAround: true,
  sign: /alarm|HealthCheck|\.monitor[A-Z]/i,
  claims: ({ text }) => /['"](?:aws-cdk-lib|@aws-cdk\/|cdk-monitoring-constructs|monocdk)/.test(text),
  parsers: () => import('./common/code/cdk.ts'),
  read: (document, { cdkItems }, around) => cdkItems(document, around),
});
