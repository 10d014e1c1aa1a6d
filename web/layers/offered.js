// What the pictures take of the calculator: their script comes later, and holds none of it again.

export { shown } from "./arguments.js";
export { isAxis, partsOf, Tracker } from "./field.js";
export { sayIn } from "./messages.js";
export { cellText, COLUMNS, grouped } from "./numbers.js";
export { isPrinted, printed } from "./printed.js";
export { Program } from "./run/program.js";
export { axisName } from "./shape.js";
export { definitionOf } from "./table.js";
export { attempt } from "./trouble.js";
