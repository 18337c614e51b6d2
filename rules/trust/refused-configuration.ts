import { defineRule } from '../../src/rule.ts';

const CONFIGURATION = (email: string): string => `route:
  receiver: shop
receivers:
  - name: shop
    email_configs:
${email}`;

export default defineRule({
  id: 'trust/refused-configuration',
  summary: 'Alertmanager does not load the configuration.',
  why: 'One field that it does not know is enough: it does not start, or goes on with what it had loaded before. Nobody hears of any alert by what is written here.',
  help: 'Mend it, and let `amtool check-config` read the file before it is merged.',
  severity: 'error',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['route'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/', 'https://github.com/prometheus/alertmanager#amtool'],
  exceptions:
    'A field of a newer Alertmanager than the one that is known here, of a fork that has its own, or of a file that a program turns into the real one. The values of a chart are not judged. Each alert that it carries is reported where it is defined, by `trust/never-heard`.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: CONFIGURATION(`      - to: duty@shop.test
        from: alerts@shop.test
        smarthost: mail.shop.test:587
        subject: The shop is red
`),
      good: CONFIGURATION(`      - to: duty@shop.test
        from: alerts@shop.test
        smarthost: mail.shop.test:587
        headers: { Subject: The shop is red }
`),
    },
  ],
  *judge({ refused, span }) {
    if (refused) yield { at: refused.at, message: `Alertmanager refuses \`${span.path}\`: ${refused.text}` };
  },
});
