import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = { vus: 20, duration: '1m' };

export default function search(): void {
  const response = http.get('https://tickets.example/search?q=opera');
  check(response, { 'finds something': (r) => r.status === 200 && String(r.body).includes('data-event') });
  sleep(1);
}
