"""Sentences of the bank as a parser misreads them: word → its label and the word that it hangs from, or itself."""
from __future__ import annotations

TOOK = "Prices fell after the truce took effect."
KILLED = "Two years after a fire killed 72, residents are still waiting."
RETURNED = "Two days after a fire killed three, residents returned."
SIGNED = "A truce for Orsa was signed on Monday."
SILENT = "After a truce for Orsa was signed, the guns fell silent."
PUBLIC = "The firm paid a fine and closed after the report became public."
LOST = "The ship lost power."
BLOCKED = "A landslide triggered by the quake blocked the road."
APPEALED = "The league appealed in January."
INSPECTED = "The line was last inspected on May 4 and no flaws were found."
PACT = "The league signed a pact on Saturday that will take effect in July."
APPOINTED = "Rosa Quill, who was appointed in 2023, apologised and promised to return."
CLOSED = "The airport, closed since Sunday, is to reopen on Thursday."
HELD = "The court held by eight votes to five that the mayor had erred."
BEAT = "Rovers beat City 3-2 after extra time on Sunday."
INJURED = "Seven people were killed and 30 injured in the crash."
DIED = "Three people died when a ferry collided with a barge, officials said."
RAIDS = "Air raids after the truce took effect have killed nine people."
SEIZED = "The envoy resigned, two days after rebels seized the port."

MISREAD = [
    (TOOK, {"after": ("case", "truce")}),
    (TOOK, {"after": ("case", "truce"), "took": ("ccomp", "fell")}),
    (SEIZED, {"after": ("case", "rebels"), "days": ("nmod:unmarked", "rebels"), "seized": ("parataxis", "resigned")}),
    (PUBLIC, {"after": ("case", "report"), "became": ("ccomp", "paid")}),
    (RETURNED, {"after": ("case", "fire"), "days": ("nmod:unmarked", "fire")}),
    (KILLED, {
        "years": ("nmod:unmarked", "fire"), "after": ("case", "fire"), "killed": ("root", "killed"),
        "waiting": ("parataxis", "killed"),
    }),
    (KILLED, {"years": ("nmod:unmarked", "fire")}),
    (SIGNED, {"truce": ("root", "truce"), "signed": ("acl", "truce"), "Orsa": ("nsubj:pass", "signed")}),
    (SILENT, {
        "After": ("case", "truce"), "truce": ("obl", "fell"), "signed": ("acl", "truce"),
        "Orsa": ("nsubj:pass", "signed"),
    }),
    (SILENT, {"After": ("case", "truce"), "signed": ("root", "signed"), "fell": ("parataxis", "signed")}),
    (LOST, {"ship": ("root", "ship"), "lost": ("acl", "ship")}),
    (BLOCKED, {"landslide": ("nsubj", "triggered"), "triggered": ("advcl", "blocked")}),
    (APPEALED, {"league": ("root", "league"), "appealed": ("acl", "league")}),
    (INSPECTED, {"line": ("nsubj", "last"), "was": ("cop", "last")}),
    (PACT, {"take": ("parataxis", "signed"), "Saturday": ("nmod", "pact")}),
    (APPOINTED, {
        "Rosa": ("root", "Rosa"), "apologised": ("conj", "appointed"), "promised": ("conj", "appointed"),
    }),
    (CLOSED, {"closed": ("root", "closed"), "airport": ("nsubj", "closed"), "reopen": ("ccomp", "closed")}),
    (BEAT, {"3": ("root", "3"), "time": ("obl", "beat")}),
    (INJURED, {"30": ("conj", "killed"), "injured": ("xcomp", "killed"), "and": ("cc", "30")}),
    (DIED, {
        "when": ("advmod", "said"), "ferry": ("nsubj", "said"), "collided": ("acl", "ferry"), "said": ("advcl", "died"),
    }),
    (RAIDS, {
        "raids": ("nsubj", "took"), "after": ("case", "truce"), "truce": ("nmod", "raids"), "took": ("root", "took"),
        "effect": ("nsubj", "killed"), "killed": ("ccomp", "took"),
    }),
    (HELD, {"erred": ("root", "erred"), "court": ("nsubj", "erred"), "held": ("acl", "court")}),
]
