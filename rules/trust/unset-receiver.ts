import { defineRule, type Project } from '../../src/rule.ts';

/** The contact point that Grafana makes by itself; it mails to `<example@email.com>`. https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/ */
const MADE_BY_GRAFANA = 'grafana-default-email';

export default defineRule({
  id: 'trust/unset-receiver',
  summary: 'The check sends to a receiver that nobody has set up.',
  why: 'It fires, and what it says is refused or goes to an address that belongs to nobody. Whoever wrote it believes that people are told.',
  help: 'Declare a contact point of that name with somebody behind it, or send to one that is declared.',
  severity: 'warning',
  confidence: 'likely',
  presets: ['recommended', 'strict'],
  on: ['alert'],
  references: [
    'https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/',
    'https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/',
  ],
  exceptions: 'Contact points that were made by hand in Grafana are in no file. Where none was read at all, only a rule that names the one that Grafana makes by itself is reported; a route that leads there is a question.',
  examples: [
    {
      format: 'grafana',
      path: 'alerting/pumps.yaml',
      bad: exampleOf('grafana-default-email'),
      good: exampleOf('plant-pager'),
      beside: {
        'alerting/people.yaml': 'apiVersion: 1\ncontactPoints:\n  - name: plant-pager\n    receivers:\n      - { uid: pager, type: pagerduty, settings: { integrationKey: $PAGER_KEY } }\n',
      },
    },
  ],
  when: ({ audience: { system }, format, state }) => (system ?? format) === 'grafana' && state.is === 'enabled',
  *judge(check, project) {
    const { receiver: named } = check.audience;
    const reach = project.reach(check);
    const stops = reach ? [...reach.surely, ...reach.maybe] : [];
    if (!reach || reach.elsewhere !== undefined || stops.length === 0 || stops.some(({ receiver }) => receiver)) return;
    const names = [...new Set(stops.map(({ name }) => name))];
    const [route] = stops.flatMap(({ routes }) => routes);
    const related = route ? [{ at: route.at, message: 'this policy sends it there' }] : [];
    const at = named?.at ?? check.at;
    if (names.every((name) => name === MADE_BY_GRAFANA)) {
      yield {
        at,
        message: `\`${check.name}\` goes to \`${MADE_BY_GRAFANA}\`, which no file that was read sets up: as Grafana makes it, it mails to \`<example@email.com>\``,
        related,
        ...(!named && { confidence: 'ask' }),
      };
      return;
    }
    const declared = declaredIn(project);
    if (declared.length === 0) return;
    yield { at, message: `\`${check.name}\` goes to ${names.map((name) => `\`${name}\``).join(' or ')}, and the contact points that were read are ${declared.slice(0, SHOWN).join(', ')}${declared.length > SHOWN ? ', …' : ''}`, related };
  },
});

const SHOWN = 5;

function declaredIn({ receivers }: Project): string[] {
  return [...new Set(receivers.filter(({ system }) => system === 'grafana').map(({ name }) => `\`${name}\``))];
}

function exampleOf(receiver: string): string {
  return `apiVersion: 1
groups:
  - name: pumps
    folder: Plant
    rules:
      - title: Pump fault
        condition: C
        notification_settings: { receiver: ${receiver} }
        data:
          - refId: A
            datasourceUid: prom
            model: { expr: pump_fault_state }
          - refId: C
            datasourceUid: __expr__
            model: { type: threshold, expression: A, conditions: [{ evaluator: { type: gt, params: [0] } }] }
`;
}
