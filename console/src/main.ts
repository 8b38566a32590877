import { bootstrapApplication } from '@angular/platform-browser';
import { config } from 'zod/v4/core';
import { App } from './app/app';
import { appConfig } from './app/app.config';

// A schema must not try to compile itself: the Content-Security-Policy forbids eval, and reports the attempt. Said before the first schema is made.
config({ jitless: true });
await bootstrapApplication(App, appConfig);
