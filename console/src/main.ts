import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';

// A schema must not try to compile itself: the Content-Security-Policy forbids eval, and reports the attempt. Said in the place where
// zod looks when it is loaded (v4/core/core.js), because importing it here would bring all of it into the first load.
Reflect.set(globalThis, '__zod_globalConfig', { jitless: true });
await bootstrapApplication(App, appConfig);
