import en from "../words/figure.en.js";
import zh from "../words/figure.zh.js";
import { speaker } from "../words/speaker.js";

export const word = speaker({ en, zh });
