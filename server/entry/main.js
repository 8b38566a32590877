import './src/main.js';
