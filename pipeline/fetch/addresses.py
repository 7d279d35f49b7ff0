"""Addresses that may be asked: http and https, hosts that sources.yml names, and no machine of an inner network."""

import ipaddress
from collections.abc import Iterable
from urllib.parse import quote, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}
# IANA's registry of special-purpose addresses: IPv6 prefixes that carry an IPv4 address, and the bits it lies behind.
_CARRIERS = (
    (ipaddress.ip_network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (ipaddress.ip_network("64:ff9b::/96"), 0),  # NAT64
    (ipaddress.ip_network("2002::/16"), 80),  # 6to4
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Where clouds keep the credentials of a machine: in fd00::/8, so not link-local as on IPv4.
_METADATA = ipaddress.ip_network("fd00:ec2::/32")

# What an address may have as it is (RFC 3986, and what browsers leave alone); other characters are written as %XX.
_UNQUOTED = "%/:=&?~+!$,;'@()*[]|"

_LONGEST = 2_000

Hosts = frozenset[tuple[str, int | None]]
"""Hosts with the port that may be asked; None for any."""


def normal_url(url: str) -> str:
    """A web address in ASCII and without its fragment, the host in lower case.

    Raises:
        ValueError: it is not http or https, has no host or a bad one, or carries a password.
    """
    parts = urlsplit(url.strip())
    if len(url) > _LONGEST or not url.strip().isprintable():
        raise ValueError("the address is too long, or has characters that no address has")
    if parts.scheme not in _PORTS:
        raise ValueError(f"only http and https addresses can be fetched, not {parts.scheme or 'this'}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address with a user name or password in it is not fetched")
    host = ascii_host(parts.hostname or "")
    if not host:
        raise ValueError("the address has no host")
    shown = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else ""
    path, query = (quote(part, safe=_UNQUOTED) for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, shown + port, path, query, ""))


def hosts_of(urls: Iterable[str], allowed: Iterable[str]) -> Hosts:
    """The hosts of some addresses, each with its port, and those that are allowed beside them.

    Args:
        urls: http and https addresses; the usual ports of both go with each host.
        allowed: `host`, for any port, or `host:port`.
    """
    hosts: set[tuple[str, int | None]] = set()
    for url in urls:
        parts = urlsplit(normal_url(url))
        name = parts.hostname or ""
        hosts |= {(name, parts.port or _PORTS[parts.scheme]), (name, 80), (name, 443)}
    for entry in allowed:
        parts = urlsplit(f"//{entry}")
        hosts.add((ascii_host(parts.hostname or ""), parts.port))
    return frozenset(hosts)


def is_allowed(url: str, hosts: Hosts) -> bool:
    """Whether the host of an address, at its port, is one of these."""
    try:
        parts = urlsplit(normal_url(url))
    except ValueError:
        return False
    name, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    return (name, port) in hosts or (name, None) in hosts


def refusal(address: str, *, private: bool) -> str | None:
    """Why an IP address must not be asked; None if it may.

    Args:
        address: as a resolver gives it; IPv6 addresses perhaps with a zone.
        private: whether this machine and private networks may be asked. Link-local addresses, where clouds keep
            credentials, may not even then.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        for network, shift in _CARRIERS:
            if ip in network:
                carried = ipaddress.IPv4Address((int(ip) >> shift) & 0xFFFFFFFF)
                return refusal(str(carried), private=private)
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip in _METADATA:
        return f"{ip} is a link-local, multicast or metadata address"
    if private or (ip.is_global and (ip.version == 4 or ip in _GLOBAL_UNICAST)):
        return None
    return f"{ip} is an address of this machine or of a private network (fetch.allow_private_addresses in settings.yml)"


def is_loopback(host: str) -> bool:
    """Whether a host is written as this machine itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def ascii_host(host: str) -> str:
    """A host name as it is asked for; 日本.jp becomes xn--wgv71a.jp."""
    if host.isascii():
        return host.lower().rstrip(".")
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        raise ValueError(f"{host} is not the name of a host") from None
