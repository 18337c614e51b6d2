import http from 'k6/http';
import { check } from 'k6';

export const options = { thresholds: { http_req_duration: ['p(95)<800'] } };

export default function () {
  check(http.get('https://shop.example.org/basket'), { 'status is 200': (r) => r.status === 200, 'has a total': (r) => r.json('total') > 0 });
}
