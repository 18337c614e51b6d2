import { http, HttpResponse } from 'msw';
import axios from 'axios';
import nodeHttp from 'node:http';
export const handlers = [http.get('/api/health', () => HttpResponse.json({ status: 'ok' }))];
axios.get('/health', () => ({ a: 1 }));
nodeHttp.get('/health', (res) => { res.on('data', () => {}); });
client.get('/health', (err, res) => { console.log('ok'); });
client.on('ready', () => { return 1; });
socket.on('/status', (msg) => { return msg; });
