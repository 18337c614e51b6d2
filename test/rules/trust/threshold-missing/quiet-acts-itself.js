import http from 'k6/http';
import { check, fail } from 'k6';

export default function () {
  const response = http.get('https://shop.example.org/');
  check(response, { 'status is 200': (r) => r.status === 200 }) || fail('no shop');
}
