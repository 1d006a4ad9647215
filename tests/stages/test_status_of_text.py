"""The status of events in sentences that the shipped pipeline reads: what is a plan, and what only looks like one."""

from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import document_of, read_document

pytestmark = pytest.mark.model
PUBLISHED = "2022-05-12"  # a Thursday


def statuses(sentence: str, published: str | None = PUBLISHED) -> dict[str, str | None]:
    article = Article().load({"text": sentence, "published_at": published})
    document = read_document(document_of(article, longest=1_000))
    return {event.text: event.status for event in document.events}


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The defender was booked for a foul in the second half.", "booked", "occurred"),
    ("The band is booked to play in Lund on Friday.", "play", "planned"),
    ("A fine of $500 was set by the judge.", "set", "occurred"),
    ("The trial is set to begin on Friday.", "begin", "planned"),
    ("The ships have been set up to support the newest routes.", "support", "possible"),
])  # fmt: skip
def test_a_verb_of_two_senses_sets_a_time_only_where_one_stands_behind_it(
    sentence: str, trigger: str, status: str
) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The bank announced a loss of $3 million on Monday.", "loss", "occurred"),
    ("The bank dismissed as untrue reports that two branches had closed.", "closed", "denied"),
    ("The senator repeated false claims that the bridge had collapsed.", "collapsed", "denied"),
    ("The senator repeated claims that spread false hope.", "spread", "occurred"),
    ("The bank announced sweeping cuts.", "cuts", "planned"),
    ("A deal signed last week is expected to lead to lower tolls.", "deal", "occurred"),
    ("Cuts announced on Monday will be made in June.", "made", "planned"),
    ("Two years ago, a student committed a shooting at a college.", "shooting", "occurred"),
    ("Owners will be able to buy a spare cable.", "buy", "planned"),
    ("He was found guilty of assault with intent to murder.", "murder", "possible"),
])  # fmt: skip
def test_what_is_announced_or_has_a_future_may_be_there_already(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The tool is intended to help farmers.", "help", "possible"),
    ("This is to help farmers.", "help", "possible"),
    ("The queen is to visit the mine.", "visit", "planned"),
    ("Drivers are required to wear belts.", "wear", "possible"),
    ("The bank is expected to have lost $2 billion.", "lost", "possible"),
    ("Figures to be published today show a rise.", "published", "planned"),
    ("The union wants the cost to be shared.", "shared", "possible"),
    ("The board agreed in 2015 to sell the stadium.", "sell", "possible"),
    ("The measures aim to save $40 billion.", "save", "possible"),
    ("The club aims to win the cup.", "win", "planned"),
    ("He is charged with two counts of intent to murder.", "murder", "possible"),
    ("The deputy had planned to drive home.", "drive", "cancelled"),
    ("The chancellor urged the members to pass the bill by Friday.", "pass", "possible"),
    ("In March 2004 the firm announced that it would stop making typewriters.", "stop", "possible"),
])  # fmt: skip
def test_a_purpose_a_rule_a_forecast_and_an_old_promise_are_no_plans(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("Residents fear the council will close the pool.", "close", "possible"),
    ("There were worries that the state will seize the banks.", "seize", "possible"),
    ("The hope is that the talks will end the strike.", "end", "possible"),
    ("The port warned that it will close the quay on Friday.", "close", "planned"),
    ("It is expected that the king will sign the law.", "sign", "planned"),
    ("The firm insisted that all the unions agree to cuts.", "agree", "possible"),
    ("Sales are predicted to have dropped.", "Sales", "possible"),
    ("Economists think the country will default or restructure its debts.", "restructure", "possible"),
    ("It is not known how long the store will be closed.", "closed", "possible"),
    ("The bank is waiting for an approval by the board.", "approval", "possible"),
    ("The court issued an order to release the singer.", "release", "possible"),
])  # fmt: skip
def test_what_is_only_feared_or_hoped_is_open(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The firm has no plans to sell the yard.", "sell"),
    ("A plan to bail out two banks failed in the senate.", "bail"),
    ("A bill to ban fishing was defeated on Monday.", "ban"),
    ("He died before he could be taken to hospital.", "taken"),
    ("A judge blocked the merger of two banks.", "merger"),
    ("The senate blocked a bill to cut the tax.", "cut"),
    ("The Wire reported erroneously that the fire started on Sunday and that two sailors died.", "died"),
])  # fmt: skip
def test_what_nobody_plans_what_failed_and_what_was_forestalled_did_not_happen(sentence: str, trigger: str) -> None:
    assert statuses(sentence)[trigger] == "denied"


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The minister did not deny that he had hit a guard.", "hit"),
    ("The minister has not ruled out raising the tax.", "raising"),
    ("Investigators have not ruled out that the engine failed.", "failed"),
    ("Unverified footage showed soldiers burning a village.", "burning"),
])  # fmt: skip
def test_what_is_not_denied_and_what_nobody_has_checked_is_open(sentence: str, trigger: str) -> None:
    assert statuses(sentence)[trigger] == "possible"


def test_what_is_to_come_of_a_cancelled_deal_is_cancelled_too() -> None:
    found = statuses("The senator attacked the now-cancelled deal to lease 20 trains.")
    assert (found["deal"], found["lease"]) == ("cancelled", "cancelled")


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The mayor will speak before the vote.", "vote", "planned"),
    ("The road will be closed ahead of the race.", "race", "planned"),
    ("The mayor will speak before the vote begins.", "begins", "planned"),
    ("The bank will pay when the deal closes.", "closes", "planned"),
    ("The mayor spoke before the vote.", "vote", "occurred"),
    ("The mayor will testify before the inquiry.", "inquiry", "occurred"),
    ("The mayor will resign after a report finds that he lied.", "finds", "occurred"),
    ("The price will be as it was before the war.", "war", "occurred"),
])  # fmt: skip
def test_what_a_planned_thing_comes_before_lies_ahead_too(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The ruling does not guarantee that the mill will be reopened.", "reopened"),
    ("The mayor has not promised that the bridge will be rebuilt.", "rebuilt"),
    ("Former keepers have alleged that wardens received cash.", "received"),
    ("The owner stole their wages, the miners allege.", "stole"),
    ("Miners claim that the owner cut the rope.", "cut"),
    ("The only news in it is an allegation that a boat was given to a warden.", "given"),
    ("The town is offering a $500 reward for information leading to the arrest and conviction of the thief.", "arrest"),
    ("The town is offering a $500 reward for information leading to the arrest and conviction of the thief.",
     "conviction"),
    ("A reward has been offered for the capture of the wolf.", "capture"),
    ("If the order fails, the ministry will have to act, for the miners will then be defying the law.", "defying"),
])  # fmt: skip
def test_what_nobody_asserts_is_open(sentence: str, trigger: str) -> None:
    assert statuses(sentence)[trigger] == "possible"


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("Police arrested Marlow on Monday as he was about to be expelled.", "expelled", "possible"),
    ("In March, thieves stole a crown that was due to be lent to a palace.", "lent", "possible"),
    ("Marlow was due to appear by video link but did not do so, Ann Pell said.", "appear", "cancelled"),
    ("A strike was suspended on Monday, when the firm agreed to go to a court.", "go", "planned"),
    ("Marlow is about to be expelled.", "expelled", "planned"),
    ("Marlow was due to appear in court on Friday.", "appear", "planned"),
    ("Marlow faces a fine when he is sentenced by Judge Pell.", "sentenced", "planned"),
    ("The nurse received a reward for the capture of the wolf.", "capture", "occurred"),
    ("The mayor confirmed that the road will be closed.", "closed", "planned"),
])  # fmt: skip
def test_what_something_else_came_before_is_no_plan_of_today(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "published", "status"), [
    ("On 3 May 2019 divers were searching the lake.", "searching", None, "occurred"),
    ("Divers were leaving on 13 May 2022.", "leaving", PUBLISHED, "planned"),
    ("The bridge opens on 3 May 2019.", "opens", None, "planned"),
])  # fmt: skip
def test_what_was_going_on_on_a_day_is_told_as_past_where_publication_is_not_known(
    sentence: str, trigger: str, published: str | None, status: str
) -> None:
    assert statuses(sentence, published)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("Ida Holm was found not guilty on Tuesday of stealing the funds.", "stealing", "denied"),
    ("Ida Holm was found innocent of poisoning the wells.", "poisoning", "denied"),
    ("Ida Holm was found guilty of stealing the funds.", "stealing", "occurred"),
    ("Ida Holm pleaded not guilty to robbing the bank.", "robbing", "possible"),
    ("Ida Holm pleaded guilty to robbing the bank.", "robbing", "occurred"),
    ("Ida Holm was never convicted of robbing the bank.", "robbing", "possible"),
    ("Ida Holm was never charged with robbing the bank.", "robbing", "possible"),
    ("Ida Holm was convicted of robbing the bank.", "robbing", "occurred"),
    ("Ida Holm is unlikely to stand trial in June.", "stand", "possible"),
    ("Ida Holm is alleged to have robbed the bank.", "robbed", "possible"),
])  # fmt: skip
def test_what_somebody_did_not_do_by_a_judgement_or_by_their_own_word(
    sentence: str, trigger: str, status: str
) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("Instead of resigning, the minister attacked his critics.", "resigning", "denied"),
    ("The town got a loan instead of a grant cut.", "cut", "denied"),
    ("The minister ruled out raising taxes.", "raising", "denied"),
    ("The minister ruled the vote out, citing a breach.", "citing", "occurred"),
    ("Passengers escaped being hurt when the bus crashed.", "hurt", "denied"),
    ("The exercise simulated an attack in which hackers shut down the grid.", "shut", "denied"),
    ("The exercise simulated an attack in which hackers shut down the grid.", "attack", "denied"),
])  # fmt: skip
def test_what_was_avoided_or_given_up_for_something_else_did_not_happen(
    sentence: str, trigger: str, status: str
) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("Had the alarm sounded, the workers would have left the mill.", "sounded"),
    ("The fire would not have spread had the doors been shut.", "shut"),
    ("Soldiers acted as though the town had fallen.", "fallen"),
    ("Guards waited in case the crowd stormed the gate.", "stormed"),
    ("In the event of a strike, trains will stop.", "strike"),
    ("Should there be a strike, trains will stop.", "stop"),
    ("In the event that the dam fails, sirens will sound.", "fails"),
])  # fmt: skip
def test_a_condition_is_open_whatever_opens_it(sentence: str, trigger: str) -> None:
    assert statuses(sentence)[trigger] == "possible"


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("It is possible that the ship sank in 1912.", "sank", "possible"),
    ("Is it likely that the ship sank in 1912?", "sank", "possible"),
    ("The gunman is believed to be hiding in Orsa.", "hiding", "possible"),
    ("The show was supposed to open on Monday.", "open", "possible"),
    ("According to unconfirmed reports, the general was killed.", "killed", "possible"),
    ("According to rumours, the general was killed.", "killed", "possible"),
    ("According to police, the general was killed.", "killed", "occurred"),
    ("A conspiracy theory says that the landing was staged.", "staged", "possible"),
    ("There is no truth to rumours that the firm sold the yacht.", "sold", "possible"),
    ("The myth that the castle was built by giants spread in 1900.", "built", "denied"),
    ("Reports of an explosion at the mill proved false.", "explosion", "denied"),
    ("The paper retracted a story that said the singer had died.", "died", "denied"),
    ("The singer imagined killing the king.", "killing", "possible"),
    ("The singer joked that he had robbed a bank.", "robbed", "possible"),
    ("The singer dreamed that the mill had burned down.", "burned", "possible"),
    ("The singer wished that the mayor had resigned.", "resigned", "possible"),
])  # fmt: skip
def test_what_is_rumoured_or_imagined_is_no_fact(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("A court would later convict the general.", "convict", "occurred"),
    ("The mayor said that a court would later hear the case.", "hear", "planned"),
])  # fmt: skip
def test_a_later_of_the_past_is_over(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The wreck is being towed to the port.", "towed", "ongoing"),
    ("The firm is in talks with a rival.", "talks", "ongoing"),
    ("The miners are on strike.", "strike", "ongoing"),
    ("The ongoing drought has cost the town its harvest.", "drought", "ongoing"),
    ("She has led the party since 2016.", "led", "ongoing"),
    ("Two men have been held since May.", "held", "ongoing"),
    ("Forty guards have been dismissed since the inquiry began.", "dismissed", "occurred"),
    ("The firm has made its first loss since 1992.", "made", "occurred"),
])  # fmt: skip
def test_what_goes_on_and_what_came_about_since(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("Not one of the guards fired a shot.", "fired", "denied"),
    ("The rocket broke up before ever reaching orbit.", "reaching", "denied"),
    ("The blast was not an attack, the mayor said.", "attack", "denied"),
    ("This was not the first attack on the mill.", "attack", "occurred"),
    ("The guards were not behind the attack.", "attack", "occurred"),
    ("The next match will be a replay against Orsa.", "replay", "planned"),
    ("The striker missed a chance to equalise.", "equalise", "denied"),
    ("A hoax call said that a bomb had been planted.", "planted", "denied"),
    ("Screams could be heard across the valley.", "heard", "occurred"),
    ("The vote could be seen as a warning.", "seen", "possible"),
])  # fmt: skip
def test_what_a_thing_was_not_and_what_could_be_heard(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The party will stay out until the disputes have been settled.", "settled", "planned"),
    ("The loan would be paid out when the banks opened.", "opened", "possible"),
    ("Ten thousand cars will have been sold by the end of June.", "sold", "planned"),
    ("The firm sold its mill, with a ruling expected next month.", "expected", "planned"),
    ("The mayor plans on reviving the fair.", "reviving", "planned"),
    ("The firm has a June 1 deadline to repay the loan.", "repay", "planned"),
    ("The blueprint, which includes closures, was printed.", "closures", "planned"),
    ("She will be the first woman to lead the firm.", "lead", "planned"),
    ("She may be the first woman to lead the firm.", "lead", "possible"),
    ("She was the first woman to lead the firm.", "lead", "occurred"),
    ("The loan is conditional upon the firm building a mill.", "building", "possible"),
    ("The board issued a recommendation that the army reopen the bridge.", "reopen", "possible"),
    ("Police saw a man setting fire to the mill.", "fire", "occurred"),
    ("There were reports of a man setting fire to the mill.", "reports", "occurred"),
    ("Prosecutors allege that the miller hid the money and bribed two clerks.", "bribed", "possible"),
    ("Who paid the pilot?", "paid", "possible"),
])  # fmt: skip
def test_what_lies_ahead_or_hangs_on_something_else(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The union has still to answer the firm's offer.", "answer", "denied"),
    ("The union still has to answer the offer.", "answer", "occurred"),
    ("The duke gave up plans to race in June.", "race", "cancelled"),
    ("The duke gave up a seat that he won in 1999.", "won", "occurred"),
    ("The opening of the bridge, set for Monday, had to be put off.", "opening", "cancelled"),
    ("The minister was to speak but fell ill.", "speak", "cancelled"),
    ("Few expected the wall to fall.", "fall", "possible"),
    ("Many are convinced that the miller stole the horse.", "stole", "possible"),
    ("The thief is said to have trained in Lund.", "trained", "possible"),
    ("Critics called the miller a thief who sold the town.", "sold", "possible"),
    ("A false alert saying that the king had been shot was sent out.", "shot", "denied"),
    ("In the event of war, the islands would be evacuated.", "evacuated", "possible"),
])  # fmt: skip
def test_what_is_still_to_do_given_up_or_only_said_of_somebody(sentence: str, trigger: str, status: str) -> None:
    assert statuses(sentence)[trigger] == status
