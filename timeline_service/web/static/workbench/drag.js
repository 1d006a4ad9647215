// Rows that can be dragged to another place; the list hears `move(event, row above, row below)`.

export function draggable(list, { move }) {
  let dragged = null;
  const rowAt = (target) => target.closest?.("[data-event]");
  const clear = () => {
    for (const row of list.children) row.removeAttribute("data-drop");
  };
  const isAbove = (row, y) => {
    const { top, height } = row.getBoundingClientRect();
    return y < top + height / 2;
  };

  list.addEventListener("dragstart", (event) => {
    if (!event.target.classList?.contains("handle")) return;
    dragged = rowAt(event.target);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.event);
    event.dataTransfer.setDragImage(dragged, 8, 8);
  });
  list.addEventListener("dragover", (event) => {
    const row = rowAt(event.target);
    if (!dragged || !row) return;
    event.preventDefault();
    clear();
    if (row !== dragged) row.dataset.drop = isAbove(row, event.clientY) ? "above" : "below";
  });
  list.addEventListener("drop", (event) => {
    const row = rowAt(event.target);
    if (!dragged || !row || row === dragged) return;
    event.preventDefault();
    const above = isAbove(row, event.clientY);
    const [event_, other] = [dragged.dataset.event, row.dataset.event];
    clear();
    dragged = null;
    if (above) move(event_, null, other);
    else move(event_, other, null);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    clear();
  });
}
