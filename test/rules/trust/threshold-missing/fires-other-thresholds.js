import http from 'k6/http';
import { check } from 'k6';

export const options = {
  vus: 1,
  thresholds: { http_req_duration: ['p(95)<800'], http_req_failed: ['rate<=1'] },
};

export default function () {
  const response = http.get('https://shop.example.org/basket');
  check(response, {
    'status is 200': (r) => r.status === 200,
    'has a total': (r) => r.json('total') > 0,
    'is there': (r) => r.status !== 0,
    'always': () => true,
  });
}
