import http from 'k6/http';
import { check } from 'k6';

const thresholds = { checks: ['rate==1'] };
export const options = { vus: 1, thresholds };

export default () => {
  check(http.get('https://shop.example.org/health'), { 'is up': (r) => r.json('status') === 'UP' });
};
