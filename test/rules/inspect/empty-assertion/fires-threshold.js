import http from 'k6/http';
import { check } from 'k6';

export const options = { thresholds: { checks: ['rate>=0'] } };

export default function () {
  check(http.get('https://shop.example.org/'), { fine: () => true });
}
