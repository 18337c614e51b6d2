import http from 'k6/http';
import { check, fail } from 'k6';

export const options = { thresholds: { checks: ['rate==1'] } };

export default () => {
  const response = http.request('GET', `https://${__ENV.HOST}/health`);
  if (!check(response, { 'says that it is well': (r) => r.json('status') === 'UP' })) fail('unwell');
};
