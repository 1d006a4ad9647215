"""Status, as of publication and by the article's own stance: the six of the annotation guidelines, and why."""
from __future__ import annotations

import pytest
from conllu import parsed, read

from timeline_service.model import Event

PUBLISHED = "2026-05-06"  # a Wednesday; the Friday to come is May 8
FRIDAY = {"Friday": "2026-05-08"}
MAY_9 = {"May 9": "2026-05-09"}
MONDAY = {"Monday": "2026-05-04"}
TUESDAY = {"Tuesday": "2026-05-05"}


def judged(sentence: str, trigger: str, dates: dict[str, str] | None = None, published: str = PUBLISHED) -> Event:
    return next(e for e in read(parsed(sentence, published=published, dates=dates)).events if e.text == trigger)


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The council voted on Monday.", "voted"),
    ("The council has approved the plan.", "approved"),
    ("Police said two men had fled before officers arrived.", "fled"),
    ("The bridge was closed by engineers on Monday.", "closed"),
    ("Crews were searching the harbour when the storm hit.", "searching"),
    ("Two climbers managed to escape.", "escape"),
    ("Troops began to withdraw.", "withdraw"),
    ("The signing ended a war that killed 4,000 people.", "signing"),
    ("The union threatened to walk out.", "threatened"),
    ("A deal signed in March will take effect in June.", "signed"),
    ("The mayor denied ordering the raid.", "denied"),
    ("The port called off the festival.", "called"),
    ("The strike stopped no train.", "strike"),
    ("The van was set on fire by two men.", "set"),
    ("Rescuers failed to reach the crew.", "failed"),
    ("The paper reported erroneously that the fire started on Sunday.", "fire"),
    ("An earthquake struck Almara at dawn on Monday, killing nine people.", "killing"),
    ("The barn burned; the farmer was questioned.", "burned"),
    ("A guard told the hearing that the door had jammed.", "hearing"),
    ("The army has since cleared the square.", "cleared"),
    ("Our report said police raided the depot.", "raided"),
    ("Tolna shut its beaches on Monday.", "shut"),
])
def test_occurred_is_what_is_told_as_done(sentence, trigger):
    assert judged(sentence, trigger).status == "occurred"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("Rebels are shelling the town of Orsa.", "shelling"),
    ("Miners have been striking since May.", "striking"),
    ("Protests continue in the capital.", "continue"),
    ("Protests continue in the capital.", "Protests"),
    ("The company is considering a sale of its ferries.", "considering"),
])
def test_ongoing_is_what_began_and_is_not_over(sentence, trigger):
    assert judged(sentence, trigger).status == "ongoing"


@pytest.mark.parametrize(("sentence", "trigger", "dates"), [
    ("The museum will open on Friday.", "open", FRIDAY),
    ("A deal signed in March will take effect in June.", "take", {}),
    ("The league is going to ban the club.", "ban", {}),
    ("The council is to vote on May 9.", "vote", {}),
    ("The summit is due to open in Lirona on May 9.", "open", {}),
    ("The summit is due to open in Lirona on May 9.", "summit", {}),
    ("The launch is scheduled for Thursday.", "launch", {}),
    ("The envoy is expected to resign.", "resign", {}),
    ("Engineers are about to reopen the dam.", "reopen", {}),
    ("The board plans to sell two ferries and close a yard.", "sell", {}),
    ("The board plans to sell two ferries and close a yard.", "close", {}),
    ("Police said the road would reopen on Friday.", "reopen", {}),
    ("Rain has stopped play, and Kestria will bat on Sunday.", "bat", {}),
    ("A planned strike could halt trains.", "strike", {}),
    ("The union made plans for a march.", "march", {}),
    ("The exhibition opens on Friday.", "opens", FRIDAY),
    ("The queen is visiting Lirona on Friday.", "visiting", FRIDAY),
    ("The league postponed the match to May 9.", "match", MAY_9),
    ("The court gave the mill until May 9 to answer.", "answer", MAY_9),
    ("The mayor said she would stay until a successor was chosen.", "chosen", {}),
])
def test_planned_is_what_is_asserted_or_scheduled_for_later(sentence, trigger, dates):
    assert judged(sentence, trigger, dates).status == "planned"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The airline may cut 40 flights.", "cut"),
    ("The company said it could cut 300 jobs.", "cut"),
    ("A strike would close the port.", "close"),
    ("The company is considering a sale of its ferries.", "sale"),
    ("The union threatened to walk out.", "walk"),
    ("Ministers want to raise the toll.", "raise"),
    ("The threat of a strike closed the port.", "strike"),
    ("If talks fail, unions will strike.", "fail"),
    ("If talks fail, unions will strike.", "strike"),
    ("The count suggested that Varga had won.", "won"),
    ("Agents arrested two men over a plan to rob a bank.", "rob"),
])
def test_possible_is_what_nobody_is_committed_to(sentence, trigger):
    assert judged(sentence, trigger).status == "possible"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The minister did not sign the treaty.", "sign"),
    ("No flights left the island on Sunday.", "left"),
    ("No injuries were reported.", "injuries"),
    ("Nobody survived the crash.", "survived"),
    ("The jury left without reaching a verdict.", "reaching"),
    ("The mayor denied ordering the raid.", "ordering"),
    ("The paper reported erroneously that the mayor resigned.", "resigned"),
    ("The paper reported erroneously that the fire started on Sunday.", "started"),
    ("An earlier version of this article said the mayor resigned.", "resigned"),
    ("Correction: Our report said police raided the depot.", "raided"),
    ("The army denied that it had shelled the town.", "shelled"),
    ("Rescuers failed to reach the crew.", "reach"),
    ("The minister refused to resign.", "resign"),
    ("Inspectors should have closed the mine.", "closed"),
    ("Had the dam burst, the town would have flooded.", "flooded"),
    ("The airline denied a merger with Kestria Air.", "merger"),
])
def test_denied_is_what_the_article_says_did_not_happen(sentence, trigger):
    assert judged(sentence, trigger).status == "denied"


@pytest.mark.parametrize(("sentence", "trigger", "dates"), [
    ("The port called off the festival.", "festival", {}),
    ("The match was called off on Saturday.", "match", {}),
    ("Summit Airlines cancelled a flight to Lirona.", "flight", {}),
    ("The cancelled concert cost the city a fortune.", "concert", {}),
    ("A second hearing was to have opened on Tuesday.", "opened", TUESDAY),
])
def test_cancelled_is_what_was_scheduled_and_called_off(sentence, trigger, dates):
    assert judged(sentence, trigger, dates).status == "cancelled"


@pytest.mark.parametrize(("published", "status"), [("2026-05-06", "planned"), ("2026-05-12", "occurred")])
def test_the_present_means_the_future_only_with_a_date_ahead(published, status):
    assert judged("The exhibition opens on Friday.", "opens", FRIDAY, published).status == status


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The jury left without reaching a verdict.", "left"),
    ("Nobody survived the crash.", "crash"),
    ("The mayor did not attend the opening of the rail-freight yard.", "opening"),
    ("The mayor denied ordering the raid.", "denied"),
    ("The threat of a strike closed the port.", "closed"),
    ("The cancelled concert cost the city a fortune.", "cost"),
])
def test_what_did_not_happen_leaves_its_surroundings_as_they_are(sentence, trigger):
    assert judged(sentence, trigger).status == "occurred"


@pytest.mark.parametrize(("sentence", "trigger", "rule", "words"), [
    ("The minister did not sign the treaty.", "sign", "status/negation", ["not"]),
    ("The airline may cut 40 flights.", "cut", "status/modal", ["may cut"]),
    ("The mayor denied ordering the raid.", "ordering", "status/denial", ["denied"]),
    ("A planned strike could halt trains.", "strike", "status/adjective", ["planned"]),
    ("The council voted on Monday.", "voted", "status/default", []),
])
def test_the_reason_names_the_rule_and_the_words(sentence, trigger, rule, words):
    because = judged(sentence, trigger).because[-1]
    assert because.rule == rule
    assert [sentence[span.start : span.end] for span in because.spans] == words


@pytest.mark.parametrize(("sentence", "trigger", "status", "dates"), [
    ("Did the captain abandon the ship?", "abandon", "possible", {}),
    ("Were the votes counted twice, and did the clerk burn them?", "counted", "possible", {}),
    ("Were the votes counted twice, and did the clerk burn them?", "burn", "possible", {}),
    ("Why did the dam burst?", "burst", "occurred", {}),
    ("The aid will be sent provided that the road reopens.", "sent", "possible", {}),
    ("The aid will be sent provided that the road reopens.", "reopens", "possible", {}),
])
def test_what_is_asked_or_hangs_on_a_condition_is_open(sentence, trigger, status, dates):
    assert judged(sentence, trigger, dates).status == status


@pytest.mark.parametrize(("sentence", "trigger", "status", "dates"), [
    ("The tug had been due to sail on Monday but did not leave the quay.", "sail", "cancelled", MONDAY),
    ("The port is to sell the quay but has not found a buyer.", "sell", "planned", {}),
    ("The hearing, which was to open on Friday, has been put off.", "open", "cancelled", FRIDAY),
    ("The firm dropped plans to build a mine.", "build", "cancelled", {}),
    ("The launch was scheduled for Tuesday, but high winds forced a delay.", "scheduled", "cancelled", {}),
    ("The museum was to reopen on Monday but stayed shut.", "reopen", "cancelled", MONDAY),
    ("The summit that was to be held in Ludd will now take place in Pell.", "held", "cancelled", {}),
    ("The summit that was to be held in Ludd will now take place in Pell.", "take", "planned", {}),
    ("The rebels had said that they would burn the mill.", "burn", "possible", {}),
    ("The forecaster warned that the wall would give way.", "give", "possible", {}),
    ("The company said it would close the mill on Friday.", "close", "planned", FRIDAY),
    ("The airline said it was ending flights on Friday.", "ending", "planned", FRIDAY),
    ("The decision to close the mill was made on Monday.", "close", "planned", {}),
    ("Their goal is to expand the port.", "expand", "possible", {}),
])
def test_a_plan_stands_only_where_something_still_commits_to_it(sentence, trigger, status, dates):
    assert judged(sentence, trigger, dates).status == status


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The poet was to die in exile in 1911.", "die"),
    ("The poet would go on to win a prize in 1911.", "win"),
])
def test_the_future_of_a_past_long_gone_is_history(sentence, trigger):
    assert judged(sentence, trigger, {"1911": "1911-06-01"}).status == "occurred"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("A guard who allegedly beat a prisoner was suspended.", "beat"),
    ("The suspected thief, who robbed two shops, was freed.", "robbed"),
    ("Detectives think that the thieves entered through the roof.", "entered"),
    ("The thieves entered through the roof, detectives suspect.", "entered"),
    ("The gunman is believed to have fled.", "fled"),
    ("The striker is rumoured to have signed for the club.", "signed"),
    ("Rumours that the king had died spread on Monday.", "died"),
    ("Exit polls projected that the mayor had won.", "won"),
    ("The pilot seemed to lose control.", "lose"),
    ("The lawyer failed to prove that the banker hid the money.", "hid"),
    ("There is no evidence that the guard slept.", "slept"),
    ("Unconfirmed reports said that rebels had taken the town.", "taken"),
    ("Reports about miners killed in the blast are not confirmed.", "killed"),
    ("Doctors warned against drinking the water.", "drinking"),
    ("The union accused the airline of hiding two crashes.", "hiding"),
    ("A teenager was held on suspicion of planning to attack a school.", "planning"),
    ("A teenager was held on suspicion of planning to attack a school.", "attack"),
    ("The army considered shelling the town.", "shelling"),
    ("Six men were charged over a scheme to rob a bank.", "rob"),
])
def test_what_is_alleged_believed_or_considered_is_possible(sentence, trigger):
    assert judged(sentence, trigger).status == "possible"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("Two trains nearly collided at Orsa.", "collided"),
    ("Neither the driver nor the guide was arrested.", "arrested"),
    ("It is not true that the bank collapsed.", "collapsed"),
    ("The report that the bridge had collapsed was a hoax.", "collapsed"),
    ("The driver was acquitted of killing a cyclist.", "killing"),
    ("The council decided against raising the fare.", "raising"),
    ("The pilot came close to hitting a tower.", "hitting"),
    ("A guard kept a man from climbing the gate.", "climbing"),
    ("The mill stopped short of dismissing its workers.", "dismissing"),
    ("The bank has yet to publish its accounts.", "publish"),
    ("Police foiled a plot to bomb the station.", "bomb"),
    ("The senate voted against a resolution to remove the judge.", "remove"),
    ("The failure to warn the town angered residents.", "warn"),
])
def test_what_is_prevented_rejected_or_untrue_is_denied(sentence, trigger):
    assert judged(sentence, trigger).status == "denied"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("A guard who allegedly beat a prisoner was suspended.", "suspended"),
    ("The company nearly doubled its profit.", "doubled"),
    ("The driver was acquitted of killing a cyclist.", "acquitted"),
    ("Police foiled a plot to bomb the station.", "foiled"),
    ("The union accused the airline of hiding two crashes.", "accused"),
    ("She was the first woman to win the race.", "win"),
    ("The suspected thief, who robbed two shops, was freed.", "freed"),
])
def test_what_stands_beside_it_has_occurred(sentence, trigger):
    assert judged(sentence, trigger).status == "occurred"


def test_what_others_say_and_the_article_refutes_is_denied():
    told = read(parsed("They say that I burned the letters.", "I did not burn the letters.", published=PUBLISHED))
    assert [event.status for event in told.events if event.lemma == "burn"] == ["denied", "denied"]
