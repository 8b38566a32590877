import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { Settings } from './config/settings.js';
import { Readiness } from './health/readiness.js';
import { loggingModule } from './logging/logging.module.js';
import { Metrics } from './metrics/metrics.js';
import { ProcessRole } from './process-role.js';

/** Settings, clock, logs, health and metrics for everybody. */
@Global()
@Module({})
export class KernelModule {
  static with(settings: Settings, role: ProcessRole, clock: Clock = new SystemClock()): DynamicModule {
    const providers = [
      { provide: Settings, useValue: settings },
      { provide: Clock, useValue: clock },
      { provide: ProcessRole, useValue: role },
      Readiness,
      Metrics,
    ];
    return { module: KernelModule, imports: [loggingModule()], providers, exports: providers };
  }
}
