export * from './check.ts';
export * from './fault.ts';
export * from './finding.ts';
export * from './item.ts';
export * from './observation.ts';
export * from './runbook.ts';
export * from './signal.ts';
export * from './span.ts';
