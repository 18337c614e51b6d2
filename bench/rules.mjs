// Ten thousand alert rules as a large organisation has them: varied expressions, labels, and texts of a few sentences.

const JOBS = ['checkout', 'payments', 'search', 'billing', 'ledger', 'gateway', 'mailer', 'catalog', 'identity', 'stock'];
const TEAMS = ['storefront', 'money', 'platform', 'data'];

/**
 * Expressions by turns: rates, ratios, quantiles, absence, lamps, joins, ages, predictions; and the label that the texts show.
 * The result has it, but for `absent` of a condition: a hole in one text of ten, so that there is something to report.
 */
const EXPRESSIONS = [
  [(job, n) => `sum by (instance, job) (rate(http_requests_total{job="${job}", code=~"5.."}[5m])) > ${n % 50}`, 'instance'],
  [(job, n) => `sum by (route) (rate(http_requests_total{job="${job}", code=~"5.."}[5m])) / sum by (route) (rate(http_requests_total{job="${job}"}[5m])) > 0.0${(n % 9) + 1}`, 'route'],
  [(job) => `histogram_quantile(0.99, sum by (le, route) (rate(http_request_duration_seconds_bucket{job="${job}"}[10m]))) > 0.75`, 'route'],
  [(job) => `absent(up{job="${job}"} == 1)`, 'job'],
  [(job) => `up{job="${job}"} == 0`, 'instance'],
  [(job, n) => `node_md_disks{state="failed", job="${job}", device="md${n % 8}"} > 0`, 'instance'],
  [(job) => `kube_pod_status_phase{phase="Pending", namespace="${job}"} * on (pod, namespace) group_left (owner) kube_pod_labels{label_app="${job}"} > 0`, 'pod'],
  [(job) => `time() - ${job}_last_success_timestamp_seconds{job="${job}"} > 3600`, 'instance'],
  [(job) => `predict_linear(node_filesystem_avail_bytes{job="${job}", fstype!~"tmpfs|overlay"}[6h], 4 * 3600) < 0 and on (instance, device) node_filesystem_readonly == 0`, 'device'],
  [(job, n) => `(${job}_queue_depth{queue="q${n % 20}"} > 1000 and deriv(${job}_queue_depth{queue="q${n % 20}"}[15m]) > 0) unless on () ${job}_maintenance == 1`, 'queue'],
];

const ACTIONS = [
  'Compare the error rate of the instances and drain the worst with `shopctl drain`.',
  'Check if the database answers; when it does not, call the database team.',
  'Look at the log of the last run: `lease lost` means that the other site has taken over.',
  'Roll back the last release when it is younger than an hour. Otherwise call the owner.',
];

function ruleOf(n) {
  const job = JOBS[n % JOBS.length];
  const [expressionOf, label] = EXPRESSIONS[Math.floor(n / JOBS.length) % EXPRESSIONS.length];
  const expression = expressionOf(job, n);
  return `      - alert: ${job[0].toUpperCase()}${job.slice(1)}Trouble${n}
        expr: ${expression.includes(': ') || expression.startsWith('(') ? `|\n          ${expression}` : expression}
        for: ${(n % 6) * 5 + 5}m
        labels:
          severity: ${n % 3 === 0 ? 'page' : 'ticket'}
          team: ${TEAMS[n % TEAMS.length]}
          service: ${job}
        annotations:
          summary: ${job} on {{ $labels.${label} }} is in trouble (case ${n})
          description: |
            The ${job} service misses its goal: the last reading was {{ $value | humanize }} for {{ $labels.${label} }}.
            ${ACTIONS[n % ACTIONS.length]}
          runbook_url: https://runbooks.shop.internal/${job}/trouble-${n}.html
`;
}

/** A rules file with `count` alerts in groups of a hundred; about 600 bytes an alert. */
export function rulesFile(count) {
  let text = 'groups:\n';
  for (let n = 0; n < count; n += 1) {
    if (n % 100 === 0) text += `  - name: group-${n / 100}\n    interval: 1m\n    rules:\n`;
    text += ruleOf(n);
  }
  return text;
}

/** A runbook of about two kilobytes. */
export function runbookPage(n) {
  const steps = Array.from({ length: 19 }, (_, i) => `${i + 1}. ${ACTIONS[(n + i) % ACTIONS.length]}\n`).join('');
  return `# ${JOBS[n % JOBS.length]} trouble ${n}\n\n## Meaning\n\nOrders are lost while this lasts.\n\n## Diagnosis\n\n${steps}\n## Mitigation\n\nDrain the worst instance:\n\n    shopctl drain ${n}\n\n## Escalation\n\nCall the on-call engineer of team ${TEAMS[n % TEAMS.length]} after 15 minutes.\n`;
}
