import en from "../words/exercises.en.js";
import zh from "../words/exercises.zh.js";
import { speaker } from "../words/speaker.js";

export const word = speaker({ en, zh });

/** @typedef {keyof typeof en} Word */
