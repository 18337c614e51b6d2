import { Injectable, ServiceUnavailableException } from '@nestjs/common';
@Injectable()
export class HealthService {
  constructor(private readonly db: Database) {}
  async isReady() { return this.db.ping(); }
  async check() { const up = await this.db.ping(); if (!up) throw new ServiceUnavailableException('db'); return { up }; }
}
