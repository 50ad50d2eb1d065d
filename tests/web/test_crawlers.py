"""What search engines ask for first."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from flask.testing import FlaskClient

from .submitting import Site, document


def test_every_address_of_the_sitemap_has_a_page(client: FlaskClient) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").data)
    paths = [urlsplit(each.text or "").path for each in tree.iterfind("{*}url/{*}loc")]
    assert "/report/syria-2024-12-02" in paths
    for path in paths:
        with client.get(path, headers={"Accept": "text/html"}) as response:
            assert (response.status_code, response.mimetype) == (200, "text/html"), path


def test_the_sitemap_says_when_a_report_changed(site: Site) -> None:
    site.submit(document())
    tree = ElementTree.fromstring(site.send("GET", "/sitemap.xml").data)
    changes = {
        each.findtext("{*}loc"): each.findtext("{*}lastmod") for each in tree.iterfind("{*}url")
    }
    assert str(changes["http://localhost/report/rain"]).endswith("Z")


def test_robots_are_led_to_the_sitemap_and_kept_from_what_makes_work(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://localhost/sitemap.xml" in lines
    assert "Disallow: /sparql?" in lines
