"""Counts replies anew and compares them with what a collector shows.

    figures.py PACKS REPLIES FIGURES

PACKS is a folder of Questionnaires, REPLIES holds a QuestionnaireResponse in
each line, FIGURES is the answer of GET /figures. Prints a line for each
difference; exit code 1 if there was any. Shares and means are exact fractions,
rounded once, halves away from zero.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

OURS = "https://palaute.example/fhir/"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
REASONS = {
    "asked-unknown": "cannotSay",
    "asked-declined": "skipped",
    "temp-unknown": "notAnswered",
    "not-asked": "notReached",
}


def rounded(value, digits):
    units = math.floor(abs(value) * 10**digits + Fraction(1, 2))
    return (units if value >= 0 else -units) / 10**digits


def find(extensions, url):
    return next((part for part in extensions or [] if part["url"] == url), None)


def read_packs(folder):
    """The questions of each canonical: linkId to (kind, allowed answers)."""
    surveys = {}
    for path in sorted(Path(folder).glob("*.json")):
        pack = json.loads(path.read_text())
        surveys[f"{pack['url']}|{pack['version']}"] = {
            item["linkId"]: question(item) for item in pack["item"]
        }
    return surveys


def question(item):
    if item["type"] == "boolean":
        return "yesNo", ["yes", "no"]
    if item["type"] == "integer":
        bounds = [
            find(item["extension"], f"http://hl7.org/fhir/StructureDefinition/{end}Value")["valueInteger"]
            for end in ("min", "max")
        ]
        return "scale", [str(point) for point in range(bounds[0], bounds[1] + 1)]
    control = find(item["extension"], "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl")
    own = [
        coding["code"]
        for coding in control["valueCodeableConcept"]["coding"]
        if coding["system"] == OURS + "CodeSystem/item-control"
    ]
    return (own or ["choice"])[0], [option["valueCoding"]["code"] for option in item["answerOption"]]


def said(item):
    """(type, answer), or (None, reason)."""
    answer = (item.get("answer") or [{}])[0]
    if "valueInteger" in answer:
        return "scale", str(answer["valueInteger"])
    if "valueBoolean" in answer:
        return "yesNo", "yes" if answer["valueBoolean"] else "no"
    if "valueCoding" in answer:
        return "choice", answer["valueCoding"]["code"]
    reason = find(answer.get("extension"), ABSENT) or find(item.get("extension"), ABSENT)
    return None, REASONS[reason["valueCode"]]


def recommendation(counts):
    shares = Counter()
    for point, n in counts.items():
        if 0 <= point <= 10:
            shares["promoters" if point > 8 else "passives" if point > 6 else "detractors"] += n
    n = sum(shares.values())
    result = {name: shares[name] for name in ("promoters", "passives", "detractors")}
    if n:
        score = Fraction(100 * (shares["promoters"] - shares["detractors"]), n)
        p, d = (shares["promoters"] + 1) / (n + 3), (shares["detractors"] + 1) / (n + 3)
        half = 1.96 * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
        result["score"] = rounded(score, 1)
        result["low"] = rounded(max(-100, 100 * (p - d - half)), 1)
        result["high"] = rounded(min(100, 100 * (p - d + half)), 1)
        names = ["roomForImprovement", "good", "veryGood", "excellent"]
        result["band"] = names[sum(score >= border for border in (0, 30, 70))]
    return result


def missing(counts):
    return {name: counts[name] for name in REASONS.values()}


def figures_of(place, answers, absent, known):
    survey, link = place
    kind, allowed = known or (None, sorted({answer for _, answer in answers}))
    own = {"scale": "scale", "yesNo": "yesNo", None: None}.get(kind, "choice")
    given = {
        answer: n for (form, answer), n in answers.items() if answer in allowed and own in (None, form)
    }
    n = sum(given.values())
    shares = []
    for answer in allowed:
        share = {"answer": answer, "n": given.get(answer, 0)}
        if n:
            share["percent"] = rounded(Fraction(100 * given.get(answer, 0), n), 1)
        shares.append(share)
    result = {
        "survey": survey,
        "linkId": link,
        "n": n,
        "notAllowed": sum(answers.values()) - n,
        "missing": missing(absent),
        "answers": shares,
    }
    if kind:
        result["kind"] = kind
    if kind == "scale" and allowed == [str(point) for point in range(11)]:
        result["nps"] = recommendation({int(answer): count for answer, count in given.items()})
    if kind == "statement" and n:
        result["mean"] = rounded(Fraction(sum(int(a) * count for a, count in given.items()), n), 2)
        result["topBox"] = rounded(Fraction(100 * given.get("5", 0), n), 1)
    return result


def recount(surveys, lines):
    n = test = 0
    absent, journals = Counter(), defaultdict(list)
    answers, reasons = defaultdict(Counter), defaultdict(Counter)
    for line in lines:
        reply = json.loads(line)
        context = find(reply["extension"], OURS + "StructureDefinition/visit-context")["extension"]
        device = reply["author"]["identifier"]["value"].removeprefix("urn:uuid:")
        journal = find(context, "journalId")["valueString"]
        journals[device, journal].append(find(context, "seq")["valueInteger"])
        if any(tag["code"] == "test" for tag in reply["meta"]["tag"]):
            test += 1
            continue
        n += 1
        for item in reply.get("item", []):
            place = reply["questionnaire"], item["linkId"]
            form, answer = said(item)
            answers[place], reasons[place]
            if form:
                answers[place][form, answer] += 1
            else:
                reasons[place][answer] += 1
                absent[answer] += 1
    together = Counter()
    questions = []
    for place in sorted(answers, key=lambda place: order(surveys, place)):
        known = surveys.get(place[0], {}).get(place[1])
        questions.append(figures_of(place, answers[place], reasons[place], known))
        if known is None or known == ("scale", [str(point) for point in range(11)]):
            for (form, answer), count in answers[place].items():
                if form == "scale":
                    together[int(answer)] += count
    return {
        "n": n,
        "test": test,
        "nps": recommendation(together),
        "missing": missing(absent),
        "questions": questions,
        "byDevice": [
            {"device": device, "journalId": journal, "n": len(numbers), "lastSeq": max(numbers)}
            for (device, journal), numbers in sorted(journals.items())
        ],
    }


def order(surveys, place):
    links = list(surveys.get(place[0], {}))
    return place[0], links.index(place[1]) if place[1] in links else len(links), place[1]


def differences(where, ours, theirs):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name in sorted(ours.keys() | theirs.keys()):
            yield from differences(f"{where}.{name}", ours.get(name), theirs.get(name))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs)):
            yield from differences(f"{where}[{index}]", *pair)
    elif ours != theirs:
        yield f"{where}: {theirs}, recounted {ours}"


def main(packs, replies, figures):
    shown = json.loads(Path(figures).read_text())
    for journal in shown["byDevice"]:
        journal.pop("name", None)
    with open(replies) as lines:
        found = list(differences("figures", recount(read_packs(packs), lines), shown))
    print("".join(line + "\n" for line in found), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
