import { Controller, Get, ServiceUnavailableException, Res, HttpCode } from '@nestjs/common';
import { HealthCheck, HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { InjectConnection } from '@nestjs/mongoose';
import { HealthService } from './health.service';
@Controller({ path: 'health', version: '1' })
export class HealthController {
  constructor(private readonly health: HealthCheckService, private readonly db: TypeOrmHealthIndicator, private readonly service: HealthService, private readonly unknown: OtherService) {}
  @Get()
  @HealthCheck()
  check() { return this.health.check([async () => this.db.pingCheck('database', { timeout: 300 })]); }
  @Get('ready')
  async ready() {
    const ok = await this.service.isReady();
    if (!ok) throw new ServiceUnavailableException();
    return { ok };
  }
  @Get('status')
  status() { return this.unknown.status(); }
  @Get('liveness')
  live() { return 'ok'; }
  @Get('readiness')
  async readiness() { return this.service.check(); }
}
