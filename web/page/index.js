// What frames every page: one idea a file, each begins by itself.
import "./drawer.js";
import "./said.js";
import "./scrolling.js";
import "./palette.js";
import "./hint.js";
import "./markdown.js";
import "./switch.js";
import "./code.js";
