"""One person under several names: 'dokter Van Es' in one place, 'Van Es' or 'de huisarts' in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from vtaudit.language.parties import ROLE, Party, parties
from vtaudit.language.passages import Passage
from vtaudit.language.people import People

Cast = Mapping[str, Party]


def read_cast(passages: Sequence[Passage], people: People) -> Cast:
    """Per name everything by which its bearer is called in the dossier, outside family and melder."""
    known: dict[str, Party] = {}
    for passage in passages:
        if not any(name.startswith(ROLE) for name in passage.concepts):
            continue
        for party in parties(passage, people):
            names = party.names - people.family_names
            if not names or not party.roles or names & people.reporter_names:
                continue
            joined = Party(party.roles, names, 0, 0)
            for name in names:
                old = known.get(name, joined)
                joined = Party(joined.roles | old.roles, joined.names | old.names, 0, 0)
            known.update(dict.fromkeys(joined.names, joined))
    return known


def in_full(party: Party, cast: Cast) -> Party:
    """The party with the roles and names that the dossier gives it elsewhere."""
    roles, names = party.roles, party.names
    for name in party.names:
        if name in cast:
            roles, names = roles | cast[name].roles, names | cast[name].names
    return replace(party, roles=roles, names=names)
