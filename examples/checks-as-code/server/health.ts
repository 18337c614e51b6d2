import type { Express, Request, Response } from 'express';

interface Database {
  query(statement: string): Promise<unknown>;
}

export function addHealth(app: Express, database: Database): void {
  app.get('/live', (_request: Request, response: Response) => {
    response.json({ status: 'ok' });
  });

  app.get('/health', async (_request: Request, response: Response) => {
    try {
      await database.query('SELECT 1');
      response.json({ status: 'UP' });
    } catch {
      response.json({ status: 'DOWN' });
    }
  });
}
