import { Controller, Get, Global, Module, Post, type INestApplication, type NestMiddleware } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import request from 'supertest';
import { Clock, SystemClock } from '../kernel/clock.js';
import { DomainError } from '../kernel/domain-error.js';
import { AccessGuard } from './access.guard.js';
import { AccessModule } from './access.module.js';
import type { Actor } from './actor.js';
import { UndeclaredRoutes } from './errors.js';
import { PolicySource, type SourcedPolicy } from './policy-source.js';
import { CurrentActor, Public, Requires } from './requires.decorator.js';
import { BUILT_IN_ROLES } from './roles.js';
import { demandDeclaredRoutes, routeInventory } from './route-inventory.js';

class ViewerSource extends PolicySource {
  grantsOf(): Promise<SourcedPolicy> {
    return Promise.resolve({ grants: [{ bindingId: 'b1', roleId: 'cluster-viewer', scope: { kind: 'cluster', clusterId: 'c1' } }], roles: BUILT_IN_ROLES, version: '1' });
  }

  versionOf(): Promise<string> {
    return Promise.resolve('1');
  }
}

@Controller('things')
class ThingController {
  @Get() @Requires('clusters', 'read') list(@CurrentActor() actor: Actor): string {
    return actor.login;
  }

  @Post() @Requires('clusters', 'create') create(): string {
    return 'created';
  }

  @Get('open') @Public() open(): string {
    return 'open';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get(':id') read(): string {
    return 'secret';
  }
}

@Catch(DomainError)
class StatusFilter implements ExceptionFilter {
  catch(error: DomainError, host: ArgumentsHost): void {
    host.switchToHttp().getResponse<Response>().status(error.status).json({ code: error.code });
  }
}

@Global()
@Module({ providers: [{ provide: PolicySource, useClass: ViewerSource }, { provide: Clock, useClass: SystemClock }], exports: [PolicySource, Clock] })
class PortsModule {}

const signIn: NestMiddleware['use'] = (incoming: { headers: Record<string, unknown>; actor?: Actor }, _response, next) => {
  if (incoming.headers['x-test-user'] === 'alice') incoming.actor = { userId: 'u1', login: 'alice', via: 'session', authEpoch: 1 };
  next();
};

describe('the route guard', () => {
  let app: INestApplication;
  beforeAll(async () => {
    const testing = await Test.createTestingModule({
      imports: [PortsModule, AccessModule], controllers: [ThingController, ForgottenController],
      providers: [{ provide: APP_GUARD, useExisting: AccessGuard }, { provide: APP_FILTER, useClass: StatusFilter }],
    }).compile();
    app = testing.createNestApplication();
    app.use(signIn);
    await app.init();
  });
  afterAll(() => app.close());

  const call = (method: 'get' | 'post', path: string, user = 'alice'): request.Test => request(app.getHttpServer())[method](path).set('x-test-user', user);

  it('refuses a route that says nothing, also to those who are signed in', async () => {
    expect((await call('get', '/forgotten/1')).status).toBe(403);
  });

  it('asks strangers to sign in', async () => {
    const answer = await call('get', '/things', 'nobody');
    expect([answer.status, answer.body]).toEqual([401, { code: 'unauthenticated' }]);
  });

  it('refuses an action that no rule of the person names', async () => {
    const answer = await call('post', '/things');
    expect([answer.status, answer.body]).toEqual([403, { code: 'forbidden' }]);
  });

  it('lets in those with a rule, and hands over the actor', async () => {
    const answer = await call('get', '/things');
    expect([answer.status, answer.text]).toEqual([200, 'alice']);
  });

  it('lets everybody into public routes', async () => {
    expect((await call('get', '/things/open', 'nobody')).status).toBe(200);
  });

  it('names every undeclared route at start', () => {
    expect(() => { demandDeclaredRoutes(app); }).toThrow(UndeclaredRoutes);
    expect(() => { demandDeclaredRoutes(app); }).toThrow('GET forgotten/:id (ForgottenController.read)');
    expect(routeInventory(app)).toContainEqual({ route: 'POST things/ (ThingController.create)', access: { kind: 'requires', module: 'clusters', action: 'create' } });
  });
});
