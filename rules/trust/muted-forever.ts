import type { Evidence, Interval, Route } from '../../src/model/index.ts';
import { defineRule, type Project } from '../../src/rule.ts';

export default defineRule({
  id: 'trust/muted-forever',
  summary: 'The alert is muted, and nothing ends it.',
  why: 'Somebody wanted quiet for a night. It is quiet for good, and the next fault makes no sound.',
  help: 'Give the mute an end and a reason, or take the check out.',
  severity: 'error',
  confidence: 'proven',
  presets: ['recommended', 'strict'],
  on: ['alert', 'synthetic', 'route'],
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#time_interval', 'https://prometheus.io/docs/alerting/latest/configuration/#route'],
  exceptions: 'A check that is switched off, instead of muted, is taken to be meant so. A route on which nobody would be told is not reported.',
  examples: [
    {
      format: 'alertmanager',
      path: 'alertmanager.yml',
      bad: `route:
  receiver: chat
  routes:
    - matchers: [team="shop"]
      receiver: pager
      mute_time_intervals: [nights]
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
time_intervals:
  - name: nights
    time_intervals:
      - times: [{ start_time: '00:00', end_time: '24:00' }]
`,
      good: `route:
  receiver: chat
  routes:
    - matchers: [team="shop"]
      receiver: pager
      mute_time_intervals: [nights]
receivers:
  - name: chat
    slack_configs: [{ channel: '#shop', api_url_file: /etc/alertmanager/slack }]
  - name: pager
    pagerduty_configs: [{ routing_key_file: /etc/alertmanager/pagerduty }]
time_intervals:
  - name: nights
    time_intervals:
      - times: [{ start_time: '00:00', end_time: '06:00' }]
`,
    },
  ],
  when: (subject) => subject.kind === 'route' || subject.state.is === 'muted',
  *judge(subject, project) {
    if (subject.kind === 'route') {
      const mute = muteOf(subject, project);
      if (!mute || project.routing.receiverOf(subject)?.recipients.length === 0) return;
      const { by, interval, because } = mute;
      yield { at: by.at, message: `the route to \`${subject.receiver}\` is never heard: ${because}`, related: [{ at: interval.at, message: 'the interval' }] };
      return;
    }
    const { name, state } = subject;
    if (state.is !== 'muted' || state.until !== undefined) return;
    const reason = state.reason === undefined ? 'nothing says why or until when' : 'nothing says until when';
    yield { at: state.at, message: `\`${name}\` is muted, and ${reason}`, severity: 'warning', confidence: state.reason === undefined ? 'likely' : 'ask' };
  },
});

/** The interval that silences a route at every moment. */
function muteOf(route: Route, { intervals }: Project): { by: Evidence; interval: Interval; because: string } | undefined {
  const named = (by: Evidence): Interval | undefined => intervals.find(({ system, within, name }) => system === route.system && within === route.within && name === by.text);
  for (const by of route.mutedIn) {
    const interval = named(by);
    if (interval?.always) return { by, interval, because: `it is muted in \`${by.text}\`, which holds at every moment` };
  }
  const active = route.activeIn.map((by) => ({ by, interval: named(by) }));
  const [first] = active;
  if (!first?.interval || !active.every(({ interval }) => interval?.never)) return undefined;
  return { by: first.by, interval: first.interval, because: `it is active only in \`${first.by.text}\`, which holds at no moment` };
}
