import './src/openapi.js';
