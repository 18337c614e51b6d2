import { unscraped } from '../../src/reason/servers.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/never-scraped',
  summary: 'The alert reads what its Prometheus does not scrape.',
  why: 'A query that finds no series returns nothing, which looks like health. The alert was copied with the rules, and the exporter or the job never came, or was renamed.',
  help: 'Add the job that delivers it to `scrape_configs`, write its name as the server does, or take the alert out.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config', 'https://github.com/prometheus/prometheus/wiki/Default-port-allocations'],
  exceptions:
    'Only rules that a configuration loads by a path from its own folder, where all its jobs and targets are written in it. Where some are found while it runs, renamed, pushed, federated or written remotely, nothing is said; and a metric is known to be an exporter\'s only for those that show what cannot show itself.',
  examples: [
    {
      format: 'prometheus',
      path: 'rules/mail.yml',
      bad: `groups:
  - name: mail
    rules:
      - alert: MailQueueLong
        expr: postfix_showq_message_age_seconds_count > 100
`,
      good: `groups:
  - name: mail
    rules:
      - alert: ShopQueueLong
        expr: queue_length{job="shop"} > 100
`,
      beside: {
        'prometheus.yml': `rule_files: [rules/*.yml]
scrape_configs:
  - job_name: shop
    static_configs:
      - targets: ['shop:8080']
`,
      },
    },
  ],
  when: (_check, { servers }) => servers.length > 0,
  *judge(check, project) {
    const found = unscraped(check, project);
    if (!found) return;
    const { selector, job, exporter, server, jobs } = found;
    const what = job === undefined ? `\`${selector.metric ?? ''}\` comes from ${exporter?.title ?? 'an exporter'}` : `the job \`${job}\` is asked for`;
    yield {
      at: selector.at,
      message: `\`${check.name}\` reads what is not scraped: ${what}, and ${job === undefined ? 'neither its name nor its port is' : 'it is not'} among the ${jobs === 1 ? 'one job' : `${jobs} jobs`} of \`${server.span.path}\``,
      related: [{ at: server.at, message: 'it loads this rule, and all that it scrapes is written in it' }],
    };
  },
});
