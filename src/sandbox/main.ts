/** The sandbox as a program. */
import './serve.js';
