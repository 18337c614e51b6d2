import { createServer } from 'node:http';
import { queue } from './queue.mjs';

createServer((request, response) => {
  if (request.url === '/health') {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end('ok');
    return;
  }
  if (request.url === '/ready') {
    response.statusCode = queue.isOpen ? 200 : 503;
    response.end();
    return;
  }
  response.writeHead(404).end();
}).listen(8080);
