"""Names that resolve to something else the next time."""

from types import SimpleNamespace
from typing import Any

from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IResolutionReceiver
from zope.interface import implementer

from pipeline.fetch.network import CheckedResolver


class Names:
    """A resolver whose answers change, as that of an attacker does."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, name: str, port: int, *_: Any) -> None:  # noqa: N802
        receiver.resolutionBegan(None)
        for address in self.answers.pop(0):
            receiver.addressResolved(IPv4Address("TCP", address, port))
        receiver.resolutionComplete()


@implementer(IResolutionReceiver)
class Receiver:
    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.complete = False

    def resolutionBegan(self, _: Any) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: IPv4Address) -> None:  # noqa: N802
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete = True


def test_every_address_is_checked_each_time() -> None:
    names = Names(("93.184.216.34",), ("127.0.0.1",), ("10.0.0.1", "93.184.216.34", "169.254.169.254"))
    resolver = CheckedResolver(SimpleNamespace(nameResolver=names), private=False)
    seen = []
    for _ in range(3):
        receiver: Any = Receiver()
        resolver.resolveHostName(receiver, "rebind.example", 80)
        assert receiver.complete
        seen.append(receiver.addresses)
    assert seen == [["93.184.216.34"], [], ["93.184.216.34"]]
