import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/index.ts';
import { FAULTS } from '../../src/model/index.ts';
import { isPresenceOnly, maySeePresenceOnly, rowOf } from '../../src/reason/notices.ts';
import { observed } from './query.ts';

const knowledge = createKnowledge([{ metric: 'acme_pump_state', operator: '!=', value: 1 }]);

/** `R` red, `g` green, `.` unknown, in the order of the faults: gone, stuck, failing, degraded, wrong, silent. */
function letters(expression: string): string {
  const observation = observed(expression);
  const row = rowOf(observation, knowledge);
  expect(maySeePresenceOnly(observation) || !isPresenceOnly(row), 'a look at presence only is not passed over').toBe(true);
  return FAULTS.map((fault) => ({ red: 'R', green: 'g', unknown: '.' })[row[fault].verdict]).join('');
}

describe('the drill of metrics', () => {
  it.each([
    // up
    ['up == 0', 'RRgggg'],
    ['up < 1', 'RRgggg'],
    ['up != 1', 'RRgggg'],
    ['sum(up) < 2', 'RRgggg'],
    ['avg by (job) (up) < 0.5', 'RRgggg'],
    ['count(up == 0) > 2', 'RRgggg'],
    ['count(up == 1) < 2', 'RRgggg'],
    ['sum(up) / count(up) < 0.5', 'RRgggg'],
    ['sum(up) < count(up)', 'RRgggg'],
    ['max_over_time(up[10m]) == 0', 'RRgggg'],
    ['count(up) < 3', '..gggg'],
    ['changes(up[1h]) > 3', '..gggg'],
    ['up == 1', 'ggRRRg'],
    ['up >= 0', 'RRRRRg'],
    ['up == 2', 'gggggg'],
    ['up', 'RRRRRg'],
    // absence
    ['absent(up)', '.ggggR'],
    ['up offset 1h unless up', '.ggggR'],
    ['count by (job) (shop_orders offset 1h) unless on (job) shop_orders', 'RRgggR'],
    ['shop_orders unless shop_orders offset 1h', '.....g'],
    ['absent(up == 1)', 'RRgggR'],
    ['absent(shop_orders)', 'RRgggR'],
    ['absent(kube_pod_info{pod="a"})', '.ggggR'],
    ['absent(shop_orders > 5)', '.....R'],
    ['absent(shop_orders) == 0', 'gggggg'],
    ['up == 0 or absent(up)', 'RRgggR'],
    // exporters and probes
    ['mysql_up == 0', 'RRRggg'],
    ['redis_up < 1', 'RRRggg'],
    ['acme_up != 1', 'RRRggg'],
    ['probe_success == 0', 'RR...g'],
    ['avg_over_time(probe_success[5m]) < 0.9', 'RR...g'],
    ['probe_success == 1', 'gg...g'],
    ['probe_http_status_code != 200', 'RRR.gg'],
    ['probe_http_status_code >= 400', 'ggR.gg'],
    // lamps
    ['megaraid_healthy == 0', 'gg.R.g'],
    ['megaraid_healthy == 1', 'gg.g.g'],
    ['megaraid_healthy == 0 or absent(megaraid_healthy)', 'RR.R.R'],
    ['megaraid_healthy == 0 or up == 0', 'RR.R.g'],
    ['(megaraid_healthy or vector(0)) == 0', 'RR.R.R'],
    ['(megaraid_healthy or vector(1)) == 0', 'gg.R.g'],
    ['acme_pump_state != 1', 'gg.R.g'],
    ['acme_pump_state == 1', 'gg.g.g'],
    ['kube_node_status_condition{condition="Ready",status="true"} == 0', '...R.g'],
    ['elasticsearch_cluster_health_status{color="red"} == 1', 'gg.R.g'],
    ['elasticsearch_cluster_health_status{color="green"} == 1', 'gg.g.g'],
    ['node_md_disks{state="fail"} > 0', 'gggggg'],
    // work
    ['rate(http_requests_total{code=~"5.."}[5m]) > 1', 'g.R..g'],
    ['sum(rate(orders_failed_total[5m])) / sum(rate(orders_total[5m])) > 0.1', 'g.R..g'],
    ['sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 5', 'gggggg'],
    ['delta(shop_stock[5m]) < 0', '.....g'],
    ['sum(rate(orders_success_total[5m])) / sum(rate(orders_total[5m])) < 0.9', 'gRR..g'],
    ['histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket[5m]))) > 1', 'g...gg'],
    ['rate(orders_total[5m]) == 0', 'gR...g'],
    ['(rate(orders_total[5m]) or vector(0)) == 0', 'RR...R'],
    ['increase(kube_pod_container_status_restarts_total[1h]) > 3', 'R..ggg'],
    // age
    ['time() - backup_last_success_timestamp_seconds > 86400', 'gRR..g'],
    ['time() - push_time_seconds > 86400', 'RR...g'],
    ['time() - (max(backup_last_success_timestamp_seconds) or vector(0)) > 86400', 'RRR..R'],
    // the rest
    ['room_temperature_celsius > 30', '.....g'],
    ['(queue_length or vector(0)) > 100', '.....g'],
    ['queue_length > 100 or vector(0)', 'RRRRRR'],
    ['vector(1)', 'RRRRRR'],
    ['vector(0) > 1', 'gggggg'],
    ['hour() < 8', '......'],
    ['queue_length default 0 > 1', '......'],
    ['up == 0 unless on () maintenance == 1', '..gggg'],
  ])('%s is %s', (expression, expected) => {
    expect(letters(expression)).toBe(expected);
  });

  it('gives every verdict a clause as its reason', () => {
    for (const fault of FAULTS) {
      const { because } = rowOf(observed('megaraid_healthy == 0'), knowledge)[fault];
      expect(because).toMatch(/^[`a-z].*[^.]$/);
    }
  });
});
