import http from 'k6/http';
import exec from 'k6/execution';

export default function () {
  const response = http.get('https://shop.example.org/health');
  if (response.status !== 200) exec.test.abort('the shop is down');
}
