// The words for what became of an event.

export const STATUSES = {
  occurred: "happened",
  ongoing: "going on",
  planned: "planned",
  possible: "possible",
  denied: "denied",
  cancelled: "cancelled",
};
