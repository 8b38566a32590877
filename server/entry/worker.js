import './src/worker.js';
