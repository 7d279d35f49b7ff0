"""Where two versions of one document do not say the same: a date or a party that only one of them has."""

from dataclasses import dataclass

from pipeline.records import DateMention, Findings
from pipeline.resolve.evidence import Profile, marks_of_name
from pipeline.resolve.links import Links
from pipeline.resolve.owners import parties

_SAME_PLACE = 0.1  # of the length of the text


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Something that one version of a document says and the other does not.

    Attributes:
        doc_id: the version that has it.
        position: the character of its `TextDocument.text` at which it stands.
        message: for people, with the doc_id of the other version.
    """

    doc_id: str
    position: int
    message: str


def disagreements(
    profiles: tuple[Profile, Profile], findings: tuple[Findings, Findings], links: Links
) -> tuple[Disagreement, ...]:
    """Gives where two versions of a document do not agree on a date or a party, by document and place."""
    found = [*_dates(profiles, findings), *_parties(profiles, findings, links)]
    return tuple(sorted(found, key=lambda item: (item.doc_id, item.position, item.message)))


def _dates(profiles: tuple[Profile, Profile], findings: tuple[Findings, Findings]) -> list[Disagreement]:
    one, other = (_only_here(findings[here], findings[1 - here]) for here in (0, 1))
    days = {profile.document.published for profile in profiles}
    if len(days) == 1:
        # The day of the release itself: one version may print it and the other leave it to its site.
        one, other = ([item for item in items if not {item.first, item.last} <= days] for items in (one, other))
    found: list[Disagreement] = []
    lengths = [len(profile.document.text) for profile in profiles]
    for item in list(one):
        ranked = sorted(
            (not _nested(item, rival), abs(item.start / lengths[0] - rival.start / lengths[1]), place)
            for place, rival in enumerate(other)
        )
        near = [place for differs, apart, place in ranked if apart <= (_SAME_PLACE if differs else 2 * _SAME_PLACE)]
        if not near:
            continue
        rival = other[near[0]]
        one.remove(item)
        other.remove(rival)
        if not _nested(item, rival):
            found += [_date(profiles[0], item, profiles[1], rival), _date(profiles[1], rival, profiles[0], item)]
    found += [_date(profiles[0], item, profiles[1], None) for item in one]
    found += [_date(profiles[1], item, profiles[0], None) for item in other]
    return found


def _only_here(here: Findings, there: Findings) -> list[DateMention]:
    """The dates of one version that the other has nowhere, each value once."""
    known = {(item.first, item.last) for item in there.dates}
    only: dict[tuple[object, object], DateMention] = {}
    for item in here.dates:
        if (item.first, item.last) not in known:
            only.setdefault((item.first, item.last), item)
    return list(only.values())


def _nested(one: DateMention, other: DateMention) -> bool:
    """Whether one date is only less precise: April 2024 for 2024年4月1日."""
    return (one.first <= other.first and other.last <= one.last) or (
        other.first <= one.first and one.last <= other.last
    )


def _date(here: Profile, item: DateMention, there: Profile, rival: DateMention | None) -> Disagreement:
    instead = f"; it has {rival.text} ({rival.edtf}) there" if rival else ""
    message = f"the date {item.text} ({item.edtf}) is not in the other version, {there.document.doc_id}{instead}"
    return Disagreement(here.document.doc_id, item.start, message)


def _parties(
    profiles: tuple[Profile, Profile], findings: tuple[Findings, Findings], links: Links
) -> list[Disagreement]:
    missing = [
        [
            party
            for party in parties(profiles[here].document, findings[here], links)
            if not _is_named(party, profiles[here], profiles[1 - here], links)
        ]
        for here in (0, 1)
    ]
    # A name that is not registered may stand on the other side in its own script, without a link: one for one.
    unsure = [[party for party in named if party not in links.registered] for named in missing]
    spared = min(map(len, unsure))
    found: list[Disagreement] = []
    for here in (0, 1):
        doubtful = set(unsure[here][:spared])
        for party in missing[here]:
            if party not in doubtful:
                found.append(_party(profiles[here], findings[here], links, party, profiles[1 - here]))
    return found


def _is_named(party: str, here: Profile, there: Profile, links: Links) -> bool:
    """Whether the other version names a party: linked, or by how the name is written or sounds."""
    if ("organisation", party) in there.first:
        return True
    if party in links.registered:
        return False
    names = [name for name in links.names.get(party, ()) if links.ids[here.document.doc_id].get(name) == party]
    return any(word in there.first for name in names for word in marks_of_name(name))


def _party(here: Profile, findings: Findings, links: Links, party: str, there: Profile) -> Disagreement:
    doc_id = here.document.doc_id
    mention = next(item for item in findings.organisations if links.ids[doc_id][item.text] == party)
    message = f"{mention.text} is a party in this version and not named in the other, {there.document.doc_id}"
    return Disagreement(doc_id, mention.start, message)
