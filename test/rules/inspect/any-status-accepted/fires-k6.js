import http from 'k6/http';
import { check } from 'k6';

export const options = { thresholds: { checks: ['rate==1'] } };

export default function () {
  check(http.get('https://shop.example.org/basket'), { 'below 600': (r) => r.status < 600 });
}
