import en from "../words/explorer.en.js";
import zh from "../words/explorer.zh.js";
import { speaker } from "../words/speaker.js";

export const word = speaker({ en, zh });
