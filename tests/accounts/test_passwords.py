"""One-time passwords are long, random and read aloud without mistakes."""

from accounts.passwords import readable_password


def test_form():
    groups = readable_password().split("-")
    assert [len(group) for group in groups] == [4, 4, 4, 4]


def test_no_signs_that_are_taken_for_each_other():
    signs = set("".join(readable_password() for _ in range(200)))
    assert signs == set("abcdefghjkmnpqrstuvwxyz23456789-")


def test_never_the_same_twice():
    assert len({readable_password() for _ in range(100)}) == 100
