"""Labels of Universal Dependencies v2 that several stages ask for by one name."""

NOMINAL_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
SUBJECTS = (*NOMINAL_SUBJECTS, "csubj", "csubj:pass", "csubj:outer")
VERB_GROUP = ("aux", "aux:pass", "cop")
MAIN = ("root", "conj", "parataxis")
