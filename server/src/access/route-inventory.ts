import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { UndeclaredRoutes } from './errors.js';
import { DECLARED_ACCESS, type DeclaredAccess } from './requires.decorator.js';

type Target = Parameters<Reflector['get']>[1];

const PATH = 'path';
const METHOD = 'method';

export interface RouteDeclaration {
  /** `GET clusters/:id (ClusterController.read)` */
  readonly route: string;
  readonly access: DeclaredAccess | null;
}

/** Every route of every controller, with what it says about access. The application imports `AccessModule`. */
export const routeInventory = (app: INestApplicationContext): RouteDeclaration[] => {
  const scanner = app.get(MetadataScanner, { strict: false });
  return app.get(DiscoveryService, { strict: false }).getControllers().flatMap(({ metatype }) =>
    (typeof metatype === 'function' ? routesOf(metatype, scanner) : []));
};

/** Throws when a route of the application says neither `@Requires` nor `@Public`, naming each. Called at start. */
export const demandDeclaredRoutes = (app: INestApplicationContext): void => {
  const undeclared = routeInventory(app).filter(({ access }) => access === null).map(({ route }) => route);
  if (undeclared.length > 0) throw new UndeclaredRoutes(`Declare @Requires or @Public on: ${undeclared.join(', ')}.`, { routes: undeclared });
};

const routesOf = (controller: Target, scanner: MetadataScanner): RouteDeclaration[] => {
  const prototype: unknown = controller.prototype;
  if (typeof prototype !== 'object' || prototype === null) return [];
  return scanner.getAllMethodNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    const path: unknown = typeof handler === 'function' ? Reflect.getMetadata(PATH, handler) : undefined;
    if (typeof handler !== 'function' || path === undefined) return [];
    const place = [Reflect.getMetadata(PATH, controller), path].flat().map(String).join('/').replaceAll(/\/+/g, '/');
    return [{ route: `${verbOf(handler)} ${place} (${controller.name}.${name})`, access: declaredOn(handler) ?? declaredOn(controller) }];
  });
};

const verbOf = (handler: object): string => {
  const method: unknown = Reflect.getMetadata(METHOD, handler);
  return typeof method === 'number' ? (RequestMethod[method] ?? 'ALL') : 'ALL';
};

const declaredOn = (target: Target): DeclaredAccess | null =>
  new Reflector().get<DeclaredAccess | undefined>(DECLARED_ACCESS, target) ?? null;

