// How an event came to its date and its place: rule, words, anchor and claim, as the service gives them.
import { element } from "./dom.js";

export function why(answer, event) {
  const lines = [...dates(answer, event), ...reasons(event), ...orders(answer, event), ...refused(answer, event)];
  return element("ul", { className: "why" }, ...lines.map((line) => element("li", {}, ...[line].flat())));
}

const code = (words) => element("code", {}, words);
const rules = (because) => (because || []).flatMap(({ rule, note }) => [" ", code(rule), note ? ` ${note}` : ""]);
const titleOf = (answer, id) => answer.events.find((event) => event.id === id)?.title ?? id;

function* dates(answer, { when }) {
  const timex = answer.timexes.find((each) => each.id === when.timex);
  if (!timex) {
    yield when.edtf ? [`Date: ${when.edtf}, ${when.basis}`] : ["No date is stated."];
    return;
  }
  yield [`Date: “${timex.text}” → `, code(timex.value), ...rules(timex.because)];
  const anchor = answer.timexes.find((each) => each.id === timex.anchor);
  if (anchor) yield [`Counted from “${anchor.text}”: `, code(anchor.value)];
  else if (timex.anchor) yield ["Counted from the date of publication"];
  if (timex.other_readings?.length) yield [`It could also mean ${timex.other_readings.join(", ")}`];
}

function* reasons(event) {
  for (const because of event.because) yield rules([because]);
  if (event.attribution) yield [`According to “${event.attribution.text}”`];
}

function* orders(answer, event) {
  for (const { source, type, target, origin, because } of answer.relations) {
    if (source !== event.id && target !== event.id) continue;
    const other = ` “${titleOf(answer, target)}”, ${origin}`;
    yield [`“${titleOf(answer, source)}” `, code(type), other, ...rules(because)];
  }
}

function* refused(answer, event) {
  for (const { claim, against } of answer.conflicts) {
    if (claim.source !== event.id) continue;
    const stronger = against.flatMap((each) => rules(each.because));
    yield [
      "Refused: ",
      code(claim.type),
      ` “${titleOf(answer, claim.target)}”`,
      ...rules(claim.because),
      "; against it:",
      ...stronger,
    ];
  }
}
