"""What may be asked: hosts of the sources, at public addresses."""

import pytest

from pipeline.fetch.addresses import hosts_of, is_allowed, normal_url, refusal


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "0.1.2.3"),
        *("169.254.169.254", "224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1"),
        *(
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "::ffff:0.0.0.0",
            "::127.0.0.1",
        ),
    ],
)
def test_inner_addresses_are_refused(address: str) -> None:
    assert refusal(address, private=False)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public_addresses_are_not(address: str) -> None:
    assert refusal(address, private=False) is None


def test_a_workspace_that_allows_private_addresses_still_has_no_metadata() -> None:
    assert refusal("127.0.0.1", private=True) is None
    assert refusal("::ffff:10.1.1.1", private=True) is None
    for address in ("169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "fe80::1", "::", "::ffff:0.0.0.0"):
        assert refusal(address, private=True), address


def test_hosts_are_compared_with_their_ports() -> None:
    hosts = hosts_of(["http://127.0.0.1:8000/a", "https://例え.jp/"], ["files.example", "10.0.0.1:9000"])
    allowed = (
        *("http://127.0.0.1:8000/b", "https://127.0.0.1/", "https://XN--R8JZ45G.jp/x", "http://例え.jp/"),
        *("https://files.example:8443/", "http://10.0.0.1:9000/"),
    )
    refused = (
        *("http://127.0.0.1:8001/", "http://localhost:8000/", "http://10.0.0.1/", "https://sub.files.example/"),
        *(
            "https://files.example.evil.example/",
            "https://files.example@evil.example/",
            "file:///etc/passwd",
            "data:,x",
        ),
        *(
            "http://2130706433:8000/",
            "http://[::1]:8000/",
            "javascript:alert(1)",
            "//files.example/",
            "http://",
            "http://127.0.0.1:8000/\x1b[2J",
        ),
    )
    assert [url for url in allowed if not is_allowed(url, hosts)] == []
    assert [url for url in refused if is_allowed(url, hosts)] == []


def test_an_address_has_one_form() -> None:
    assert normal_url(" HTTPS://Example.ORG:443/A?b=c#d ") == "https://example.org/A?b=c"
    assert (
        normal_url("http://example.org/覚書 1?q=%E6%97%A5") == "http://example.org/%E8%A6%9A%E6%9B%B8%201?q=%E6%97%A5"
    )
    assert normal_url("http://example.org.:8080") == "http://example.org:8080/"
    assert normal_url("http://[2001:DB8::1]:80/x") == "http://[2001:db8::1]/x"
